package org.lantern.storage.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.lantern.storage.medium.Disk;
import org.lantern.storage.medium.Medium;

/**
 * A disk whose power can be cut. Everything goes to real files at once, but it remembers what was not synced; after the
 * cut the files hold what was synced, and of the rest nothing, a torn beginning, or any blocks. From the moment of the
 * cut every operation fails, as it does for a process that is no more.
 */
public final class CrashingMedium implements Medium {
    /** What survives of writes that were not synced. */
    public enum Survives {
        NOTHING, TORN_BEGINNING, ANY_BLOCKS
    }

    private final Disk disk = new Disk();
    private final Map<Path, byte[]> synced = new HashMap<>();
    private final Map<Path, List<Write>> unsynced = new HashMap<>();
    private long operationsLeft;
    private boolean cut;

    /** @param operations writes, truncations and syncs until the power goes */
    public CrashingMedium(long operations) {
        this.operationsLeft = operations;
    }

    public synchronized boolean isCut() {
        return cut;
    }

    /** Cuts now, and puts the files into the state in which the next start finds them. */
    public synchronized void cut(Survives survives, Random random) throws IOException {
        cut = true;
        for (Map.Entry<Path, List<Write>> entry : unsynced.entrySet()) {
            byte[] content = synced.getOrDefault(entry.getKey(), new byte[0]);
            List<Write> writes = entry.getValue();
            int kept = survives == Survives.TORN_BEGINNING ? random.nextInt(writes.size() + 1) : writes.size();
            for (int i = 0; i < writes.size(); i++) {
                Write write = writes.get(i);
                switch (survives) {
                    case NOTHING -> {
                    }
                    case TORN_BEGINNING -> {
                        if (i < kept) {
                            content = write.applied(content);
                        } else if (i == kept) {
                            content = write.beginning(random.nextInt(write.bytes().length / 512 + 1) * 512)
                                    .applied(content);
                        }
                    }
                    case ANY_BLOCKS -> {
                        for (int at = 0; at < write.bytes().length; at += 4096) {
                            if (random.nextBoolean()) {
                                content = write.block(at).applied(content);
                            }
                        }
                    }
                }
            }
            Files.write(entry.getKey(), content);
        }
    }

    @Override
    public OpenFile read(Path file) throws IOException {
        return new Recorded(file, disk.read(file));
    }

    @Override
    public synchronized OpenFile write(Path file) throws IOException {
        step();
        synced.computeIfAbsent(file, path -> {
            try {
                return Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        });
        return new Recorded(file, disk.write(file));
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        step();
        disk.move(from, to);
        synced.put(to, synced.getOrDefault(from, new byte[0]));
        unsynced.put(to, unsynced.getOrDefault(from, new ArrayList<>()));
        synced.remove(from);
        unsynced.remove(from);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        step();
        disk.delete(file);
        synced.remove(file);
        unsynced.remove(file);
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        step();
    }

    private void step() throws IOException {
        if (cut || operationsLeft-- <= 0) {
            cut = true;
            throw new IOException("the power is off");
        }
    }

    private record Write(long position, byte[] bytes, boolean truncation) {
        byte[] applied(byte[] content) {
            if (truncation) {
                return content.length > position ? Arrays.copyOf(content, (int) position) : content;
            }
            if (bytes.length == 0) {
                return content;
            }
            byte[] changed = Arrays.copyOf(content, (int) Math.max(content.length, position + bytes.length));
            System.arraycopy(bytes, 0, changed, (int) position, bytes.length);
            return changed;
        }

        Write beginning(int length) {
            return new Write(position, Arrays.copyOf(bytes, Math.min(length, bytes.length)), truncation && length > 0);
        }

        Write block(int at) {
            return new Write(position + at, Arrays.copyOfRange(bytes, at, Math.min(at + 4096, bytes.length)), false);
        }
    }

    private final class Recorded implements OpenFile {
        private final Path path;
        private final OpenFile file;

        Recorded(Path path, OpenFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void read(long position, byte[] target, int offset, int length) throws IOException {
            file.read(position, target, offset, length);
        }

        @Override
        public void write(long position, byte[] source, int offset, int length) throws IOException {
            record(new Write(position, Arrays.copyOfRange(source, offset, offset + length), false));
            file.write(position, source, offset, length);
        }

        @Override
        public void truncate(long size) throws IOException {
            if (size < file.size()) {
                record(new Write(size, new byte[0], true));
                file.truncate(size);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (CrashingMedium.this) {
                step();
                byte[] content = synced.getOrDefault(path, new byte[0]);
                for (Write write : unsynced.getOrDefault(path, List.of())) {
                    content = write.applied(content);
                }
                synced.put(path, content);
                unsynced.remove(path);
            }
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }

        private void record(Write write) throws IOException {
            synchronized (CrashingMedium.this) {
                step();
                unsynced.computeIfAbsent(path, _ -> new ArrayList<>()).add(write);
            }
        }
    }
}
