package org.lantern.storage.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.object.ObjectLocation;
import org.lantern.storage.object.PackStore;

/** What the vault holds: listed, searched, and opened for reading. */
public final class Archive {
    private static final String STUDIES = """
            SELECT s.study_uid, s.study_date, s.study_time, s.description, s.accession, s.modalities, s.series_count,
                   s.instance_count, p.* FROM study s JOIN patient p ON p.patient_key = s.patient_key
            """;
    private static final String NEWEST_FIRST = " ORDER BY s.study_date DESC NULLS LAST, s.study_time DESC NULLS LAST,"
            + " s.study_uid ";

    private final Catalogue catalogue;
    private final PackStore packs;
    private final Access access;

    /** Made by the vault. */
    public Archive(Catalogue catalogue, PackStore packs, Access access) {
        this.catalogue = catalogue;
        this.packs = packs;
        this.access = access;
    }

    /**
     * Patients whose name, ideographic or phonetic name, ID or birth date (ISO) contain every word of the query, in any
     * case and place; all for an empty query. Those with the latest study first.
     */
    @Needs(Permission.SEARCH)
    public List<PatientRow> patients(String query, int limit) throws StorageException {
        search();
        List<String> patterns = SearchText.patterns(query);
        String where = " WHERE TRUE" + " AND p.search_text LIKE ? ESCAPE '!'".repeat(patterns.size());
        return catalogue.read(handle -> {
            Query sql = handle.createQuery("SELECT p.* FROM patient p" + where
                    + " ORDER BY p.last_study_date DESC NULLS LAST, p.name, p.patient_key FETCH FIRST ? ROWS ONLY");
            return bind(sql, patterns, 1).bind(patterns.size(), limit).map((row, _) -> Rows.patient(row)).list();
        });
    }

    /** The patients of {@link #patients} who have a chart and no study, by name. */
    @Needs(Permission.SEARCH)
    public List<PatientRow> patientsWithoutStudy(String query, int limit) throws StorageException {
        search();
        List<String> patterns = SearchText.patterns(query);
        String where = " WHERE p.study_count = 0" + " AND p.search_text LIKE ? ESCAPE '!'".repeat(patterns.size());
        return catalogue.read(handle -> {
            Query sql = handle.createQuery(
                    "SELECT p.* FROM patient p" + where + " ORDER BY p.name, p.patient_key FETCH FIRST ? ROWS ONLY");
            return bind(sql, patterns, 1).bind(patterns.size(), limit).map((row, _) -> Rows.patient(row)).list();
        });
    }

    /** Studies of which patient, description, accession number, date (ISO) or modality match as in {@link #patients}. */
    @Needs(Permission.SEARCH)
    public List<StudyRow> studies(String query, int limit) throws StorageException {
        search();
        List<String> patterns = SearchText.patterns(query);
        String where = " WHERE TRUE"
                + " AND (p.search_text LIKE ? ESCAPE '!' OR s.search_text LIKE ? ESCAPE '!')".repeat(patterns.size());
        return catalogue.read(handle -> {
            Query sql = handle.createQuery(STUDIES + where + NEWEST_FIRST + " FETCH FIRST ? ROWS ONLY");
            return bind(sql, patterns, 2).bind(2 * patterns.size(), limit).map((row, _) -> Rows.study(row)).list();
        });
    }

    @Needs(Permission.SEARCH)
    public Optional<StudyRow> study(String studyUid) throws StorageException {
        search();
        return catalogue.read(handle -> handle.createQuery(STUDIES + " WHERE s.study_uid = ?").bind(0, studyUid)
                .map((row, _) -> Rows.study(row)).findOne());
    }

    /** The study that an instance belongs to. */
    @Needs(Permission.SEARCH)
    public Optional<StudyRow> studyOfInstance(String sopInstanceUid) throws StorageException {
        search();
        return catalogue.read(handle -> handle.createQuery(STUDIES + """
                 JOIN series r ON r.study_key = s.study_key JOIN instance i ON i.series_key = r.series_key
                WHERE i.sop_uid = ?""").bind(0, sopInstanceUid).map((row, _) -> Rows.study(row)).findOne());
    }

    /** A patient's studies, the newest first. */
    @Needs(Permission.SEARCH)
    public List<StudyRow> studiesOf(PatientKey patient) throws StorageException {
        search();
        return catalogue.read(handle -> handle.createQuery(STUDIES + " WHERE s.patient_key = ?" + NEWEST_FIRST)
                .bind(0, patient.value()).map((row, _) -> Rows.study(row)).list());
    }

    @Needs(Permission.SEARCH)
    public Optional<PatientRow> patient(PatientKey patient) throws StorageException {
        search();
        return catalogue.read(handle -> handle.createQuery("SELECT * FROM patient WHERE patient_key = ?")
                .bind(0, patient.value()).map((row, _) -> Rows.patient(row)).findOne());
    }

