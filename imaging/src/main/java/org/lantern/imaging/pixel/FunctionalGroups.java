package org.lantern.imaging.pixel;

import java.util.List;
import java.util.Optional;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/** Where an enhanced multi-frame object keeps what holds for one of its frames, PS3.3 C.7.6.16. */
public final class FunctionalGroups {
    private FunctionalGroups() {}

    /**
     * The item of a functional group macro that holds for a frame: the frame's own, or else the one that all share.
     * Empty for an object without functional groups, or without this one.
     *
     * @param frame zero-based
     * @param macro the macro's sequence, such as Pixel Measures Sequence
     */
    public static Optional<DataSet> find(DataSet dataSet, int frame, Tag macro) {
        List<DataSet> frames = dataSet.items(Tag.PerFrameFunctionalGroupsSequence);
        if (frame < frames.size()) {
            Optional<DataSet> own = frames.get(frame).item(macro);
            if (own.isPresent()) {
                return own;
            }
        }
        return dataSet.item(Tag.SharedFunctionalGroupsSequence).flatMap(shared -> shared.item(macro));
    }
}
