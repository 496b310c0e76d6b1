package org.lantern.storage.medium;

import java.io.IOException;
import java.nio.file.Path;

/** The medium that a vault lies on. */
public interface Medium {
    /** Opens an existing file for reading. */
    OpenFile read(Path file) throws IOException;

    /** Opens a file for reading and writing, and makes it if it is not there. */
    OpenFile write(Path file) throws IOException;

    /** Moves {@code from} to {@code to}, in place of what is there, at once or not at all. */
    void move(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** Returns when new, moved and deleted names of a folder are on the medium. */
    void syncFolder(Path folder) throws IOException;

    /** Writes a small file so that after a crash either the old or the new content is there, whole. */
    default void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OpenFile open = write(fresh)) {
            open.truncate(0);
            open.write(0, content, 0, content.length);
            open.sync();
        }
        move(fresh, file);
        syncFolder(file.getParent());
    }

    /** A file in use. Safe for use by several threads at once. No interrupt of a thread closes it. */
    interface OpenFile extends AutoCloseable {
        long size() throws IOException;

        /**
         * Reads exactly {@code length} bytes.
         *
         * @throws java.io.EOFException if the file ends before
         */
        void read(long position, byte[] target, int offset, int length) throws IOException;

        void write(long position, byte[] source, int offset, int length) throws IOException;

        void truncate(long size) throws IOException;

        /** Returns when everything written before is on the medium. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }
}
