package org.lantern.app.cli;

import java.util.Locale;

/** Why files were rejected, in JSON as a word that does not change, for people in their language. */
final class Rejections {
    private Rejections() {}

    static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String words(Session session, Enum<?> reason) {
        return session.text("rejected." + reason.name());
    }
}
