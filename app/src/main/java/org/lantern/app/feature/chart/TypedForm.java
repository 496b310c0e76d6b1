package org.lantern.app.feature.chart;

import java.util.Map;
import java.util.Optional;
import org.lantern.storage.chart.Draft;

/** A form whose texts can be kept and put back. */
interface TypedForm {
    Draft.Form form();

    /** The fact that it corrects; absent for a new one. */
    Optional<Long> corrects();

    /** The texts as typed, by the names of the fields. */
    Map<String, String> typed();

    /** Puts texts back; names that the form does not have are passed over. */
    void restore(Map<String, String> typed);

    /** Whether anything is in it that its user would miss. */
    boolean isTyped();

    /** Empties what the fields complain about. */
    void forgetComplaints();

    /** @param action runs after each change of a text, fields that are added later included */
    void onTyped(Runnable action);
}
