package org.lantern.storage.archive;

import java.util.OptionalInt;

/** A series in a list. */
public record SeriesRow(String uid, OptionalInt number, String modality, String description, String bodyPart,
        int instanceCount) {}
