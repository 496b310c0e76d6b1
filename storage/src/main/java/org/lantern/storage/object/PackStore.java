package org.lantern.storage.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.StorageException;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.ContentTagger;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * All packs of a vault. Objects are read from any thread; they are added in groups, one group at a time. Nothing here is
 * interrupted, and one handle per pack serves every reader.
 */
public final class PackStore implements AutoCloseable {
    /** A pack that has reached this length is not added to any more. */
    static final long PACK_BYTES = 1L << 30;
    private static final String NAME = "%08d.pack";

    private final Medium medium;
    private final Path folder;
    private final byte[] vaultId;
    private final PackKeys keys;
    private final Entropy entropy;
    private final TreeMap<Integer, Pack> packs = new TreeMap<>();
    private final Semaphore writing = new Semaphore(1);
    /** Packs whose objects lie elsewhere now; readers may still have them open. */
    private final List<Pack> retired = new ArrayList<>();
    private long end;
    private int highest;
    private boolean closed;

    private PackStore(Medium medium, Path folder, byte[] vaultId, PackKeys keys, Entropy entropy) {
        this.medium = medium;
        this.folder = folder;
        this.vaultId = vaultId.clone();
        this.keys = keys;
        this.entropy = entropy;
    }

    /**
     * Opens the packs of a vault and compares them with what the catalogue committed.
     *
     * @param committed length of each pack in bytes as the catalogue knows it, by number
     * @throws StorageException.Tampered if a pack is missing, shorter than that, or not of this vault
     */
    public static PackStore open(Medium medium, Path folder, byte[] vaultId, Key256 vaultKey, Entropy entropy,
            Map<Integer, Long> committed) throws StorageException {
        StudyKeys studies;
        try {
            studies = StudyKeys.open(medium, folder, vaultKey, entropy);
        } catch (IOException failure) {
            throw StorageException.of("study keys", failure);
        }
        PackStore store = new PackStore(medium, folder, vaultId, PackKeys.of(vaultKey, studies), entropy);
        try {
            store.openAll(committed);
            return store;
        } catch (IOException failure) {
            store.closeQuietly();
            throw StorageException.of("packs", failure);
        } catch (StorageException failure) {
            store.closeQuietly();
            throw failure;
        }
    }

    /**
     * The whole objects that lie behind the end which the catalogue knows: their group was synced, but the catalogue did
     * not come to commit it. What follows them was never whole, and is cut off.
     *
     * @param committed as for {@link #open}
     */
    public List<Orphans> orphans(Map<Integer, Long> committed) throws StorageException {
        List<Orphans> found = new ArrayList<>();
        try {
            for (Pack pack : List.copyOf(packs.values())) {
                long known = committed.getOrDefault(pack.number(), Pack.FIRST_GROUP_AT);
                if (pack.file().size() == known) {
                    continue;
                }
                long whole = known;
                for (GroupRecord group : pack.groupsFrom(known)) {
                    List<StoredObject> objects = new ArrayList<>();
                    for (long offset : group.objects()) {
                        try {
                            SealedObject object = pack.object(offset);
                            objects.add(new StoredObject(object.location(), object.contentTag()));
                        } catch (BrokenSealException _) {
                            // its study was erased, or it is damaged: in both cases nobody can read it
                        }
                    }
                    whole = group.end();
                    found.add(new Orphans(pack.number(), whole, objects));
                }
                if (pack.file().size() > whole) {
                    pack.file().truncate(whole);
                    pack.file().sync();
                }
                if (pack.number() == packs.lastKey()) {
                    end = whole;
                }
            }
            return found;
        } catch (IOException failure) {
            throw StorageException.of("packs", failure);
        }
    }

    /** How many packs there are. */
    public synchronized int count() {
        return packs.size();
    }

    /** Begins a group; waits while another one is open. */
    public PackGroup begin() throws StorageException {
        writing.acquireUninterruptibly();
        try {
            synchronized (this) {
                if (closed) {
                    throw new StorageException.Closed();
                }
                if (packs.isEmpty() || end >= PACK_BYTES) {
                    addPack();
                }
                return new PackGroup(this, packs.lastEntry().getValue(), vaultId, keys, entropy, end);
            }
        } catch (IOException failure) {
            writing.release();
            throw StorageException.of("pack", failure);
        } catch (StorageException | RuntimeException | Error failure) {
            writing.release();
            throw failure;
        }
    }

