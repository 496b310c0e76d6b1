package org.lantern.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a line into words as a POSIX shell does, without its expansions: quotes, backslashes and comments. */
final class ShellWords {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /** The words of a line; empty if a quotation is not closed or a backslash ends the line. */
    static Optional<List<String>> split(String line) {
        return new ShellWords(line).split();
    }

    private Optional<List<String>> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            boolean complete = switch (c) {
                case '\'' -> quoted('\'');
                case '"' -> quoted('"');
                case '\\' -> escaped();
                case '#' -> inWord ? take(c) : comment();
                default -> Character.isWhitespace(c) ? finishWord() : take(c);
            };
            if (!complete) {
                return Optional.empty();
            }
        }
        finishWord();
        return Optional.of(List.copyOf(words));
    }

    private boolean take(char c) {
        inWord = true;
        word.append(c);
        return true;
    }

    private boolean finishWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
        return true;
    }

    private boolean comment() {
        at = line.length();
        return true;
    }

    private boolean escaped() {
        return at < line.length() && take(line.charAt(at++));
    }

    /** Between single quotes everything stands for itself; between double ones a backslash escapes these four. */
    private boolean quoted(char quote) {
        inWord = true;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == quote) {
                return true;
            }
            boolean escape = c == '\\' && quote == '"' && at < line.length()
                    && "\"\\$`".indexOf(line.charAt(at)) >= 0;
            word.append(escape ? line.charAt(at++) : c);
        }
        return false;
    }
}
