package org.lantern.storage.chart;

import java.util.Map;
import java.util.Optional;
import org.lantern.storage.archive.PatientKey;

/**
 * What somebody typed into a form and has not saved. It is no fact: nobody but its author sees it, nothing is computed
 * from it, and it is gone once the form is saved or given up.
 *
 * @param form which form; a patient has at most one draft of each form by each author
 * @param entry the fact that the form corrects; absent for a new one
 * @param fields the texts as typed, by the names of the form's fields
 */
public record Draft(PatientKey patient, Form form, Optional<Long> entry, Map<String, String> fields) {
    public Draft {
        fields = Map.copyOf(fields);
    }

    /** The forms that there are: a visit with what was observed in it, or a single fact. */
    public enum Form {
        VISIT, DEMOGRAPHICS, PROBLEM, MEDICATION, ALLERGY;

        /** The form that a fact is typed into; empty if it is part of another or never typed. */
        static Optional<Form> of(Fact fact) {
            return switch (fact) {
                case Demographics _ -> Optional.of(DEMOGRAPHICS);
                case Problem _ -> Optional.of(PROBLEM);
                case Medication _ -> Optional.of(MEDICATION);
                case Allergy _ -> Optional.of(ALLERGY);
                case Encounter _,Observation _,RiskRecord _ -> Optional.empty();
            };
        }
    }
}
