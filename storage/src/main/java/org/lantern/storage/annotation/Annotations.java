package org.lantern.storage.annotation;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lantern.storage.Refusal;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.catalogue.Catalogue;

/**
 * The annotations and series views of a vault, for all its users. What it writes is durable when the method returns;
 * nothing is overwritten or removed. Safe for use by several threads.
 */
public final class Annotations {
    /** The most characters that a text on an image may have. */
    public static final int WORDS_LENGTH = 1000;
    /** The most points that an annotation may have. */
    public static final int MOST_POINTS = 1500;

    private final Catalogue catalogue;
    private final Access access;
    private final Clock clock;

    /** Made by the vault. */
    public Annotations(Catalogue catalogue, Access access, Clock clock) {
        this.catalogue = catalogue;
        this.access = access;
        this.clock = clock;
    }

    /** What is drawn on a patient's images and not withdrawn, oldest first. */
    @Needs(Permission.VIEW_IMAGES)
    public List<Drawn> of(PatientKey patient) throws StorageException {
        view(patient.value());
        return catalogue.read(handle -> handle.createQuery("""
                SELECT * FROM annotation a WHERE a.patient_key = ? AND NOT a.retracted AND NOT EXISTS
                (SELECT 1 FROM annotation n WHERE n.id = a.id AND n.version = a.version + 1) ORDER BY a.id""")
                .bind(0, patient.value()).map((row, _) -> AnnotationRows.drawn(row)).list());
    }

    /** Every version of an annotation, oldest first, withdrawn ones too. */
    @Needs(Permission.VIEW_IMAGES)
    public List<Drawn> history(long id) throws StorageException {
        access.demand(Permission.VIEW_IMAGES);
        Optional<Long> patient = catalogue.read(handle -> handle
                .createQuery("SELECT patient_key FROM annotation_entry WHERE id = ?").bind(0, id).mapTo(Long.class)
                .findOne());
        if (patient.isPresent()) {
            view(patient.get());
        }
        return catalogue.read(handle -> handle.createQuery("SELECT * FROM annotation WHERE id = ? ORDER BY version")
                .bind(0, id).map((row, _) -> AnnotationRows.drawn(row)).list());
    }

    /**
     * Writes a new annotation.
     *
     * @throws StorageException.NotFound if the vault does not hold the image
     * @throws StorageException.Refused for a text or a figure that is too long
     */
    @Needs(Permission.ANNOTATE)
    public Drawn add(Annotation annotation) throws StorageException {
        access.demand(Permission.ANNOTATE);
        refuse(annotation);
        change(annotation, "added");
        return catalogue.inTransaction(handle -> {
            long patient = patientOf(handle, annotation.sopInstanceUid());
            long id = handle.createUpdate("INSERT INTO annotation_entry (patient_key) VALUES (?)").bind(0, patient)
                    .executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
            return insert(handle, patient, new Drawn(id, 1, access.user(), now(), false, annotation));
        });
    }

    /**
     * Writes a new version; one of a withdrawn annotation brings it back.
     *
     * @param was the newest version; if it is not, somebody else was faster and the change is refused as stale
     */
    @Needs(Permission.ANNOTATE)
    public Drawn change(Drawn was, Annotation annotation) throws StorageException {
        access.demand(Permission.ANNOTATE);
        refuse(annotation);
        return next(was, annotation, false);
    }

    /** Withdraws an annotation: it is no longer listed, its history stays. @param was as for {@link #change} */
    @Needs(Permission.ANNOTATE)
    public Drawn retract(Drawn was) throws StorageException {
        access.demand(Permission.ANNOTATE);
        return next(was, was.annotation(), true);
    }

    /** How each series of a patient was left; those that nobody changed are missing. */
    @Needs(Permission.VIEW_IMAGES)
    public List<SeriesView> viewsOf(PatientKey patient) throws StorageException {
        view(patient.value());
        return catalogue.read(handle -> handle.createQuery("""
                SELECT * FROM series_view v WHERE v.patient_key = ? AND NOT EXISTS
                (SELECT 1 FROM series_view n WHERE n.series_uid = v.series_uid AND n.version = v.version + 1)""")
                .bind(0, patient.value()).map((row, _) -> AnnotationRows.view(row)).list());
    }

