package org.lantern.storage.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Disk;

class PackStoreTest {
    @TempDir
    Path folder;

    private final Key256 key = Key256.random(new Entropy());
    private final Random random = new Random(11);
    private PackStore store;

    @BeforeEach
    void make() throws StorageException {
        store = open(Map.of());
    }

    @AfterEach
    void close() throws StorageException {
        store.close();
    }

    @Test
    void any_range_of_an_object_reads_what_was_stored() throws Exception {
        for (int size : new int[]{0, 1, 65535, 65536, 65537, 1_300_001, 5 * 65536}) {
            byte[] content = bytes(size);
            try (ByteSource source = store.open(add(content).location())) {
                assertEquals(size, source.size());
                for (int i = 0; i < 50; i++) {
                    int from = random.nextInt(size + 1);
                    int length = random.nextInt(size - from + 1);
                    byte[] read = new byte[length + 4];
                    source.read(from, read, 3, length);
                    assertArrayEquals(Arrays.copyOfRange(content, from, from + length),
                            Arrays.copyOfRange(read, 3, 3 + length));
                }
                assertThrows(EOFException.class, () -> source.read(size, new byte[1], 0, 1));
            }
        }
    }

    @Test
    void many_threads_read_one_object_at_once_and_interrupts_do_no_harm() throws Exception {
        byte[] content = bytes(3_000_000);
        try (ByteSource source = store.open(add(content).location());
                var threads = Executors.newFixedThreadPool(8)) {
            List<Future<byte[]>> reads = new ArrayList<>();
            int[] starts = random.ints(200, 0, 2_800_000).toArray();
            for (int start : starts) {
                Callable<byte[]> read = () -> {
                    Thread.currentThread().interrupt();
                    byte[] part = new byte[180_000];
                    source.read(start, part, 0, part.length);
                    assertTrue(Thread.interrupted());
                    return part;
                };
                reads.add(threads.submit(read));
            }
            for (int i = 0; i < starts.length; i++) {
                assertArrayEquals(Arrays.copyOfRange(content, starts[i], starts[i] + 180_000), reads.get(i).get());
            }
        }
    }

    @Test
    void only_the_chunks_that_are_asked_for_are_opened() throws Exception {
        byte[] content = bytes(10 * 65536);
        ObjectLocation location = add(content).location();
        flip(location.offset() + RecordHeader.BYTES + 7L * RecordHeader.SEALED_CHUNK_BYTES + 100);
        try (ByteSource source = store.open(location)) {
            byte[] read = new byte[7 * 65536];
            source.read(0, read, 0, read.length);
            assertArrayEquals(Arrays.copyOf(content, read.length), read);
            assertThrows(BrokenSealException.class, () -> source.read(7 * 65536 + 5, new byte[1], 0, 1));
            source.read(8 * 65536, new byte[100], 0, 100);
        }
    }

    @Test
    void equal_content_has_the_same_tag_and_other_sealed_bytes() throws Exception {
        byte[] content = bytes(100_000);
        StoredObject one = add(content);
        StoredObject two = add(content);
        assertEquals(one.contentTag(), two.contentTag());
        assertEquals(one.contentTag(), store.contentTag(new ArrayByteSource(content)));
        assertNotEquals(one.location().objectId(), two.location().objectId());
        assertFalse(Arrays.equals(record(one), record(two)));
    }

    @Test
    void an_object_put_in_the_place_of_another_is_refused() throws Exception {
        ObjectLocation one = add(bytes(5000)).location();
        ObjectLocation two = add(bytes(5000)).location();
        store.open(one).close();
        ObjectLocation forged = new ObjectLocation(one.objectId(), two.pack(), two.offset(), two.bytes());
        assertThrows(StorageException.Tampered.class, () -> store.open(forged));
    }

