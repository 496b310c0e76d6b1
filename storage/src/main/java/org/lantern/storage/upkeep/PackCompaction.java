package org.lantern.storage.upkeep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.object.ObjectLocation;
import org.lantern.storage.object.PackGroup;
import org.lantern.storage.object.PackStore;

/**
 * Gives back the space of objects that were deleted: what is alive of a pack is copied, sealed as it is, into another;
 * when the catalogue has committed that, the pack is deleted. Killed at any point, each object is in one of the two.
 */
final class PackCompaction {
    /** A pack of which less than so many hundredths are alive is worth the work. */
    private static final int LEAST_LIVE_PERCENT = 90;
    private static final int OBJECTS_PER_GROUP = 1024;

    private final Catalogue catalogue;
    private final PackStore packs;

    PackCompaction(Catalogue catalogue, PackStore packs) {
        this.catalogue = catalogue;
        this.packs = packs;
    }

    /**
     * Moves what is alive out of packs in which much is dead.
     *
     * @param always packs that are done whatever is alive in them
     * @return how many packs there were that are no more
     */
    int run(Set<Integer> always) throws StorageException {
        int done = 0;
        for (Map.Entry<Integer, Long> pack : new TreeMap<>(Archive.committedPacks(catalogue)).entrySet()) {
            List<Live> live = live(pack.getKey());
            long bytes = live.stream().mapToLong(object -> object.location().bytes()).sum();
            if (always.contains(pack.getKey()) || bytes * 100 < pack.getValue() * LEAST_LIVE_PERCENT) {
                move(pack.getKey(), live);
                done++;
            }
        }
        return done;
    }

    private List<Live> live(int pack) throws StorageException {
        return catalogue.read(handle -> handle.createQuery("SELECT instance_key, object_id, pack_offset, object_bytes"
                + " FROM instance WHERE pack_number = ? ORDER BY pack_offset").bind(0, pack)
                .map((row, _) -> new Live(row.getLong("instance_key"), new ObjectLocation(row.getString("object_id"),
                        pack, row.getLong("pack_offset"), row.getLong("object_bytes"))))
                .list());
    }

    private void move(int old, List<Live> live) throws StorageException {
        for (int from = 0; from < live.size(); from += OBJECTS_PER_GROUP) {
            List<Live> part = live.subList(from, Math.min(live.size(), from + OBJECTS_PER_GROUP));
            try (PackGroup group = from == 0 ? packs.beginMove() : packs.begin()) {
                List<Live> moved = new ArrayList<>();
                for (Live object : part) {
                    moved.add(new Live(object.key(), packs.move(object.location(), group)));
                }
                commit(group.pack(), group.finish(), moved);
                group.keep();
            } catch (IOException failure) {
                throw StorageException.of("pack", failure);
            }
        }
        catalogue.inTransaction(handle -> handle.execute("DELETE FROM pack WHERE pack_number = ?", old));
        packs.retire(old);
    }

    private void commit(int pack, long end, List<Live> moved) throws StorageException {
        catalogue.inTransaction(handle -> {
            if (handle.execute("UPDATE pack SET committed_bytes = ? WHERE pack_number = ?", end, pack) == 0) {
                handle.execute("INSERT INTO pack (pack_number, committed_bytes) VALUES (?, ?)", pack, end);
            }
            PreparedBatch batch = handle
                    .prepareBatch("UPDATE instance SET pack_number = ?, pack_offset = ? WHERE instance_key = ?");
            for (Live object : moved) {
                batch.add(object.location().pack(), object.location().offset(), object.key());
            }
            batch.execute();
            return null;
        });
    }

    private record Live(long key, ObjectLocation location) {}
}
