package org.lantern.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import javafx.css.CssParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lantern.resources.Texts;

/** The window passes over what it cannot read of a style sheet, with all that comes after it. */
class ThemeTest {
    @ParameterizedTest
    @ValueSource(strings = {"lantern.css", "dark.css", "light.css"})
    void every_rule_of_a_style_sheet_is_read(String name) throws Exception {
        var sheet = Texts.class.getResource("theme/" + name);
        var errors = CssParser.errorsProperty();
        errors.clear();
        var rules = new CssParser().parse(sheet).getRules();
        assertEquals(List.of(), errors.stream().map(CssParser.ParseError::getMessage).toList());
        assertFalse(rules.isEmpty());
    }
}
