package org.lantern.app.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines for people. Names of patients and files come from anywhere, and a terminal acts on what it shows: control and
 * direction characters are written as {@code \\uXXXX}, so that no text can move the cursor, clear the screen, turn what
 * follows around or pretend to be another line.
 */
final class PlainText extends PrintStream {
    PlainText(PrintStream out) {
        super(out, false, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
        super.print(escaped(String.valueOf(line), false));
        super.println();
    }

    @Override
    public void print(String text) {
        super.print(escaped(String.valueOf(text), true));
    }

    @Override
    public void print(char c) {
        print(String.valueOf(c));
    }

    private static String escaped(String text, boolean severalLines) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean acts = switch (Character.getType(c)) {
                case Character.CONTROL -> c != '\t' && !(severalLines && c == '\n');
                case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE ->
                    true;
                default -> false;
            };
            if (acts) {
                safe.append("\\u%04x".formatted(c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
