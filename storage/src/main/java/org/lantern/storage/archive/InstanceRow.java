package org.lantern.storage.archive;

import java.util.OptionalInt;

/**
 * An instance in a list.
 *
 * @param rows and {@code columns}: of its image, empty if it has none
 * @param bytes length of the stored object
 */
public record InstanceRow(String sopInstanceUid, String sopClassUid, OptionalInt instanceNumber, int frameCount,
        OptionalInt rows, OptionalInt columns, String transferSyntaxUid, long bytes) {}
