package org.lantern.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds words in program text that a user would read: they belong into the bundles. */
final class HardCodedText {
    /** Constructors and setters that take a text for the screen. */
    private static final Pattern SHOWS = Pattern.compile("(?:new\\s+(?:Label|Button|Text|Hyperlink|CheckBox|RadioButton"
            + "|ToggleButton|MenuItem|CheckMenuItem|RadioMenuItem|CustomMenuItem|Menu|MenuButton|SplitMenuButton|Tab"
            + "|TitledPane|Tooltip|TableColumn|TreeTableColumn|TextField|Notifications)(?:<[^(]*>)?"
            + "|\\.(?:setText|setPromptText|setTitle|setHeaderText|setContentText|setAccessibleText"
            + "|setAccessibleHelp|setAccessibleRoleDescription|setPlaceholder))\\s*\\(");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** What looks a text up: its key. */
    private static final Pattern KEY = Pattern.compile("[a-z]*(?:\\.[A-Za-z0-9_-]*)+");
    /** Unit symbols are the same in every language; names of icons are no text. */
    private static final Pattern SYMBOL = Pattern
            .compile("\\s*(?:mm|cm|mm²|cm²|HU|px|ms|MB|GB|fps|mdi2[a-z]-[a-z0-9-]+)\\s*");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);
    private static final Pattern FXML = Pattern
            .compile("\\b(?:text|promptText|title|accessibleText)\\s*=\\s*\"([^%\"][^\"]*)\"");

    private HardCodedText() {}

    /** The literals of a Java source that a user would read. */
    static List<String> inJava(String source) {
        var code = COMMENT.matcher(source).replaceAll(" ");
        var found = new ArrayList<String>();
        var shows = SHOWS.matcher(code);
        while (shows.find()) {
            LITERAL.matcher(upToClosing(code, shows.end())).results().map(literal -> literal.group(1))
                    .filter(text -> WORD.matcher(text).find() && !KEY.matcher(text).matches()
                            && !SYMBOL.matcher(text).matches())
                    .forEach(found::add);
        }
        LITERAL.matcher(code).results().map(literal -> literal.group(1)).filter(text -> HAN.matcher(text).find())
                .forEach(found::add);
        return found;
    }

    /** The texts of an FXML file that are not keys. */
    static List<String> inFxml(String source) {
        return FXML.matcher(source).results().map(match -> match.group(1)).filter(text -> WORD.matcher(text).find())
                .toList();
    }

    private static String upToClosing(String code, int start) {
        int depth = 1;
        boolean quoted = false;
        for (int i = start; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '"' && code.charAt(i - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && --depth == 0) {
                return code.substring(start, i);
            }
        }
        return code.substring(start);
    }
}
