package org.lantern.app.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.lantern.resources.Texts;

/** The texts of the {@code cli} bundle as picocli wants them: without the bundle's name before the key. */
final class TextsBundle extends ResourceBundle {
    private static final String BUNDLE = "cli";

    private final Texts texts;

    TextsBundle(Texts texts) {
        this.texts = texts;
    }

    @Override
    protected Object handleGetObject(String key) {
        var full = BUNDLE + "." + key;
        return texts.has(full) ? texts.get(full) : null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.keys(BUNDLE).stream().map(key -> key.substring(BUNDLE.length() + 1))
                .collect(Collectors.toSet()));
    }
}
