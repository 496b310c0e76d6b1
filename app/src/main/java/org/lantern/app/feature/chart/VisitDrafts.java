package org.lantern.app.feature.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lantern.storage.archive.PatientKey;

/**
 * The visits that were begun and are not saved, one for a patient. They live as long as the vault is open: longer than
 * the page, which is made anew in another language. In memory only; nothing half-finished is written to the chart.
 */
public final class VisitDrafts {
    private final Map<PatientKey, VisitForm> begun = new LinkedHashMap<>();

    Optional<VisitForm> of(PatientKey patient) {
        return Optional.ofNullable(begun.get(patient));
    }

    VisitForm begin(PatientKey patient, Supplier<VisitForm> form) {
        return begun.computeIfAbsent(patient, _ -> form.get());
    }

    void remove(PatientKey patient) {
        begun.remove(patient);
    }

    /** Removes a form, unless another has taken its place. */
    void remove(PatientKey patient, VisitForm form) {
        begun.remove(patient, form);
    }

    /** Patients with a visit in which something was typed, the first begun first. */
    public List<PatientKey> unsaved() {
        return begun.entrySet().stream().filter(entry -> entry.getValue().isTyped()).map(Map.Entry::getKey).toList();
    }

    /** Throws everything away. */
    public void clear() {
        begun.clear();
    }

    /** Takes back what was said beside the fields, as when it would stand there in another language. */
    public void forgetComplaints() {
        begun.values().forEach(VisitForm::forgetComplaints);
    }
}
