package org.lantern.resources;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every text that a user reads, in one language. Immutable; one instance per language, handed to whoever speaks.
 *
 * <p>A key is {@code bundle.rest.of.key}: its first part names the bundle file (one for each face of the product, see
 * {@link #BUNDLES}), so {@code worklist.search.prompt} is the key {@code search.prompt} of {@code worklist.properties}.
 * Patterns are those of {@link MessageFormat}.
 */
public final class Texts {
    /** The bundles there are, in the order of the product's faces. */
    public static final List<String> BUNDLES = List.of("shell", "login", "worklist", "viewer", "chart", "risk",
            "administration", "problem", "cli");
    /** The languages there are; the first is the one that every other falls back to. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private final Locale language;
    private final List<ResourceBundle> bundles;

    private Texts(Locale language) {
        this.language = language;
        var noFallback = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        this.bundles = BUNDLES.stream().map(name -> ResourceBundle
                .getBundle("org.lantern.resources.text." + name, language, Texts.class.getClassLoader(), noFallback))
                .toList();
    }

    /** The texts in the language nearest to {@code wanted}: Simplified Chinese for any Chinese, else English. */
    public static Texts in(Locale wanted) {
        return new Texts(wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    /** The language of these texts, for formatting numbers and dates beside them. */
    public Locale language() {
        return language;
    }

    /**
     * The text of a key, with its arguments filled in.
     *
     * @throws MissingResourceException if there is no such key: a fault in the program, found by the bundle test
     */
    public String get(String key, Object... arguments) {
        int dot = key.indexOf('.');
        int bundle = dot < 0 ? -1 : BUNDLES.indexOf(key.substring(0, dot));
        if (bundle < 0) {
            throw new MissingResourceException("no bundle for key " + key, Texts.class.getName(), key);
        }
        String pattern = bundles.get(bundle).getString(key.substring(dot + 1));
        return new MessageFormat(pattern, language).format(arguments);
    }

    /** Whether a key exists, for texts that belong to data (a risk model's input) and may not have one of their own. */
    public boolean has(String key) {
        int dot = key.indexOf('.');
        int bundle = dot < 0 ? -1 : BUNDLES.indexOf(key.substring(0, dot));
        return bundle >= 0 && bundles.get(bundle).containsKey(key.substring(dot + 1));
    }

    /** Every key of a bundle, with the bundle's name before it. */
    public Set<String> keys(String bundle) {
        return bundles.get(BUNDLES.indexOf(bundle)).keySet().stream().map(key -> bundle + "." + key)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "Texts[" + language.toLanguageTag() + ", " + Arrays.toString(BUNDLES.toArray()) + "]";
    }
}