    /**
     * Opens an object for reading.
     *
     * @throws StorageException.Tampered if what lies there is not this object
     */
    public ByteSource open(ObjectLocation location) throws StorageException {
        String what = "pack " + location.pack() + " object at " + location.offset();
        Pack pack = pack(location.pack());
        try {
            SealedObject object = pack.object(location.offset());
            if (!object.location().equals(location)) {
                throw new StorageException.Tampered(what);
            }
            return object;
        } catch (java.io.EOFException failure) {
            throw new StorageException.Tampered(what, failure);
        } catch (IOException failure) {
            throw StorageException.of(what, failure);
        }
    }

    /** The content tag that a source would get if it were added. */
    public String contentTag(ByteSource source) throws IOException {
        ContentTagger.Tag tag = keys.content().begin();
        byte[] buffer = new byte[ContentTagger.CHUNK_BYTES];
        for (long at = 0; at < source.size(); at += buffer.length) {
            int length = (int) Math.min(buffer.length, source.size() - at);
            source.read(at, buffer, 0, length);
            tag.add(buffer, 0, length);
        }
        return HexFormat.of().formatHex(tag.finish());
    }

    /** What stands for a study in the list of the erased: 64 hexadecimal digits. */
    public String studyTag(String studyUid) {
        return keys.studies().tag(studyUid);
    }

    /** Whether there is a key of a study, by its tag. */
    public boolean hasKey(String studyTag) {
        return keys.studies().has(studyTag);
    }

    /** Destroys the keys of studies. Nobody can open their objects any more, except those of earlier versions. */
    public void destroy(Set<String> studyTags) throws StorageException {
        try {
            keys.studies().destroy(studyTags);
        } catch (IOException failure) {
            throw StorageException.of("study keys", failure);
        }
    }

    /** Whether an object's key is one that can be destroyed alone: not so in packs of earlier versions. */
    public boolean isErasable(ObjectLocation location) throws StorageException {
        try {
            return pack(location.pack()).header(location.offset()).keyId() != 0;
        } catch (IOException failure) {
            throw StorageException.of("pack " + location.pack(), failure);
        }
    }

    /** The number of commits that the study keys were last told; an older copy of them shows by it. */
    public long anchor() {
        return keys.studies().anchor();
    }

    public void anchor(long commits) throws StorageException {
        try {
            keys.studies().anchor(commits);
        } catch (IOException failure) {
            throw StorageException.of("study keys", failure);
        }
    }

    /**
     * Begins a group in a pack of its own, into which what is alive of others is moved.
     *
     * @return the group; closed as any other
     */
    public PackGroup beginMove() throws StorageException {
        writing.acquireUninterruptibly();
        try {
            synchronized (this) {
                if (closed) {
                    throw new StorageException.Closed();
                }
                addPack();
                return new PackGroup(this, packs.lastEntry().getValue(), vaultId, keys, entropy, end);
            }
        } catch (IOException failure) {
            writing.release();
            throw StorageException.of("pack", failure);
        } catch (StorageException | RuntimeException | Error failure) {
            writing.release();
            throw failure;
        }
    }

    /** Copies an object, sealed as it is, into a group. */
    public ObjectLocation move(ObjectLocation location, PackGroup into) throws StorageException {
        try {
            return into.copy(pack(location.pack()), location.offset());
        } catch (IOException failure) {
            throw StorageException.of("pack " + location.pack(), failure);
        }
    }

    /** Deletes a pack that the catalogue does not know any more. Who reads from it may go on. */
    public void retire(int number) throws StorageException {
        synchronized (this) {
            Pack pack = packs.remove(number);
            if (pack == null) {
                return;
            }
            retired.add(pack);
        }
        try {
            medium.delete(file(number));
            medium.syncFolder(folder);
        } catch (IOException _) {
            // a system that does not delete open files does it at the next opening
        }
    }

