package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * The folder of one vault's database as H2 sees it: a file system of its own, under a random scheme, in which every file
 * is a {@link BlockFile}. Registered for as long as the vault is open, so that neither key nor path is ever part of a
 * URL.
 */
public final class SealedFiles implements AutoCloseable {
    private final Medium medium;
    private final Path folder;
    private final Key256 key;
    private final Entropy entropy;
    private final String scheme;
    private final boolean forgiving;
    private final Name root;
    private volatile IOException lastFailure;

    /**
     * @param key kept, not owned
     * @param forgiving see {@link BlockFile#open}
     */
    public SealedFiles(Medium medium, Path folder, Key256 key, Entropy entropy, boolean forgiving) {
        this.medium = medium;
        this.folder = folder;
        this.key = key;
        this.entropy = entropy;
        this.forgiving = forgiving;
        this.scheme = "lantern" + HexFormat.of().formatHex(entropy.bytes(8));
        this.root = new Name(scheme + ":/");
        FilePath.register(root);
    }

    /** What a JDBC URL says for the file {@code name} of this folder. */
    public String path(String name) {
        return scheme + ":/" + name;
    }

    /** What the medium failed with last. The database writes on threads of its own and does not always pass it on. */
    public Optional<IOException> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    @Override
    public void close() {
        FilePath.unregister(root);
    }

    private Path resolve(String name) {
        return folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    }

    private final class Name extends FilePath {
        Name(String path) {
            name = path;
        }

        private Path file() {
            return resolve(name);
        }

        @Override
        public long size() {
            try (OpenFile open = medium.read(file())) {
                return BlockFile.open(open, key, entropy, getName(), forgiving).size();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            boolean writable = !mode.equals("r");
            OpenFile open = writable ? medium.write(file()) : medium.read(file());
            try {
                return new Channel(BlockFile.open(open, key, entropy, getName(), forgiving));
            } catch (IOException failure) {
                open.close();
                throw failure;
            }
        }

        @Override
        public void moveTo(FilePath target, boolean atomicReplace) {
            try {
                medium.move(file(), resolve(target.name));
                medium.syncFolder(folder);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public boolean createFile() {
            if (exists()) {
                return false;
            }
            try {
                open("rw").close();
                return true;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public boolean exists() {
            return Files.exists(file());
        }

        @Override
        public void delete() {
            try {
                medium.delete(file());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public List<FilePath> newDirectoryStream() {
            try (var files = Files.list(folder)) {
                return files.<FilePath>map(file -> new Name(path(file.getFileName().toString()))).toList();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public FilePath toRealPath() {
            return this;
        }

        @Override
        public FilePath getParent() {
            return name.endsWith(":/") ? null : root;
        }

        @Override
        public boolean isDirectory() {
            return name.endsWith(":/");
        }

        @Override
        public boolean isRegularFile() {
            return !isDirectory() && exists();
        }

        @Override
        public boolean isAbsolute() {
            return true;
        }

        @Override
        public long lastModified() {
            try {
                return Files.getLastModifiedTime(file()).toMillis();
            } catch (IOException _) {
                return 0;
            }
        }

        @Override
        public boolean canWrite() {
            return Files.isWritable(isDirectory() ? folder : file());
        }

        @Override
        public void createDirectory() {
            throw new UncheckedIOException(new IOException("the database needs no folders"));
        }

        @Override
        public boolean setReadOnly() {
            return false;
        }

        @Override
        public String getScheme() {
            return scheme;
        }

        @Override
        public FilePath getPath(String path) {
            return new Name(path);
        }
    }

    /** A block file in the shape that H2 wants. */
    private final class Channel extends FileBaseDefault {
        private final BlockFile file;

        Channel(BlockFile file) {
            this.file = file;
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return noting(() -> file.read(target, position));
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return noting(() -> file.write(source, position));
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            noting(() -> {
                file.sync();
                return 0;
            });
        }

        private int noting(Step step) throws IOException {
            try {
                return step.run();
            } catch (IOException failure) {
                lastFailure = failure;
                throw failure;
            }
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        /** The vault's own lock keeps others out; this one only satisfies the database. */
        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            return new FileLock(this, position, size, shared) {
                @Override
                public boolean isValid() {
                    return Channel.this.isOpen();
                }

                @Override
                public void release() {
                    // nothing is held
                }
            };
        }
    }

    @FunctionalInterface
    private interface Step {
        int run() throws IOException;
    }
}
