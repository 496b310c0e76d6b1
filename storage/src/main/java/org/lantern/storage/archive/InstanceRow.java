package org.lantern.storage.archive;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An instance in a list.
 *
 * @param rows and {@code columns}: of its image, empty if it has none
 * @param bytes length of the stored object
 * @param place where its image lies in the patient, if its header says; empty for objects of many planes
 */
public record InstanceRow(String sopInstanceUid, String sopClassUid, OptionalInt instanceNumber, int frameCount,
        OptionalInt rows, OptionalInt columns, String transferSyntaxUid, long bytes, Optional<Place> place) {
    /**
     * A place along the normal of a stack.
     *
     * @param orientation the same for all images that are parallel: direction cosines, rounded
     * @param mm distance of the image's first pixel from the origin along the plane's normal
     */
    public record Place(String orientation, double mm) {}
}
