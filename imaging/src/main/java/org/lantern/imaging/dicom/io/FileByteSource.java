package org.lantern.imaging.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file. The file is opened with the first read, so a source that is only parsed from bytes read before
 * holds no descriptor, and stays open until {@link #close()}.
 */
public final class FileByteSource implements ByteSource {
    /** Larger reads are cut: the JDK copies through native memory of the read's size and keeps it for the thread. */
    private static final int LARGEST_READ = 1 << 20;

    private final Path path;
    private final long size;
    private FileChannel channel;
    private boolean closed;

    /** @param size the file's length when it was looked at; the source has this length whatever happens to the file */
    FileByteSource(Path path, long size) {
        this.path = path;
        this.size = size;
    }

    /** @throws java.nio.file.NoSuchFileException and other failures of looking at the file */
    public static FileByteSource open(Path path) throws IOException {
        FileByteSource source = new FileByteSource(path, java.nio.file.Files.size(path));
        source.channel();
        return source;
    }

    public Path path() {
        return path;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) throws IOException {
        if (position < 0 || position > size - length) {
            throw new EOFException();
        }
        FileChannel open = channel();
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, LARGEST_READ);
            int count = open.read(ByteBuffer.wrap(target, offset + done, part), position + done);
            if (count < 0) {
                throw new EOFException();
            }
            done += count;
        }
    }

    private synchronized FileChannel channel() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (channel == null) {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
