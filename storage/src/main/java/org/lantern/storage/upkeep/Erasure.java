package org.lantern.storage.upkeep;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Permission;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.object.ObjectLocation;
import org.lantern.storage.object.PackStore;

/**
 * Deletes studies so that nobody can read them again: their rows go, then the key that all of their objects depend on is
 * destroyed, then journal and database are written anew without them. Studies stand on a list of the erased, by keyed
 * tags, so that a restored backup does not bring them back.
 */
final class Erasure {
    private static final String INSTANCES = "(SELECT i.sop_uid FROM instance i JOIN series r"
            + " ON r.series_key = i.series_key WHERE r.study_key = ?)";
    private static final String SERIES = "(SELECT series_uid FROM series WHERE study_key = ?)";

    private final Catalogue catalogue;
    private final PackStore packs;
    private final Access access;
    private final Clock clock;

    Erasure(Catalogue catalogue, PackStore packs, Access access, Clock clock) {
        this.catalogue = catalogue;
        this.packs = packs;
        this.access = access;
        this.clock = clock;
    }

    /** @throws StorageException.NotFound if there is no such study */
    Erased delete(String studyUid) throws StorageException {
        List<ObjectLocation> objects = objects(studyUid);
        long patient = catalogue.read(handle -> handle
                .createQuery("SELECT patient_key FROM study WHERE study_uid = ?").bind(0, studyUid).mapTo(Long.class)
                .one());
        access.demand(Permission.DELETE, patient);
        access.record(Deed.ofStudy(Action.STUDY_DELETED, patient, studyUid, objects.size() + " objects"));
        Set<Integer> old = new HashSet<>();
        for (ObjectLocation object : objects) {
            if (!old.contains(object.pack()) && !isErasable(object)) {
                old.add(object.pack());
            }
        }
        String tag = packs.studyTag(studyUid);
        catalogue.inTransaction(handle -> {
            removeRows(handle, studyUid);
            handle.execute("DELETE FROM erased_study WHERE study_tag = ?", tag);
            return handle.execute("INSERT INTO erased_study (study_tag, erased_at, erased_by) VALUES (?, ?, ?)", tag,
                    OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), access.user());
        });
        packs.destroy(Set.of(tag));
        if (!old.isEmpty()) {
            new PackCompaction(catalogue, packs).run(old);
        }
        catalogue.forgetRemoved();
        return new Erased(objects.size(), objects.stream().mapToLong(ObjectLocation::bytes).sum());
    }

    /** Tags of all studies that were ever erased. */
    Set<String> tags() throws StorageException {
        return catalogue.read(handle -> new HashSet<>(handle.createQuery("SELECT study_tag FROM erased_study")
                .mapTo(String.class).list()));
    }

    /**
     * Finishes what a crash interrupted: keys of erased studies that are still there are destroyed, unless the study was
     * imported again since.
     */
    void finish() throws StorageException {
        Set<String> unfinished = tags();
        unfinished.removeIf(tag -> !packs.hasKey(tag));
        if (unfinished.isEmpty()) {
            return;
        }
        Set<String> again = new HashSet<>();
        for (String uid : studies()) {
            String tag = packs.studyTag(uid);
            if (unfinished.remove(tag)) {
                again.add(tag);
            }
        }
        packs.destroy(unfinished);
        if (!again.isEmpty()) {
            catalogue.inTransaction(handle -> {
                again.forEach(tag -> handle.execute("DELETE FROM erased_study WHERE study_tag = ?", tag));
                return null;
            });
        }
    }

    /** Erases every study that is on a list of tags. Returns how many there were. */
    int apply(Set<String> tags) throws StorageException {
        int found = 0;
        for (String uid : tags.isEmpty() ? List.<String>of() : studies()) {
            if (tags.contains(packs.studyTag(uid))) {
                delete(uid);
                found++;
            }
        }
        return found;
    }

    private boolean isErasable(ObjectLocation object) {
        try {
            return packs.isErasable(object);
        } catch (StorageException _) {
            return false;
        }
    }

    private List<String> studies() throws StorageException {
        return catalogue.read(handle -> handle.createQuery("SELECT study_uid FROM study").mapTo(String.class).list());
    }

    private List<ObjectLocation> objects(String studyUid) throws StorageException {
        return catalogue.read(handle -> {
            if (handle.createQuery("SELECT COUNT(*) FROM study WHERE study_uid = ?").bind(0, studyUid)
                    .mapTo(Integer.class).one() == 0) {
                throw new StorageException.NotFound("study");
            }
            return handle.createQuery("""
                    SELECT i.object_id, i.pack_number, i.pack_offset, i.object_bytes FROM instance i
                    JOIN series r ON r.series_key = i.series_key JOIN study s ON s.study_key = r.study_key
                    WHERE s.study_uid = ?""").bind(0, studyUid)
                    .map((row, _) -> new ObjectLocation(row.getString("object_id"), row.getInt("pack_number"),
                            row.getLong("pack_offset"), row.getLong("object_bytes")))
                    .list();
        });
    }

    private static void removeRows(Handle handle, String studyUid) {
        long study = handle.createQuery("SELECT study_key FROM study WHERE study_uid = ?").bind(0, studyUid)
                .mapTo(Long.class).one();
        long patient = handle.createQuery("SELECT patient_key FROM study WHERE study_key = ?").bind(0, study)
                .mapTo(Long.class).one();
        handle.execute("DELETE FROM annotation WHERE sop_uid IN " + INSTANCES, study);
        handle.execute("DELETE FROM annotation_entry WHERE patient_key = ? AND NOT EXISTS"
                + " (SELECT 1 FROM annotation a WHERE a.id = annotation_entry.id)", patient);
        handle.execute("DELETE FROM series_view WHERE series_uid IN " + SERIES, study);
        handle.execute("DELETE FROM quarantine WHERE sop_uid IN " + INSTANCES, study);
        handle.execute("DELETE FROM instance WHERE series_key IN (SELECT series_key FROM series WHERE study_key = ?)",
                study);
        handle.execute("DELETE FROM series WHERE study_key = ?", study);
        handle.execute("DELETE FROM study WHERE study_key = ?", study);
        int others = handle.createQuery("SELECT (SELECT COUNT(*) FROM study WHERE patient_key = :patient)"
                + " + (SELECT COUNT(*) FROM patient_restriction WHERE patient_key = :patient)"
                + " + (SELECT COUNT(*) FROM chart_entry WHERE patient_key = :patient)"
                + " + (SELECT COUNT(*) FROM chart_draft WHERE patient_key = :patient)"
                + " + (SELECT COUNT(*) FROM series_view WHERE patient_key = :patient)"
                + " + (SELECT COUNT(*) FROM annotation_entry WHERE patient_key = :patient)").bind("patient", patient)
                .mapTo(Integer.class).one();
        if (others == 0) {
            handle.execute("DELETE FROM patient WHERE patient_key = ?", patient);
        } else {
            handle.execute("UPDATE patient SET study_count = (SELECT COUNT(*) FROM study s WHERE s.patient_key ="
                    + " patient.patient_key), last_study_date = (SELECT MAX(s.study_date) FROM study s"
                    + " WHERE s.patient_key = patient.patient_key) WHERE patient_key = ?", patient);
        }
    }
}
