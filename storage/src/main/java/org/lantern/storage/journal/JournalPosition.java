package org.lantern.storage.journal;

import java.util.HexFormat;

/**
 * A place between two records of a journal.
 *
 * @param at where the next record begins, in bytes from the start of the file
 * @param chain tag of the record before, 32 hexadecimal digits: what the next record is bound to
 */
public record JournalPosition(long at, String chain) {
    byte[] chainBytes() {
        return HexFormat.of().parseHex(chain);
    }
}
