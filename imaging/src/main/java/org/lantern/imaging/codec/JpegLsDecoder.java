package org.lantern.imaging.codec;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Samples;

/**
 * JPEG-LS, lossless and near-lossless, all interleave modes, ITU-T T.87. This class reads the marker segments (Annex C)
 * and cuts the entropy-coded data; {@link JpegLsScan} decodes them.
 */
final class JpegLsDecoder {
    private static final VarHandle LONGS = JpegBits.LONGS;
    private static final int MAX_SCANS = 1000;
    /** Below this MAXVAL the standard has another formula for thresholds (C.2.4.1.1.1). */
    private static final int NARROW = 128;
    /** The longest run that one bit stands for has 2^15 samples (A.7.1.2). */
    private static final long MOST_SAMPLES_PER_BYTE = 8L << 15;

    private final EncodedFrame frame;
    private final byte[] data;
    private int position = 2;
    private int precision;
    private int[] ids;
    private int restartInterval;
    private JpegLsParameters.Presets presets = JpegLsParameters.Presets.NONE;
    private final Map<Integer, int[]> mappings = new HashMap<>();
    private short[] out;
    private boolean[] done;

    private JpegLsDecoder(EncodedFrame frame) {
        this.frame = frame;
        this.data = frame.data();
    }

    static Samples decode(EncodedFrame frame) throws ImagingException {
        return new JpegLsDecoder(frame).decode();
    }

    private Samples decode() throws ImagingException {
        if (data.length < 4 || (data[0] & 0xff) != 0xff || (data[1] & 0xff) != 0xd8) {
            throw frame.damaged("no JPEG start of image");
        }
        int scans = 0;
        int missing = frame.format().samplesPerPixel();
        while (missing > 0) {
            int marker = nextMarker();
            if (marker == 0xd9) {
                break;
            }
            int length = position + 2 <= data.length ? u16(position) : 0;
            int from = position + 2;
            int to = position + length;
            if (length < 2 || to > data.length) {
                throw frame.damaged("JPEG-LS marker segment cut off");
            }
            position = to;
            switch (marker) {
                case 0xf7 -> frameHeader(from, to);
                case 0xf8 -> presets(from, to);
                case 0xdd -> restartInterval(from, to);
                case 0xda -> {
                    if (++scans > MAX_SCANS) {
                        throw new ImagingException.LimitExceeded("jpegScans", scans, MAX_SCANS);
                    }
                    missing -= scan(from, to);
                }
                case 0xc0, 0xc1, 0xc2, 0xc3 -> throw frame.damaged("JPEG instead of JPEG-LS");
                default -> {
                    // application data and comments say nothing about samples
                }
            }
        }
        if (missing > 0) {
            throw frame.damaged("JPEG-LS component missing");
        }
        return Words.of(out, frame.format().bitsAllocated());
    }

    private int nextMarker() throws ImagingException {
        if (position < data.length && (data[position] & 0xff) != 0xff) {
            throw frame.damaged("JPEG-LS marker expected");
        }
        while (position < data.length && (data[position] & 0xff) == 0xff) {
            position++;
        }
        return position < data.length ? data[position++] & 0xff : 0xd9;
    }

    private int u16(int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }

