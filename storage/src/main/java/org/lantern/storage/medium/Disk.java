package org.lantern.storage.medium;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file system of the machine. Files are {@link RandomAccessFile}s because a {@link FileChannel} closes itself, for
 * everyone, when one of the threads that use it is interrupted.
 */
public final class Disk implements Medium {
    @Override
    public OpenFile read(Path file) throws IOException {
        return new DiskFile(open(file, "r"));
    }

    @Override
    public OpenFile write(Path file) throws IOException {
        return new DiskFile(open(file, "rw"));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** RandomAccessFile says "not found" for everything; this finds out what it was. */
    private static RandomAccessFile open(Path file, String mode) throws IOException {
        try {
            return new RandomAccessFile(file.toFile(), mode);
        } catch (FileNotFoundException failure) {
            if (mode.equals("r") && !Files.exists(file)) {
                throw new NoSuchFileException(file.getFileName().toString());
            }
            Path checked = Files.exists(file) ? file : file.getParent();
            if (mode.equals("r") ? !Files.isReadable(checked) : !Files.isWritable(checked)) {
                AccessDeniedException denied = new AccessDeniedException(file.getFileName().toString());
                denied.initCause(failure);
                throw denied;
            }
            throw failure;
        }
    }

    private record DiskFile(RandomAccessFile file) implements OpenFile {
        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public void read(long position, byte[] target, int offset, int length) throws IOException {
            synchronized (file) {
                file.seek(position);
                file.readFully(target, offset, length);
            }
        }

        @Override
        public void write(long position, byte[] source, int offset, int length) throws IOException {
            synchronized (file) {
                file.seek(position);
                file.write(source, offset, length);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (file) {
                if (size < file.length()) {
                    file.setLength(size);
                }
            }
        }

        @Override
        public void sync() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
