package org.lantern.analytics.risk;

import java.util.List;

/**
 * Something the reader of a result must know.
 *
 * @param code its text has the key {@code risk.output.notice.<code>}, with the names as one list argument
 * @param names inputs or outputs it speaks of
 */
public record Notice(String code, List<String> names) {
    public Notice {
        names = List.copyOf(names);
    }

    /** Technical form: the code and the names. */
    @Override
    public String toString() {
        return names.isEmpty() ? code : code + ": " + String.join(", ", names);
    }
}
