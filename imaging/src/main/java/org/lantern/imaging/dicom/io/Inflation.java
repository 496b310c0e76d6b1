package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.lantern.imaging.ImagingException;

/** Inflates a deflated data set (PS3.5 section A.5) within limits. */
final class Inflation {
    private static final int CHUNK = 64 << 10;

    private Inflation() {}

    /**
     * Everything that the stream from {@code start} on holds; of a stream that ends early or breaks, what comes before
     * the break. Some writers put a zlib header before the stream; that is understood.
     *
     * @return nothing if it is no deflate stream at all
     */
    static Optional<byte[]> inflate(HeaderWindow window, int start, ParseLimits limits) throws ImagingException {
        long position = window.position(start);
        if (position >= window.size) {
            return Optional.of(new byte[0]);
        }
        Optional<byte[]> raw = inflate(window.source(), position, limits, true);
        return raw.isPresent() ? raw : inflate(window.source(), position, limits, false);
    }

    private static Optional<byte[]> inflate(ByteSource source, long start, ParseLimits limits, boolean raw)
            throws ImagingException {
        Inflater inflater = new Inflater(raw);
        try {
            byte[] in = new byte[CHUNK];
            byte[] out = new byte[4 * CHUNK];
            int length = 0;
            long position = start;
            while (!inflater.finished()) {
                if (inflater.needsInput() && position < source.size()) {
                    int count = (int) Math.min(CHUNK, source.size() - position);
                    source.read(position, in, 0, count);
                    position += count;
                    inflater.setInput(in, 0, count);
                }
                if (length == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(2L * length, limits.inflateBytes() + 1));
                }
                int count = inflater.inflate(out, length, out.length - length);
                // input that has all been taken may still have output to give
                boolean starved = inflater.needsInput() && position == source.size();
                if (count == 0 && !inflater.finished() && (starved || !inflater.needsInput())) {
                    break;
                }
                length += count;
                long allowed = Math.max(CHUNK, limits.inflateRatio() * inflater.getBytesRead());
                if (length > limits.inflateBytes()) {
                    throw new ImagingException.LimitExceeded("inflateBytes", length, limits.inflateBytes());
                }
                if (length > allowed) {
                    throw new ImagingException.LimitExceeded("inflateRatio", length / inflater.getBytesRead(),
                            limits.inflateRatio());
                }
            }
            return length == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(out, length));
        } catch (DataFormatException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        } finally {
            inflater.end();
        }
    }
}