    /** A study's series by number. */
    @Needs(Permission.VIEW_IMAGES)
    public List<SeriesRow> series(String studyUid) throws StorageException {
        view("s.study_uid", studyUid);
        return catalogue.read(handle -> handle.createQuery("""
                SELECT r.* FROM series r JOIN study s ON s.study_key = r.study_key WHERE s.study_uid = ?
                ORDER BY r.series_number NULLS LAST, r.series_uid""").bind(0, studyUid)
                .map((row, _) -> Rows.series(row)).list());
    }

    /** A series' instances in the order in which they are read: by place in the patient, else by instance number. */
    @Needs(Permission.VIEW_IMAGES)
    public List<InstanceRow> instances(String seriesUid) throws StorageException {
        view("r.series_uid", seriesUid);
        return ReadingOrder.sorted(catalogue.read(handle -> handle.createQuery("""
                SELECT i.* FROM instance i JOIN series r ON r.series_key = i.series_key WHERE r.series_uid = ?""")
                .bind(0, seriesUid).map((row, _) -> Rows.instance(row)).list()));
    }

    /**
     * Opens a stored object. Only what is read of it is decrypted; the source is safe for use by several threads. A read
     * that meets an altered byte fails with {@link org.lantern.storage.BrokenSealException}.
     *
     * @throws StorageException.NotFound if the vault does not hold it
     */
    @Needs(Permission.VIEW_IMAGES)
    public ByteSource open(String sopInstanceUid) throws StorageException {
        view("i.sop_uid", sopInstanceUid);
        ObjectLocation location = catalogue.read(handle -> handle.createQuery("""
                SELECT object_id, pack_number, pack_offset, object_bytes FROM instance WHERE sop_uid = ?""")
                .bind(0, sopInstanceUid).map((row, _) -> Rows.location(row)).findOne()
                .orElseThrow(() -> new StorageException.NotFound("instance")));
        return packs.open(location);
    }

    /** How much the vault holds. */
    @Needs(Permission.INSPECT)
    public Counts counts() throws StorageException {
        access.demand(Permission.INSPECT);
        return catalogue.read(handle -> handle.createQuery("""
                SELECT (SELECT COUNT(*) FROM patient) AS patients, (SELECT COUNT(*) FROM study) AS studies,
                       (SELECT COUNT(*) FROM series) AS series, COUNT(*) AS instances,
                       COALESCE(SUM(object_bytes), 0) AS bytes FROM instance""")
                .map((row, _) -> new Counts(row.getInt("patients"), row.getInt("studies"), row.getInt("series"),
                        row.getInt("instances"), row.getLong("bytes")))
                .one());
    }

    /** The length in bytes that the catalogue has committed of each pack, by number. */
    public static Map<Integer, Long> committedPacks(Catalogue catalogue) throws StorageException {
        return catalogue.read(handle -> handle.createQuery("SELECT pack_number, committed_bytes FROM pack")
                .reduceRows(new java.util.HashMap<>(), (map, row) -> {
                    map.put(row.getColumn("pack_number", Integer.class), row.getColumn("committed_bytes", Long.class));
                    return map;
                }));
    }

    /** Lists name patients: one entry of the audit trail says that they were shown. */
    private void search() throws StorageException {
        access.demand(Permission.SEARCH);
        access.recordLook(Deed.of(Action.SEARCHED, ""));
    }

    /** What belongs to a study is shown only to whoever may see its patient, and after the audit trail has it. */
    private void view(String column, String uid) throws StorageException {
        access.demand(Permission.VIEW_IMAGES);
        String joins = switch (column) {
            case "s.study_uid" -> "";
            case "r.series_uid" -> " JOIN series r ON r.study_key = s.study_key";
            default -> " JOIN series r ON r.study_key = s.study_key JOIN instance i ON i.series_key = r.series_key";
        };
        Optional<Deed> look = catalogue.read(handle -> handle
                .createQuery("SELECT s.patient_key, s.study_uid FROM study s" + joins + " WHERE " + column + " = ?")
                .bind(0, uid).map((row, _) -> Deed.ofStudy(Action.STUDY_VIEWED, row.getLong("patient_key"),
                        row.getString("study_uid"), ""))
                .findOne());
        if (look.isPresent()) {
            access.demand(Permission.VIEW_IMAGES, Long.parseLong(look.get().patient()));
            access.recordLook(look.get());
        }
    }

    private static Query bind(Query sql, List<String> patterns, int times) {
        for (int i = 0; i < patterns.size(); i++) {
            for (int j = 0; j < times; j++) {
                sql.bind(i * times + j, patterns.get(i));
            }
        }
        return sql;
    }

    /**
     * Sums over the whole vault.
     *
     * @param bytes of the stored objects when opened
     */
    public record Counts(int patients, int studies, int series, int instances, long bytes) {}
}
