package org.lantern.storage.chart;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lantern.storage.Refusal;
import org.lantern.storage.StorageException;

/**
 * The patient's row in the archive, by which new images find their patient and which the work list reads. Once there are
 * images it keeps saying what their headers say, whatever the chart corrects: otherwise the next images of the same
 * patient would not be recognised. The search finds both.
 */
final class PatientRows {
    /** What the column takes. */
    private static final int SEARCH_LENGTH = 2000;

    private PatientRows() {}

    /** @throws StorageException.NotFound if there is no such patient */
    static Entry<Demographics> demographics(Handle handle, long patient) throws StorageException {
        var edited = FactTables.DEMOGRAPHICS.current(handle, patient);
        if (!edited.isEmpty()) {
            return edited.getFirst();
        }
        return new Entry<>(0, 0, "DICOM", Instant.EPOCH, Optional.empty(), false, headers(handle, patient));
    }

    private static Demographics headers(Handle handle, long patient) throws StorageException.NotFound {
        return handle.createQuery("""
                SELECT patient_id, name, ideographic_name, phonetic_name, sex, birth_date
                FROM patient WHERE patient_key = ?""").bind(0, patient)
                .map((row, _) -> new Demographics(row.getString("patient_id"), spaced(row.getString("name")),
                        row.getString("ideographic_name").replace("^", ""), spaced(row.getString("phonetic_name")),
                        Sex.ofDicom(row.getString("sex")),
                        Optional.ofNullable(row.getObject("birth_date", LocalDate.class)), false, "", "", ""))
                .findOne().orElseThrow(() -> new StorageException.NotFound("patient"));
    }

    static void demand(Handle handle, long patient) throws StorageException {
        if (handle.createQuery("SELECT COUNT(*) FROM patient WHERE patient_key = ?").bind(0, patient)
                .mapTo(Integer.class).one() == 0) {
            throw new StorageException.NotFound("patient");
        }
    }

    static long insert(Handle handle, Demographics who) throws StorageException {
        boolean taken = handle.createQuery("SELECT COUNT(*) FROM patient WHERE patient_id = ? AND issuer = ''")
                .bind(0, who.patientId()).mapTo(Integer.class).one() > 0;
        if (taken) {
            throw new StorageException.Refused(List.of(Refusal.of("patientId", Refusal.Reason.TAKEN)));
        }
        return handle.createUpdate("""
                INSERT INTO patient (name, ideographic_name, phonetic_name, birth_date, sex, search_text, patient_id,
                    issuer) VALUES (?, ?, ?, ?, ?, ?, ?, '')""")
                .bind(0, who.name()).bind(1, who.ideographicName()).bind(2, who.phoneticName())
                .bind(3, who.birthDate().orElse(null)).bind(4, dicom(who.sex()))
                .bind(5, shortened(searchText(who))).bind(6, who.patientId())
                .executeAndReturnGeneratedKeys("patient_key").mapTo(Long.class).one();
    }

    static void update(Handle handle, long patient, Demographics who) throws StorageException {
        boolean images = handle.createQuery("SELECT COUNT(*) FROM study WHERE patient_key = ?").bind(0, patient)
                .mapTo(Integer.class).one() > 0;
        if (images) {
            handle.createUpdate("UPDATE patient SET search_text = ? WHERE patient_key = ?")
                    .bind(0, shortened(searchText(headers(handle, patient)) + " " + searchText(who)))
                    .bind(1, patient).execute();
            return;
        }
        handle.createUpdate("""
                UPDATE patient SET name = ?, ideographic_name = ?, phonetic_name = ?, birth_date = ?, sex = ?,
                    search_text = ? WHERE patient_key = ?""")
                .bind(0, who.name()).bind(1, who.ideographicName()).bind(2, who.phoneticName())
                .bind(3, who.birthDate().orElse(null)).bind(4, dicom(who.sex())).bind(5, shortened(searchText(who)))
                .bind(6, patient).execute();
    }

    private static String dicom(Sex sex) {
        return switch (sex) {
            case FEMALE -> "F";
            case MALE -> "M";
            case OTHER -> "O";
            case UNKNOWN -> "";
        };
    }

    /** As the archive prepares text for its search: lower case, one form of each character. */
    private static String searchText(Demographics who) {
        return Normalizer.normalize(String.join(" ", who.name(), who.ideographicName(), who.phoneticName(),
                who.patientId(), who.birthDate().map(LocalDate::toString).orElse("")), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), SEARCH_LENGTH));
    }

    private static String spaced(String name) {
        return name.replaceAll("\\^+", " ").strip();
    }
}
