package org.lantern.storage.upkeep;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.object.ObjectLocation;
import org.lantern.storage.object.PackStore;

/**
 * Checks everything that there is against what it should be. Damaged objects are put on a list, the quarantine, and
 * taken off it when a later check finds them whole.
 */
final class Verification {
    private static final int OBJECTS_AT_ONCE = 2000;

    private final Catalogue catalogue;
    private final PackStore packs;
    private final Clock clock;

    Verification(Catalogue catalogue, PackStore packs, Clock clock) {
        this.catalogue = catalogue;
        this.packs = packs;
        this.clock = clock;
    }

    VerifyReport run(boolean deep, DoubleConsumer progress, BooleanSupplier cancelled) throws StorageException {
        progress.accept(0);
        List<String> faults = new ArrayList<>(catalogue.verify());
        for (Map.Entry<Integer, Long> pack : new TreeMap<>(Archive.committedPacks(catalogue)).entrySet()) {
            if (packs.wholeBytes(pack.getKey()) < pack.getValue()) {
                faults.add("pack " + pack.getKey());
            }
        }
        List<Damage> damaged = new ArrayList<>();
        long total = catalogue.read(handle -> handle.createQuery("SELECT COUNT(*) FROM instance").mapTo(Long.class)
                .one());
        long objects = 0;
        long bytes = 0;
        long key = Long.MIN_VALUE;
        boolean stopped = false;
        while (!stopped) {
            List<Checked> part = after(key);
            if (part.isEmpty()) {
                break;
            }
            for (Checked object : part) {
                if (cancelled.getAsBoolean()) {
                    stopped = true;
                    break;
                }
                check(object, deep, damaged);
                objects++;
                bytes += deep ? object.location().bytes() : 0;
                progress.accept(total == 0 ? 1 : Math.min(1, (double) objects / total));
            }
            key = part.getLast().key();
        }
        if (!stopped) {
            remember(damaged);
        }
        return new VerifyReport(deep, objects, bytes, damaged, faults, stopped);
    }

    /** What the last whole verification found damaged. */
    List<Damage> quarantined() throws StorageException {
        return catalogue.read(handle -> handle.createQuery("""
                SELECT s.study_uid, q.sop_uid, q.what FROM quarantine q JOIN instance i ON i.sop_uid = q.sop_uid
                JOIN series r ON r.series_key = i.series_key JOIN study s ON s.study_key = r.study_key
                ORDER BY s.study_uid, q.sop_uid""")
                .map((row, _) -> new Damage(row.getString("study_uid"), row.getString("sop_uid"),
                        row.getString("what")))
                .list());
    }

    private void check(Checked object, boolean deep, List<Damage> damaged) throws StorageException {
        try {
            packs.check(object.location(), object.contentTag(), deep);
        } catch (StorageException.Tampered failure) {
            damaged.add(new Damage(object.studyUid(), object.sopUid(), failure.what()));
        }
    }

    private List<Checked> after(long key) throws StorageException {
        return catalogue.read(handle -> handle.createQuery("""
                SELECT i.instance_key, s.study_uid, i.sop_uid, i.content_tag, i.object_id, i.pack_number,
                       i.pack_offset, i.object_bytes
                FROM instance i JOIN series r ON r.series_key = i.series_key JOIN study s ON s.study_key = r.study_key
                WHERE i.instance_key > ? ORDER BY i.instance_key FETCH FIRST ? ROWS ONLY""").bind(0, key)
                .bind(1, OBJECTS_AT_ONCE)
                .map((row, _) -> new Checked(row.getLong("instance_key"), row.getString("study_uid"),
                        row.getString("sop_uid"), row.getString("content_tag"),
                        new ObjectLocation(row.getString("object_id"), row.getInt("pack_number"),
                                row.getLong("pack_offset"), row.getLong("object_bytes"))))
                .list());
    }

    private void remember(List<Damage> damaged) throws StorageException {
        List<String> before = quarantined().stream().map(Damage::sopInstanceUid).sorted().toList();
        if (before.equals(damaged.stream().map(Damage::sopInstanceUid).sorted().toList())) {
            return;
        }
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        catalogue.inTransaction(handle -> {
            handle.execute("DELETE FROM quarantine");
            for (Damage damage : damaged) {
                handle.execute("INSERT INTO quarantine (sop_uid, found_at, what) VALUES (?, ?, ?)",
                        damage.sopInstanceUid(), now, damage.what());
            }
            return null;
        });
    }

    private record Checked(long key, String studyUid, String sopUid, String contentTag, ObjectLocation location) {}
}
