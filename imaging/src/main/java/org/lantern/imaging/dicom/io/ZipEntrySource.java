package org.lantern.imaging.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipEntry;

/**
 * The bytes of a ZIP entry, inflated only as far as somebody reads. What the entry says of its own size is believed for
 * {@link #size()} and not for memory: that grows with the bytes that really come.
 */
final class ZipEntrySource implements ByteSource {
    private static final int STEP_BYTES = 64 << 10;

    private final InputStream in;
    private final long size;
    private final long allowed;
    private byte[] head = new byte[8192];
    private int filled;

    ZipEntrySource(InputStream in, ZipEntry entry, ParseLimits limits) throws IOException {
        this.in = in;
        this.size = Math.max(0, entry.getSize());
        long packed = Math.max(STEP_BYTES, entry.getCompressedSize());
        this.allowed = Math.min(limits.inflateBytes(), Math.max(STEP_BYTES, packed * limits.inflateRatio()));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized void read(long position, byte[] target, int offset, int length) throws IOException {
        if (position < 0 || position > size - length) {
            throw new EOFException();
        }
        fill(position + length);
        System.arraycopy(head, (int) position, target, offset, length);
    }

    byte[] whole() throws IOException {
        fill(size);
        return head.length == filled ? head : Arrays.copyOf(head, filled);
    }

    private void fill(long wanted) throws IOException {
        if (wanted > allowed) {
            throw new IOException("the entry inflates beyond the limits");
        }
        while (filled < wanted) {
            if (filled == head.length) {
                head = Arrays.copyOf(head, (int) Math.min(allowed, Math.max(2L * filled, STEP_BYTES)));
            }
            int count = in.read(head, filled, (int) Math.min(head.length, wanted) - filled);
            if (count < 0) {
                throw new EOFException();
            }
            filled += count;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
