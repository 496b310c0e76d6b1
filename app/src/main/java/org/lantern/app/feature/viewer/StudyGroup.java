package org.lantern.app.feature.viewer;

import java.util.List;
import org.lantern.storage.archive.StudyRow;

/**
 * A study in the strip of thumbnails.
 *
 * @param prior whether it is an earlier or later one of the same patient, not the one that was opened
 */
record StudyGroup(StudyRow study, boolean prior, List<SeriesStack> stacks) {
    StudyGroup {
        stacks = List.copyOf(stacks);
    }
}
