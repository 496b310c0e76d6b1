package org.lantern.imaging.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

import org.lantern.imaging.ImagingException;

/**
 * The part of a source that a header parser has in memory: bytes from the start on, long values left out. A place in
 * {@link #bytes} is an offset; its place in the source is a position.
 */
final class HeaderWindow {
    private static final int LARGEST_STEP = 1 << 20;

    private final ByteSource source;
    private final boolean borrowed;
    final long size;
    byte[] bytes;
    int filled;
    private long shift;
    private long[] gaps = {};

    /** @param head the first bytes of the source, {@code filled} of them valid */
    HeaderWindow(ByteSource source, byte[] head, int filled) {
        this.source = source;
        this.size = source.size();
        this.borrowed = source instanceof ArrayByteSource;
        this.bytes = borrowed ? ((ArrayByteSource) source).array() : head;
        this.filled = borrowed ? bytes.length : filled;
    }

    ByteSource source() {
        return source;
    }

    long position(int offset) {
        return offset + shift;
    }

    /** Makes {@code count} bytes from {@code offset} on available; false if the source ends before that. */
    boolean ensure(int offset, int count) throws ImagingException {
        if (filled - offset >= count) {
            return true;
        }
        if (position(offset) > size - count) {
            return false;
        }
        long wanted = (long) offset + count;
        long generous = Math.max(wanted, Math.min(2L * filled + 4096, (long) filled + LARGEST_STEP));
        long end = Math.min(Math.min(generous, size - shift), Integer.MAX_VALUE - 16);
        if (end < wanted) {
            throw new ImagingException.LimitExceeded("headerBytes", wanted, end);
        }
        if (bytes.length < end) {
            bytes = Arrays.copyOf(bytes, (int) end);
        }
        try {
            source.read(filled + shift, bytes, filled, (int) end - filled);
        } catch (EOFException _) {
            throw new ImagingException.Truncated("header", filled + shift);
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
        filled = (int) end;
        return true;
    }

    /** Passes over {@code length} bytes that begin at {@code offset}; returns the offset of what comes after them. */
    int skip(int offset, long length) {
        if (length <= filled - offset) {
            return offset + (int) length;
        }
        shift += length;
        filled = offset;
        gaps = Arrays.copyOf(gaps, gaps.length + 2);
        gaps[gaps.length - 2] = offset;
        gaps[gaps.length - 1] = shift;
        return offset;
    }

    /** The bytes up to an offset, without what was read ahead. */
    byte[] trimmed(int end) {
        return borrowed || bytes.length == end ? bytes : Arrays.copyOf(bytes, end);
    }

    long[] gaps() {
        return gaps;
    }
}