    @Test
    void chunks_exchanged_within_an_object_are_refused() throws Exception {
        byte[] content = bytes(3 * 65536);
        ObjectLocation location = add(content).location();
        Path pack = folder.resolve("00000001.pack");
        byte[] file = Files.readAllBytes(pack);
        int a = (int) location.offset() + RecordHeader.BYTES;
        int b = a + RecordHeader.SEALED_CHUNK_BYTES;
        byte[] kept = Arrays.copyOfRange(file, a, b);
        System.arraycopy(file, b, file, a, kept.length);
        System.arraycopy(kept, 0, file, b, kept.length);
        Files.write(pack, file);
        try (ByteSource source = store.open(location)) {
            assertThrows(BrokenSealException.class, () -> source.read(0, new byte[10], 0, 10));
            assertThrows(BrokenSealException.class, () -> source.read(70_000, new byte[10], 0, 10));
        }
    }

    @Test
    void a_group_that_is_not_kept_leaves_nothing() throws Exception {
        add(bytes(1000));
        long before = Files.size(folder.resolve("00000001.pack"));
        try (PackGroup group = store.begin()) {
            group.add(new ArrayByteSource(bytes(300_000)), "1.2.3");
            group.finish();
        }
        assertEquals(before, Files.size(folder.resolve("00000001.pack")));
    }

    @Test
    void whole_groups_that_nobody_committed_are_found_and_a_torn_end_is_cut() throws Exception {
        StoredObject known = add(bytes(1000));
        long committed = Files.size(folder.resolve("00000001.pack"));
        StoredObject orphan = add(bytes(70_000));
        StoredObject other = add(bytes(7));
        long whole = Files.size(folder.resolve("00000001.pack"));
        store.close();
        Files.write(folder.resolve("00000001.pack"), bytes(5000), StandardOpenOption.APPEND);
        Map<Integer, Long> map = Map.of(1, committed);
        store = open(map);
        List<PackStore.Orphans> orphans = store.orphans(map);
        assertEquals(List.of(List.of(orphan), List.of(other)), orphans.stream().map(o -> o.objects()).toList());
        assertEquals(whole, orphans.getLast().end());
        assertEquals(whole, Files.size(folder.resolve("00000001.pack")));
        store.open(known.location()).close();
        add(bytes(12));
        Map<Integer, Long> beyond = Map.of(1, whole + 10_000);
        store.close();
        assertThrows(StorageException.Tampered.class, () -> open(beyond));
    }

    @Test
    void a_source_that_fails_does_not_spoil_the_group() throws Exception {
        byte[] good = bytes(100_000);
        StoredObject stored;
        try (PackGroup group = store.begin()) {
            assertThrows(PackGroup.ReadFailure.class, () -> group.add(new ByteSource() {
                @Override
                public long size() {
                    return 200_000;
                }

                @Override
                public void read(long position, byte[] target, int offset, int length) throws IOException {
                    if (position > 100_000) {
                        throw new IOException("torn cable");
                    }
                }

                @Override
                public void close() {}
            }, "1.2.3"));
            stored = group.add(new ArrayByteSource(good), "1.2.3");
            group.finish();
            group.keep();
        }
        try (ByteSource source = store.open(stored.location())) {
            byte[] read = new byte[good.length];
            source.read(0, read, 0, read.length);
            assertArrayEquals(good, read);
        }
    }

    private StoredObject add(byte[] content) throws Exception {
        try (PackGroup group = store.begin()) {
            StoredObject stored = group.add(new ArrayByteSource(content), "1.2.3");
            group.finish();
            group.keep();
            return stored;
        }
    }

    private byte[] record(StoredObject stored) throws IOException {
        byte[] file = Files.readAllBytes(folder.resolve("00000001.pack"));
        int from = (int) stored.location().offset() + RecordHeader.BYTES;
        return Arrays.copyOfRange(file, from, from + 65552);
    }

    private void flip(long at) throws IOException {
        Path pack = folder.resolve("00000001.pack");
        byte[] file = Files.readAllBytes(pack);
        file[(int) at] ^= 4;
        Files.write(pack, file);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private PackStore open(Map<Integer, Long> committed) throws StorageException {
        return PackStore.open(new Disk(), folder, new byte[16], key, new Entropy(), committed);
    }
}