    /** Keeps how a series is left; the same as before writes nothing. */
    @Needs(Permission.VIEW_IMAGES)
    public void keep(SeriesView view) throws StorageException {
        access.demand(Permission.VIEW_IMAGES);
        if (view.recipe().length() > 10_000 || view.shownAs().length() > 400) {
            throw new StorageException.Refused(List.of(Refusal.of("recipe", Refusal.Reason.TOO_LONG)));
        }
        catalogue.inTransaction(handle -> {
            var known = handle.createQuery("SELECT * FROM series_view WHERE series_uid = ? ORDER BY version DESC"
                    + " FETCH FIRST 1 ROWS ONLY").bind(0, view.seriesUid())
                    .map((row, _) -> new Version(row.getInt("version"), AnnotationRows.view(row))).findOne();
            if (known.map(Version::view).equals(Optional.of(view))) {
                return view;
            }
            long patient = handle.createQuery("""
                    SELECT s.patient_key FROM study s JOIN series r ON r.study_key = s.study_key
                    WHERE r.series_uid = ?""").bind(0, view.seriesUid()).mapTo(Long.class).findOne()
                    .orElseThrow(() -> new StorageException.NotFound("series"));
            access.demand(Permission.VIEW_IMAGES, patient);
            handle.createUpdate("""
                    INSERT INTO series_view (series_uid, version, patient_key, author, recorded_at, shown_as, recipe,
                    inverted) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""").bind(0, view.seriesUid())
                    .bind(1, known.map(Version::number).orElse(0) + 1).bind(2, patient).bind(3, access.user())
                    .bind(4, OffsetDateTime.ofInstant(now(), ZoneOffset.UTC)).bind(5, view.shownAs())
                    .bind(6, view.recipe()).bind(7, view.inverted()).execute();
            return view;
        });
    }

    private record Version(int number, SeriesView view) {}

    private Drawn next(Drawn was, Annotation annotation, boolean retracted) throws StorageException {
        if (!annotation.sopInstanceUid().equals(was.annotation().sopInstanceUid())) {
            throw new StorageException.Refused(List.of(Refusal.of("sopInstanceUid", Refusal.Reason.FIXED)));
        }
        change(annotation, (retracted ? "withdrawn " : "changed ") + was.id());
        return catalogue.inTransaction(handle -> {
            int newest = handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM annotation WHERE id = ?")
                    .bind(0, was.id()).mapTo(Integer.class).one();
            if (newest != was.version()) {
                throw new StorageException.Refused(List.of(Refusal.of("version", Refusal.Reason.STALE)));
            }
            return insert(handle, patientOf(handle, annotation.sopInstanceUid()),
                    new Drawn(was.id(), was.version() + 1, access.user(), now(), retracted, annotation));
        });
    }

    private void view(long patient) throws StorageException {
        access.demand(Permission.VIEW_IMAGES, patient);
        access.recordLookAtPatient(Deed.ofPatient(Action.STUDY_VIEWED, patient, "annotations"));
    }

    /** Written down before it is done: a kind of figure and no content. */
    private void change(Annotation annotation, String what) throws StorageException {
        long patient = catalogue.read(handle -> patientOf(handle, annotation.sopInstanceUid()));
        access.demand(Permission.ANNOTATE, patient);
        access.record(Deed.ofPatient(Action.CHART_CHANGED, patient, "annotation " + what));
    }

    private static long patientOf(Handle handle, String sopInstanceUid) throws StorageException {
        return handle.createQuery("""
                SELECT s.patient_key FROM study s JOIN series r ON r.study_key = s.study_key
                JOIN instance i ON i.series_key = r.series_key WHERE i.sop_uid = ?""").bind(0, sopInstanceUid)
                .mapTo(Long.class).findOne().orElseThrow(() -> new StorageException.NotFound("instance"));
    }

    private static Drawn insert(Handle handle, long patient, Drawn drawn) {
        AnnotationRows.insert(handle, patient, drawn);
        return drawn;
    }

    /** To the microsecond, which is what the database keeps. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void refuse(Annotation annotation) throws StorageException.Refused {
        var refusals = new ArrayList<Refusal>();
        if (annotation.words().length() > WORDS_LENGTH) {
            refusals.add(Refusal.of("words", Refusal.Reason.TOO_LONG));
        }
        if (annotation.points().size() > MOST_POINTS) {
            refusals.add(Refusal.of("points", Refusal.Reason.TOO_LONG));
        }
        if (!refusals.isEmpty()) {
            throw new StorageException.Refused(refusals);
        }
    }
}
