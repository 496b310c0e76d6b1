package org.lantern.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardCodedTextTest {
    @Test
    void no_view_and_no_command_has_words_of_its_own() throws IOException {
        var found = new TreeMap<String, List<String>>();
        try (var files = Files.walk(Path.of("src/main"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = file.toString();
                var literals = name.endsWith(".java")
                        ? HardCodedText.inJava(Files.readString(file))
                        : name.endsWith(".fxml") ? HardCodedText.inFxml(Files.readString(file)) : List.<String>of();
                if (!literals.isEmpty()) {
                    found.put(name, literals);
                }
            }
        }
        assertEquals(new TreeMap<>(), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new Label(\"Patient\")", "button.setText(\"Open study\")", "new Tooltip(age + \" years\")",
            "new TableColumn<Row, String>(\"Name\")", "label.setText(texts.get(\"a.b\") + \" days\")",
            "stage.setTitle(\n    \"Lantern\")", "var x = \"患者\";", "field.setPromptText(cond ? \"Search\" : \"\")"})
    void a_word_for_the_screen_is_found(String source) {
        assertTrue(!HardCodedText.inJava(source).isEmpty(), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new Label(texts.get(\"viewer.title\"))", "button.setText(\"+\")", "new Label()",
            "label.setText(value + \" × \" + other)", "label.setText(length + \" mm\")",
            "new Label(\"\", icon(\"mdi2a-account\"))", "label.getStyleClass().add(\"caption\")",
            "// new Label(\"Patient\")", "/* 患者 */", "new Label(texts().get(\"a.b\", count))", "x.setText(name)"})
    void a_key_a_symbol_and_a_style_are_not(String source) {
        assertEquals(List.of(), HardCodedText.inJava(source));
    }

    @Test
    void fxml_may_have_keys_only() {
        assertEquals(List.of("Open"), HardCodedText.inFxml("<Button text=\"Open\"/><Label text=\"%viewer.title\"/>"));
    }
}
