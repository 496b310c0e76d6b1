package org.lantern.storage.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.lantern.storage.medium.Disk;
import org.lantern.storage.medium.Medium;

/** A disk with so much room and no more. Says the same as Linux when it is full. */
public final class FullMedium implements Medium {
    private final Disk disk = new Disk();
    private final AtomicLong room;

    public FullMedium(long bytes) {
        this.room = new AtomicLong(bytes);
    }

    public void addRoom(long bytes) {
        room.addAndGet(bytes);
    }

    @Override
    public OpenFile read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public OpenFile write(Path file) throws IOException {
        return new Limited(disk.write(file));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        disk.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        disk.syncFolder(folder);
    }

    private final class Limited implements OpenFile {
        private final OpenFile file;

        Limited(OpenFile file) {
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
        public synchronized void write(long position, byte[] source, int offset, int length) throws IOException {
            long growth = Math.max(0, position + length - file.size());
            if (room.addAndGet(-growth) < 0) {
                room.addAndGet(growth);
                throw new IOException("No space left on device");
            }
            file.write(position, source, offset, length);
        }

        @Override
        public synchronized void truncate(long size) throws IOException {
            room.addAndGet(Math.max(0, file.size() - size));
            file.truncate(size);
        }

        @Override
        public void sync() throws IOException {
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
