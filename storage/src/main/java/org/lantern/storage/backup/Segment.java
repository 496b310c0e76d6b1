package org.lantern.storage.backup;

/**
 * A part of one of the vault's files, as it lies in a backup.
 *
 * @param file path in the vault's folder, with slashes
 * @param source which file of that name: a journal that was begun anew is another one
 * @param from where the part begins in the vault's file
 * @param at where it lies in the backup
 * @param mac of its bytes, 64 hexadecimal digits
 */
record Segment(String file, String source, long from, int bytes, long at, String mac) {
    long end() {
        return from + bytes;
    }
}
