package org.lantern.app.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lantern.imaging.phantom.PhantomPatient;

/**
 * A patient who never lived, as {@code patients.json} tells. Times are days before the day on which the vault is made, so
 * that nothing in a fresh demo is out of date.
 *
 * @param name family and given name separated by a caret, as in DICOM
 */
record DemoPatient(String patientId, String name, String ideographic, String phonetic, String sex, int ageYears,
        String phone, String address, List<Study> studies, List<Allergy> allergies, List<Problem> problems,
        List<Medication> medications, List<Visit> visits) {
    /** A synthetic study; {@code kind} is the phantom's name on the command line. */
    record Study(String kind, int daysAgo) {}

    record Allergy(String substance, String reaction, String severity) {}

    /** @param status absent in the file where it is active */
    record Problem(String icd10, String text, int daysAgo, String status) {
        Problem {
            status = status == null ? "ACTIVE" : status;
        }
    }

    /** @param stop absent in the file where it is still taken */
    record Medication(String atc, String name, String dose, String route, String frequency, int daysAgo, Stop stop) {
        Optional<Stop> stopped() {
            return Optional.ofNullable(stop);
        }
    }

    record Stop(int daysAgo, String reason) {}

    /**
     * @param smoking code of the answer; absent in the file where it was not asked
     * @param values amounts in the usual unit of each kind
     */
    record Visit(int daysAgo, String reason, String note, String smoking, Map<String, String> values) {
        Visit {
            smoking = smoking == null ? "" : smoking;
        }
    }

    /** All of them. */
    static List<DemoPatient> all() {
        try (var in = DemoPatient.class.getResourceAsStream("patients.json")) {
            return List.of(new JsonMapper().readValue(in, DemoPatient[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turned the stated age a hundred days ago. */
    LocalDate birthDate(LocalDate today) {
        return today.minusYears(ageYears).minusDays(100);
    }

    /** Whose the images say they are. */
    PhantomPatient phantom(LocalDate today) {
        var groups = ideographic.isEmpty() ? name : name + "=" + ideographic + "=" + phonetic;
        return new PhantomPatient(patientId, groups, birthDate(today), sex);
    }
}
