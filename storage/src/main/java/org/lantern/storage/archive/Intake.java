package org.lantern.storage.archive;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.lantern.storage.StorageException;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.object.StoredObject;

/**
 * Files new objects under patient, study and series.
 *
 * <p>Which patient a new study belongs to: the one with the same patient ID and issuer, if neither name, birth date nor
 * sex contradict ({@link PatientIdentity}) and it is the only one; without a patient ID the one with the same name and
 * birth date, both stated. Otherwise the patient is a new one: two rows for one person can be joined later, two people
 * in one row cannot be told apart again. A study never changes its patient: an object that names another one for it is
 * not taken in.
 */
public final class Intake {
    private final Catalogue catalogue;

    public Intake(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What the catalogue knows already about some objects, as a start for {@link Known#check}. */
    public Known known(Collection<InstanceHeader> headers) throws StorageException {
        return catalogue.read(handle -> {
            Known known = new Known();
            if (headers.isEmpty()) {
                return known;
            }
            Set<String> studies = new LinkedHashSet<>();
            Set<String> series = new LinkedHashSet<>();
            Set<String> instances = new LinkedHashSet<>();
            for (InstanceHeader header : headers) {
                studies.add(header.studyUid());
                series.add(header.seriesUid());
                instances.add(header.sopInstanceUid());
            }
            handle.createQuery("SELECT s.study_uid, p.* FROM study s JOIN patient p ON p.patient_key = s.patient_key"
                    + " WHERE s.study_uid IN (<uids>)").bindList("uids", List.copyOf(studies))
                    .map((row, _) -> known.studies.put(row.getString("study_uid"), Rows.identity(row))).list();
            handle.createQuery("SELECT r.series_uid, s.study_uid FROM series r JOIN study s"
                    + " ON s.study_key = r.study_key WHERE r.series_uid IN (<uids>)")
                    .bindList("uids", List.copyOf(series))
                    .map((row, _) -> known.series.put(row.getString("series_uid"), row.getString("study_uid"))).list();
            handle.createQuery("SELECT sop_uid, content_tag FROM instance WHERE sop_uid IN (<uids>)")
                    .bindList("uids", List.copyOf(instances))
                    .map((row, _) -> known.instances.put(row.getString("sop_uid"), row.getString("content_tag")))
                    .list();
            return known;
        });
    }

    /**
     * Files objects, all or none.
     *
     * @param packEnd what the pack's length is with them
     */
    public void commit(List<Filed> objects, int pack, long packEnd) throws StorageException {
        catalogue.inTransaction(handle -> {
            Tables tables = new Tables(handle);
            tables.putPack(pack, packEnd);
            Map<String, Long> studyKeys = new HashMap<>();
            Map<String, Long> seriesKeys = new HashMap<>();
            PreparedBatch instances = tables.instances();
            for (Filed object : objects) {
                InstanceHeader header = object.header();
                long study = studyKeys.computeIfAbsent(header.studyUid(), _ -> tables.study(header));
                long seriesKey = seriesKeys.computeIfAbsent(header.seriesUid(), _ -> tables.series(header, study));
                Tables.bind(instances, header, object.stored(), seriesKey);
            }
            if (instances.size() > 0) {
                instances.execute();
            }
            tables.countAgain(seriesKeys.values(), studyKeys.values());
            return null;
        });
    }

    /** An object and what its header says. */
    public record Filed(InstanceHeader header, StoredObject stored) {}

    /** Whether an object fits to what is there. */
    public enum Fit {
        NEW,
        /** The UID is there; content decides between a duplicate and a conflict. */
        SAME_UID,
        /** The study is there, of a patient with whom this one disagrees. */
        OTHER_PATIENT,
        /** The series is there, in another study. */
        OTHER_STUDY
    }

    /** What the catalogue knows about a batch of objects, growing with those that are accepted. For one thread. */
    public static final class Known {
        private final Map<String, PatientIdentity> studies = new HashMap<>();
        private final Map<String, String> series = new HashMap<>();
        private final Map<String, String> instances = new HashMap<>();

        private Known() {}

        public Fit check(InstanceHeader header) {
            PatientIdentity patient = studies.get(header.studyUid());
            if (instances.containsKey(header.sopInstanceUid())) {
                return Fit.SAME_UID;
            }
            if (patient != null && !patient.mayShareStudyWith(header.patient().identity())) {
                return Fit.OTHER_PATIENT;
            }
            String study = series.get(header.seriesUid());
            if (study != null && !study.equals(header.studyUid())) {
                return Fit.OTHER_STUDY;
            }
            return Fit.NEW;
        }

        /** The content tag of an instance that the catalogue has; empty if it was only added here. */
        public Optional<String> contentTag(String sopInstanceUid) {
            return Optional.ofNullable(instances.get(sopInstanceUid)).filter(tag -> !tag.isEmpty());
        }

        public void add(InstanceHeader header) {
            studies.putIfAbsent(header.studyUid(), header.patient().identity());
            series.put(header.seriesUid(), header.studyUid());
            instances.put(header.sopInstanceUid(), "");
        }
    }

    /** The statements of one transaction. */
    private record Tables(Handle handle) {
        void putPack(int pack, long end) {
            int updated = handle.execute("UPDATE pack SET committed_bytes = ? WHERE pack_number = ?", end, pack);
            if (updated == 0) {
                handle.execute("INSERT INTO pack (pack_number, committed_bytes) VALUES (?, ?)", pack, end);
            }
        }

        long study(InstanceHeader header) {
            return key("SELECT study_key FROM study WHERE study_uid = ?", header.studyUid()).orElseGet(() -> handle
                    .createUpdate("""
                            INSERT INTO study (patient_key, study_uid, study_date, study_time, description, accession,
                                modalities, series_count, instance_count, search_text)
                            VALUES (?, ?, ?, ?, ?, ?, '', 0, 0, '')""")
                    .bind(0, patient(header.patient().identity())).bind(1, header.studyUid())
                    .bind(2, header.studyDate().orElse(null)).bind(3, header.studyTime().orElse(null))
                    .bind(4, header.studyDescription()).bind(5, header.accession())
                    .executeAndReturnGeneratedKeys("study_key").mapTo(Long.class).one());
        }

        long series(InstanceHeader header, long study) {
            return key("SELECT series_key FROM series WHERE series_uid = ?", header.seriesUid()).orElseGet(() -> handle
                    .createUpdate("""
                            INSERT INTO series (study_key, series_uid, series_number, modality, description, body_part,
                                instance_count) VALUES (?, ?, ?, ?, ?, ?, 0)""")
                    .bind(0, study).bind(1, header.seriesUid())
                    .bind(2, header.seriesNumber().isPresent() ? header.seriesNumber().getAsInt() : null)
                    .bind(3, header.modality()).bind(4, header.seriesDescription()).bind(5, header.bodyPart())
                    .executeAndReturnGeneratedKeys("series_key").mapTo(Long.class).one());
        }

        PreparedBatch instances() {
            return handle.prepareBatch("""
                    INSERT INTO instance (series_key, sop_uid, sop_class_uid, transfer_syntax_uid, instance_number,
                        frame_count, pixel_rows, pixel_columns, orientation, position_mm, object_bytes, object_id,
                        content_tag, pack_number, pack_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        }

        static void bind(PreparedBatch batch, InstanceHeader header, StoredObject stored, long series) {
            batch.bind(0, series).bind(1, header.sopInstanceUid()).bind(2, header.sopClassUid())
                    .bind(3, header.transferSyntaxUid())
                    .bind(4, header.instanceNumber().isPresent() ? header.instanceNumber().getAsInt() : null)
                    .bind(5, header.frameCount()).bind(6, header.rows().isPresent() ? header.rows().getAsInt() : null)
                    .bind(7, header.columns().isPresent() ? header.columns().getAsInt() : null)
                    .bind(8, header.orientation().orElse(null))
                    .bind(9, header.positionMm().isPresent() ? header.positionMm().getAsDouble() : null)
                    .bind(10, stored.location().bytes()).bind(11, stored.location().objectId())
                    .bind(12, stored.contentTag()).bind(13, stored.location().pack())
                    .bind(14, stored.location().offset()).add();
        }

        void countAgain(Collection<Long> series, Collection<Long> studies) {
            for (long key : series) {
                handle.execute("UPDATE series SET instance_count = (SELECT COUNT(*) FROM instance i"
                        + " WHERE i.series_key = series.series_key) WHERE series_key = ?", key);
            }
            Set<Long> patients = new LinkedHashSet<>();
            studies.forEach(key -> patients.add(countStudy(key)));
            for (long key : patients) {
                handle.execute("""
                        UPDATE patient SET
                            study_count = (SELECT COUNT(*) FROM study s WHERE s.patient_key = patient.patient_key),
                            last_study_date = (SELECT MAX(s.study_date) FROM study s
                                WHERE s.patient_key = patient.patient_key)
                        WHERE patient_key = ?""", key);
            }
        }

        /** Returns the key of the study's patient. */
        private long countStudy(long key) {
            List<String> modalities = handle.createQuery("SELECT DISTINCT modality FROM series"
                    + " WHERE study_key = ? AND modality != '' ORDER BY modality").bind(0, key).mapTo(String.class)
                    .list();
            String joined = String.join(" ", modalities);
            String text = handle.createQuery("SELECT description, accession, study_date FROM study WHERE study_key = ?")
                    .bind(0, key).map((row, _) -> {
                        String date = row.getString("study_date");
                        return String.join(" ", row.getString("description"), row.getString("accession"),
                                date == null ? "" : date, joined);
                    }).one();
            handle.createUpdate("""
                    UPDATE study SET modalities = ?, search_text = ?,
                        series_count = (SELECT COUNT(*) FROM series r WHERE r.study_key = study.study_key),
                        instance_count = (SELECT COALESCE(SUM(r.instance_count), 0) FROM series r
                            WHERE r.study_key = study.study_key)
                    WHERE study_key = ?""").bind(0, joined.substring(0, Math.min(256, joined.length())))
                    .bind(1, SearchText.normalize(text)).bind(2, key).execute();
            return handle.createQuery("SELECT patient_key FROM study WHERE study_key = ?").bind(0, key)
                    .mapTo(Long.class).one();
        }

        private long patient(PatientIdentity identity) {
            List<Candidate> candidates = candidates(identity);
            List<Candidate> sure = candidates.stream().filter(c -> c.identity().isSurely(identity)).toList();
            if (sure.size() == 1) {
                return sure.getFirst().key();
            }
            if (!identity.patientId().isEmpty()) {
                List<Candidate> possible = candidates.stream().filter(c -> c.identity().mayBe(identity)).toList();
                if (possible.size() == 1) {
                    complete(possible.getFirst(), identity);
                    return possible.getFirst().key();
                }
            }
            return handle.createUpdate("""
                    INSERT INTO patient (patient_id, issuer, name, ideographic_name, phonetic_name, birth_date, sex,
                        search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""").bind(0, identity.patientId())
                    .bind(1, identity.issuer()).bind(2, identity.name()).bind(3, identity.ideographicName())
                    .bind(4, identity.phoneticName()).bind(5, identity.birthDate().orElse(null))
                    .bind(6, identity.sex()).bind(7, identity.searchText()).executeAndReturnGeneratedKeys("patient_key")
                    .mapTo(Long.class).one();
        }

        private List<Candidate> candidates(PatientIdentity identity) {
            boolean byBirthDate = identity.patientId().isEmpty();
            Query query = handle.createQuery("SELECT * FROM patient WHERE patient_id = ? AND issuer = ?"
                    + (byBirthDate ? " AND birth_date = ?" : ""));
            query.bind(0, identity.patientId()).bind(1, identity.issuer());
            if (byBirthDate) {
                query.bind(2, identity.birthDate().orElse(null));
            }
            return query.map((row, _) -> new Candidate(row.getLong("patient_key"), Rows.identity(row))).list();
        }

        /** What the patient's row does not say yet is taken from the new object. */
        private void complete(Candidate candidate, PatientIdentity identity) {
            PatientIdentity old = candidate.identity();
            PatientIdentity whole = new PatientIdentity(old.patientId(), old.issuer(),
                    first(old.name(), identity.name()),
                    first(old.ideographicName(), identity.ideographicName()),
                    first(old.phoneticName(), identity.phoneticName()),
                    old.birthDate().or(identity::birthDate), first(old.sex(), identity.sex()));
            if (!whole.equals(old)) {
                handle.createUpdate("""
                        UPDATE patient SET name = ?, ideographic_name = ?, phonetic_name = ?, birth_date = ?, sex = ?,
                            search_text = ? WHERE patient_key = ?""").bind(0, whole.name())
                        .bind(1, whole.ideographicName()).bind(2, whole.phoneticName())
                        .bind(3, whole.birthDate().orElse(null)).bind(4, whole.sex()).bind(5, whole.searchText())
                        .bind(6, candidate.key()).execute();
            }
        }

        private Optional<Long> key(String sql, String uid) {
            return handle.createQuery(sql).bind(0, uid).mapTo(Long.class).findOne();
        }

        private static String first(String old, String other) {
            return old.isEmpty() ? other : old;
        }
    }

    private record Candidate(long key, PatientIdentity identity) {}
}