    private void frameHeader(int from, int to) throws ImagingException {
        if (ids != null || to - from < 6 || to - from < 6 + 3 * (data[from + 5] & 0xff)) {
            throw frame.damaged("JPEG-LS frame header");
        }
        precision = data[from] & 0xff;
        int count = data[from + 5] & 0xff;
        frame.requireShape(u16(from + 1), u16(from + 3), count);
        if (precision < 2 || precision > 16) {
            throw frame.damaged("JPEG-LS precision " + precision);
        }
        frame.requirePrecision(precision);
        ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = data[from + 6 + 3 * i] & 0xff;
            if (data[from + 7 + 3 * i] != data[from + 7]) {
                throw new ImagingException.Unsupported("JPEG-LS with subsampled components");
            }
        }
        if (frame.format().sampleCount() > MOST_SAMPLES_PER_BYTE * data.length) {
            throw frame.damaged("JPEG-LS data too short for the image");
        }
        done = new boolean[count];
        out = new short[(int) frame.format().sampleCount()];
    }

    private void restartInterval(int from, int to) throws ImagingException {
        if (to - from < 2 || to - from > 4) {
            throw frame.damaged("JPEG-LS restart interval");
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | data[i] & 0xff;
        }
        restartInterval = (int) Math.min(value, Integer.MAX_VALUE);
    }

    /** LSE, C.2.4.1. */
    private void presets(int from, int to) throws ImagingException {
        int kind = to > from ? data[from] : 0;
        if (kind == 1 && to - from >= 11) {
            presets = new JpegLsParameters.Presets(u16(from + 1), u16(from + 3), u16(from + 5), u16(from + 7),
                    u16(from + 9));
        } else if ((kind == 2 || kind == 3) && to - from >= 3) {
            int width = data[from + 2];
            if (width != 1 && width != 2) {
                throw new ImagingException.Unsupported("JPEG-LS mapping table with entries of " + width + " bytes");
            }
            int[] old = kind == 3 ? mappings.getOrDefault(data[from + 1] & 0xff, new int[0]) : new int[0];
            int[] table = Arrays.copyOf(old, Math.min(65536, old.length + (to - from - 3) / width));
            for (int i = old.length, at = from + 3; i < table.length; i++, at += width) {
                table[i] = width == 1 ? data[at] & 0xff : u16(at);
            }
            mappings.put(data[from + 1] & 0xff, table);
        } else {
            throw new ImagingException.Unsupported("JPEG-LS extension " + kind);
        }
    }

    /** @return number of components that the scan brought */
    private int scan(int from, int to) throws ImagingException {
        int count = to > from ? data[from] & 0xff : 0;
        if (ids == null || count < 1 || count > ids.length || to - from < 4 + 2 * count) {
            throw frame.damaged("JPEG-LS scan header");
        }
        int[] components = new int[count];
        int[][] tables = new int[count][];
        for (int i = 0; i < count; i++) {
            int id = data[from + 1 + 2 * i] & 0xff;
            int table = data[from + 2 + 2 * i] & 0xff;
            int index = 0;
            while (index < ids.length && ids[index] != id) {
                index++;
            }
            if (index == ids.length || done[index] || table != 0 && !mappings.containsKey(table)) {
                throw frame.damaged("JPEG-LS scan component");
            }
            done[index] = true;
            components[i] = index;
            tables[i] = mappings.get(table);
        }
        int near = data[from + 1 + 2 * count] & 0xff;
        int interleave = data[from + 2 + 2 * count] & 0xff;
        int shift = data[from + 3 + 2 * count] & 15;
        if (interleave > 2 || interleave == 0 && count > 1 || shift >= precision) {
            throw frame.damaged("JPEG-LS interleave mode " + interleave);
        }
        JpegLsParameters parameters = JpegLsParameters.of(frame, precision, near, presets);
        // the longest code takes LIMIT bits, at most 64
        JpegStream.Entropy entropy = entropy(frame.format().columns() * count * 8 + 64);
        boolean bySample = interleave == 2 && count > 1;
        if (parameters.maxValue() < NARROW && presets.equals(JpegLsParameters.Presets.NONE)) {
            narrow(parameters, entropy, components, bySample);
        } else {
            new JpegLsScan(frame, parameters, entropy, ids.length, components, out).decode(bySample, restartInterval);
        }
        for (int i = 0; i < count; i++) {
            map(components[i], tables[i], shift);
        }
        return count;
    }

    /**
     * Decodes samples below 8 bits, for which one widespread encoder has other default thresholds. Which ones were used
     * shows in whether the coded bytes come out even; in doubt it is those of the standard.
     */
    private void narrow(JpegLsParameters parameters, JpegStream.Entropy entropy, int[] components, boolean bySample)
            throws ImagingException {
        short[] before = out.clone();
        Optional<ImagingException> failure = Optional.empty();
        try {
            JpegLsScan scan = new JpegLsScan(frame, parameters, entropy, ids.length, components, out);
            scan.decode(bySample, restartInterval);
            if (scan.usedUp()) {
                return;
            }
        } catch (ImagingException.DamagedFrame e) {
            failure = Optional.of(e);
        }
        short[] standard = out;
        out = before;
        try {
            JpegLsScan scan = new JpegLsScan(frame, JpegLsParameters.of(frame, precision, parameters.near(),
                    JpegLsParameters.narrowPresetsOfCharLs(parameters.near())), entropy, ids.length, components, out);
            scan.decode(bySample, restartInterval);
            if (scan.usedUp()) {
                return;
            }
        } catch (ImagingException.DamagedFrame _) {
            // then it is not that encoder's
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        out = standard;
    }

    private void map(int component, int[] table, int shift) throws ImagingException {
        if (table == null && shift == 0) {
            return;
        }
        for (int i = component; i < out.length; i += ids.length) {
            int value = out[i] & 0xffff;
            if (table != null) {
                if (value >= table.length || table[value] >= 1L << frame.format().bitsAllocated()) {
                    throw frame.damaged("JPEG-LS mapping table too short");
                }
                value = table[value];
            }
            out[i] = (short) (value << shift);
        }
    }

    /** Takes out the zero bit that follows each byte of ones (A.1), and cuts at restart markers. */
    private JpegStream.Entropy entropy(int slackBytes) {
        byte[] clean = new byte[data.length - position + JpegStream.PADDING_BYTES + slackBytes];
        List<Integer> ends = new ArrayList<>();
        int in = position;
        int at = 0;
        int held = 0;
        long bits = 0;
        boolean afterOnes = false;
        while (in < data.length) {
            if (!afterOnes && in + 8 <= data.length) {
                long word = (long) LONGS.get(data, in);
                if ((~word - 0x0101010101010101L & word & 0x8080808080808080L) == 0) {
                    LONGS.set(clean, at, bits | word >>> held);
                    bits = held == 0 ? 0 : word << 64 - held;
                    in += 8;
                    at += 8;
                    continue;
                }
            }
            int value = data[in] & 0xff;
            if (!afterOnes && value == 0xff && in + 1 < data.length && (data[in + 1] & 0x80) != 0) {
                int marker = data[in + 1] & 0xff;
                if (marker < 0xd0 || marker > 0xd7) {
                    break;
                }
                clean[at++] = (byte) (bits >>> 56);
                bits = 0;
                held = 0;
                ends.add(at);
                in += 2;
                continue;
            }
            if (afterOnes && value >= 0x80) {
                // the byte of ones was the first half of a marker after all
                in--;
                break;
            }
            int width = afterOnes ? 7 : 8;
            afterOnes = value == 0xff;
            bits |= (long) value << 64 - held - width;
            held += width;
            in++;
            if (held >= 8) {
                clean[at++] = (byte) (bits >>> 56);
                bits <<= 8;
                held -= 8;
            }
        }
        position = Math.min(in, data.length);
        Arrays.fill(clean, at, Math.min(clean.length, at + 9), (byte) 0);
        clean[at++] = (byte) (bits >>> 56);
        ends.add(at);
        return new JpegStream.Entropy(clean, ends.stream().mapToInt(Integer::intValue).toArray());
    }
}
