package org.lantern.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TextsTest {
    static final java.util.List<String> bundles = Texts.BUNDLES;

    private static Properties read(String file) {
        var properties = new Properties();
        try (var in = new InputStreamReader(Texts.class.getResourceAsStream("text/" + file + ".properties"),
                StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    @ParameterizedTest
    @FieldSource("bundles")
    void both_languages_have_the_same_keys_and_no_empty_text(String bundle) {
        var english = read(bundle);
        var chinese = read(bundle + "_zh_CN");
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(chinese.stringPropertyNames()));
        for (var key : english.stringPropertyNames()) {
            assertFalse(english.getProperty(key).isBlank(), key);
            assertFalse(chinese.getProperty(key).isBlank(), key);
        }
    }

    @ParameterizedTest
    @FieldSource("bundles")
    void both_languages_fill_in_the_same_arguments(String bundle) {
        var english = read(bundle);
        var chinese = read(bundle + "_zh_CN");
        for (var key : english.stringPropertyNames()) {
            assertEquals(new MessageFormat(english.getProperty(key), Locale.ENGLISH).getFormatsByArgumentIndex().length,
                    new MessageFormat(chinese.getProperty(key), Locale.SIMPLIFIED_CHINESE)
                            .getFormatsByArgumentIndex().length,
                    key);
        }
    }

    @Test
    void any_chinese_is_answered_in_simplified_chinese_and_anything_else_in_english() {
        assertTrue(Texts.in(Locale.TRADITIONAL_CHINESE).get("shell.application.name").startsWith("明灯"));
        assertEquals("Lantern", Texts.in(Locale.FRENCH).get("shell.application.name"));
    }

    @Test
    void an_unknown_key_or_bundle_is_a_fault() {
        var texts = Texts.in(Locale.ENGLISH);
        assertThrows(MissingResourceException.class, () -> texts.get("shell.no.such.key"));
        assertThrows(MissingResourceException.class, () -> texts.get("nowhere.title"));
        assertFalse(texts.has("shell.no.such.key"));
    }

    @Test
    void a_bundle_lists_its_keys_as_they_are_asked_for() {
        var texts = Texts.in(Locale.ENGLISH);
        assertTrue(texts.keys("shell").contains("shell.application.name"));
        assertTrue(texts.keys("shell").stream().allMatch(texts::has));
    }
}