    /**
     * Where the whole groups of a pack end: less than what the catalogue knows if the chain of groups is broken.
     */
    public long wholeBytes(int number) throws StorageException {
        try {
            List<GroupRecord> groups = pack(number).groupsFrom(Pack.FIRST_GROUP_AT);
            return groups.isEmpty() ? Pack.FIRST_GROUP_AT : groups.getLast().end();
        } catch (IOException failure) {
            throw StorageException.of("pack " + number, failure);
        }
    }

    /**
     * Checks one object.
     *
     * @param contentTag what its content must have
     * @param deep reads and opens every byte; otherwise its header and trailer
     * @throws StorageException.Tampered if it is not what was stored
     */
    public void check(ObjectLocation location, String contentTag, boolean deep) throws StorageException {
        String what = "pack " + location.pack() + " object at " + location.offset();
        try (SealedObject object = pack(location.pack()).object(location.offset())) {
            if (!object.location().equals(location) || !object.contentTag().equals(contentTag)) {
                throw new StorageException.Tampered(what);
            }
            if (deep && !contentTag(object).equals(contentTag)) {
                throw new StorageException.Tampered(what);
            }
        } catch (java.io.EOFException failure) {
            throw new StorageException.Tampered(what, failure);
        } catch (IOException failure) {
            throw StorageException.of(what, failure);
        }
    }

    private synchronized Pack pack(int number) throws StorageException {
        if (closed) {
            throw new StorageException.Closed();
        }
        Pack pack = packs.get(number);
        if (pack == null) {
            throw new StorageException.Tampered("pack " + number);
        }
        return pack;
    }

    @Override
    public void close() throws StorageException {
        writing.acquireUninterruptibly();
        synchronized (this) {
            closed = true;
            IOException failure = null;
            retired.addAll(packs.values());
            for (Pack pack : retired) {
                try {
                    pack.close();
                } catch (IOException e) {
                    failure = e;
                }
            }
            packs.clear();
            keys.close();
            writing.release();
            if (failure != null) {
                throw StorageException.of("packs", failure);
            }
        }
    }

    /** Called by the group when it ends: the pack is that long now. */
    void end(Pack pack, long newEnd) {
        synchronized (this) {
            end = newEnd;
            try {
                pack.file().truncate(newEnd);
            } catch (IOException _) {
                // what is left behind the end is overwritten by the next group, or cut off at the next opening
            }
        }
        writing.release();
    }

    private void openAll(Map<Integer, Long> committed) throws IOException, StorageException {
        int last = committed.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int number : numbers()) {
            highest = number;
            OpenFile open = medium.write(file(number));
            try {
                boolean known = committed.containsKey(number);
                if (!known && (number < last || open.size() < Pack.FIRST_GROUP_AT)) {
                    open.close();
                    medium.delete(file(number));
                    medium.syncFolder(folder);
                    continue;
                }
                packs.put(number, Pack.open(number, open, vaultId, keys));
                end = committed.getOrDefault(number, Pack.FIRST_GROUP_AT);
                if (open.size() < end) {
                    throw new StorageException.Tampered("pack " + number + " is cut");
                }
            } catch (IOException failure) {
                open.close();
                throw failure;
            }
        }
        for (int known : committed.keySet()) {
            if (!packs.containsKey(known)) {
                throw new StorageException.Tampered("pack " + known + " is missing");
            }
        }
    }

    /** Numbers of the packs that there are. */
    private List<Integer> numbers() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{8}\\.pack"))
                    .map(name -> Integer.valueOf(name.substring(0, 8))).sorted().toList();
        }
    }

    private void addPack() throws IOException {
        int number = highest + 1;
        OpenFile file = medium.write(file(number));
        try {
            file.truncate(0);
            Pack pack = Pack.create(number, file, vaultId, keys, entropy);
            medium.syncFolder(folder);
            packs.put(number, pack);
            highest = number;
            end = Pack.FIRST_GROUP_AT;
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    private Path file(int number) {
        return folder.resolve(String.format(java.util.Locale.ROOT, NAME, number));
    }

    private void closeQuietly() {
        try {
            close();
        } catch (StorageException _) {
            // the failure that led here is the one to tell
        }
    }

    /**
     * A whole group that the catalogue does not know.
     *
     * @param end what the catalogue has to commit as the pack's length
     */
    public record Orphans(int pack, long end, List<StoredObject> objects) {
        public Orphans {
            objects = List.copyOf(objects);
        }
    }
}
