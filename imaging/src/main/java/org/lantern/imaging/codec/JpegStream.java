package org.lantern.imaging.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.lantern.imaging.ImagingException;

/**
 * The marker segments of a JPEG stream, ITU-T T.81 Annex B: walks from scan to scan and keeps the tables that are in
 * force. Knows nothing of how a scan's entropy-coded data are to be read.
 */
final class JpegStream {
    /** Bytes that a scan's clean data are followed by, so that a bit reader may fetch whole words. */
    static final int PADDING_BYTES = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MAX_SCANS = 1000;
    private static final int SOF3_LOSSLESS = 3;

    /**
     * B.2.2.
     *
     * @param horizontal sampling factor, 1..4
     * @param vertical sampling factor, 1..4
     */
    record Component(int id, int horizontal, int vertical, int quantizer) {}

    /**
     * One scan's entropy-coded data without stuffed zero bytes and markers.
     *
     * @param bytes the data, followed by zeros: {@link #PADDING_BYTES} and what the caller asked for
     * @param ends where each restart interval ends in {@code bytes}; the last entry is the end of the data
     */
    record Entropy(byte[] bytes, int[] ends) {}

    private final EncodedFrame frame;
    private final byte[] data;
    private int position;
    private int scans;

    /** Number of the SOFn marker: 0 baseline, 1 extended sequential, 2 progressive, 3 lossless. */
    int process = -1;
    int precision;
    int rows;
    int columns;
    Component[] components;
    final int[][] quantizers = new int[4][];
    final JpegHuffman[] dcTables = new JpegHuffman[4];
    final JpegHuffman[] acTables = new JpegHuffman[4];
    int restartInterval;
    /** Colour transform of the Adobe marker segment, -1 where there is none. */
    int adobeTransform = -1;
    boolean jfif;

    /** Indices into {@link #components} of the scan at hand. */
    int[] scanComponents;
    int[] scanDc;
    int[] scanAc;
    /** Ss: start of the spectral selection, or the predictor of the lossless process. */
    int selectionStart;
    int selectionEnd;
    int approximationHigh;
    /** Al: successive approximation bit, or the point transform of the lossless process. */
    int approximationLow;

    JpegStream(EncodedFrame frame) throws ImagingException {
        this.frame = frame;
        this.data = frame.data();
        if (data.length < 4 || (data[0] & 0xff) != 0xff || (data[1] & 0xff) != 0xd8) {
            throw frame.damaged("no JPEG start of image");
        }
        position = 2;
        if (!nextScan()) {
            throw frame.damaged("JPEG stream without a scan");
        }
    }

    EncodedFrame frame() {
        return frame;
    }

    /** Reads marker segments up to and including the next scan header. @return false at the end of the image */
    boolean nextScan() throws ImagingException {
        while (true) {
            int marker = nextMarker();
            if (marker < 0 || marker == 0xd9) {
                return false;
            }
            if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd7) {
                continue;
            }
            if (marker == 0xd8) {
                throw frame.damaged("second JPEG image in the frame");
            }
            int length = position + 2 <= data.length ? u16(position) : 0;
            int from = position + 2;
            int to = position + length;
            if (length < 2 || to > data.length) {
                throw frame.damaged("JPEG marker segment cut off");
            }
            position = to;
            switch (marker) {
                case 0xc0, 0xc1, 0xc2, 0xc3 -> frameHeader(marker - 0xc0, from, to);
                case 0xc4 -> huffmanTables(from, to);
                case 0xc5, 0xc6, 0xc7, 0xcd, 0xce, 0xcf -> throw new ImagingException.Unsupported("hierarchical JPEG");
                case 0xc8, 0xc9, 0xca, 0xcb, 0xcc ->
                    throw new ImagingException.Unsupported("JPEG with arithmetic coding");
                case 0xda -> {
                    scanHeader(from, to);
                    return true;
                }
                case 0xdb -> quantizers(from, to);
                case 0xdd -> restartInterval = to - from >= 2 ? u16(from) : 0;
                case 0xdc, 0xde, 0xdf ->
                    throw new ImagingException.Unsupported("JPEG with marker " + Integer.toHexString(marker));
                case 0xe0 -> jfif |= to - from >= 5 && data[from] == 'J' && data[from + 1] == 'F';
                case 0xee -> {
                    if (to - from >= 12 && data[from] == 'A' && data[from + 1] == 'd') {
                        adobeTransform = data[from + 11] & 0xff;
                    }
                }
                default -> {
                    // application data and comments say nothing about samples
                }
            }
        }
    }

    private int nextMarker() throws ImagingException {
        while (position < data.length) {
            if ((data[position] & 0xff) != 0xff) {
                throw frame.damaged("JPEG marker expected");
            }
            while (position < data.length && (data[position] & 0xff) == 0xff) {
                position++;
            }
            if (position < data.length) {
                return data[position++] & 0xff;
            }
        }
        return -1;
    }

    private int u16(int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }

    private int u8(int at, int to) throws ImagingException {
        if (at >= to) {
            throw frame.damaged("JPEG marker segment too short");
        }
        return data[at] & 0xff;
    }

    private void frameHeader(int sof, int from, int to) throws ImagingException {
        if (process >= 0) {
            throw frame.damaged("second JPEG frame header");
        }
        int count = u8(from + 5, to);
        if (to - from < 6 + 3 * count || count == 0) {
            throw frame.damaged("JPEG frame header too short");
        }
        process = sof;
        precision = data[from] & 0xff;
        rows = u16(from + 1);
        columns = u16(from + 3);
        frame.requireShape(rows, columns, count);
        if (precision < 2 || precision > 16 || sof != SOF3_LOSSLESS && precision != 8 && precision != 12) {
            throw frame.damaged("JPEG precision " + precision);
        }
        frame.requirePrecision(precision);
        components = new Component[count];
        for (int i = 0; i < count; i++) {
            int at = from + 6 + 3 * i;
            int h = data[at + 1] >> 4 & 15;
            int v = data[at + 1] & 15;
            if (h < 1 || h > 4 || v < 1 || v > 4 || (data[at + 2] & 0xff) > 3) {
                throw frame.damaged("JPEG sampling factors");
            }
            components[i] = new Component(data[at] & 0xff, h, v, data[at + 2] & 0xff);
        }
    }

    private void huffmanTables(int from, int to) throws ImagingException {
        int at = from;
        while (at < to) {
            int selector = u8(at, to);
            u8(at + 16, to);
            int[] counts = new int[17];
            int total = 0;
            for (int i = 1; i <= 16; i++) {
                counts[i] = data[at + i] & 0xff;
                total += counts[i];
            }
            at += 17;
            if (total > 256 || at + total > to || (selector & 15) > 3 || selector >> 4 > 1) {
                throw frame.damaged("JPEG Huffman table");
            }
            JpegHuffman table = JpegHuffman.of(counts, Arrays.copyOfRange(data, at, at + total));
            if (table == null) {
                throw frame.damaged("JPEG Huffman table with too many codes");
            }
            (selector >> 4 == 0 ? dcTables : acTables)[selector & 15] = table;
            at += total;
        }
    }

    private void quantizers(int from, int to) throws ImagingException {
        int at = from;
        while (at < to) {
            int selector = u8(at++, to);
            int size = selector >> 4 == 0 ? 1 : 2;
            if (selector >> 4 > 1 || (selector & 15) > 3 || at + 64 * size > to) {
                throw frame.damaged("JPEG quantization table");
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[i] = size == 1 ? data[at + i] & 0xff : u16(at + 2 * i);
            }
            quantizers[selector & 15] = table;
            at += 64 * size;
        }
    }

    private void scanHeader(int from, int to) throws ImagingException {
        if (process < 0) {
            throw frame.damaged("JPEG scan before the frame header");
        }
        if (++scans > MAX_SCANS) {
            throw new ImagingException.LimitExceeded("jpegScans", scans, MAX_SCANS);
        }
        int count = u8(from, to);
        if (count < 1 || count > 4 || count > components.length || to - from < 4 + 2 * count) {
            throw frame.damaged("JPEG scan header");
        }
        scanComponents = new int[count];
        scanDc = new int[count];
        scanAc = new int[count];
        for (int i = 0; i < count; i++) {
            int id = data[from + 1 + 2 * i] & 0xff;
            int selectors = data[from + 2 + 2 * i] & 0xff;
            int index = 0;
            while (index < components.length && components[index].id != id) {
                index++;
            }
            if (index == components.length || i > 0 && index <= scanComponents[i - 1] || (selectors & 15) > 3
                    || selectors >> 4 > 3) {
                throw frame.damaged("JPEG scan component");
            }
            scanComponents[i] = index;
            scanDc[i] = selectors >> 4;
            scanAc[i] = selectors & 15;
        }
        int at = from + 1 + 2 * count;
        selectionStart = data[at] & 0xff;
        selectionEnd = data[at + 1] & 0xff;
        approximationHigh = data[at + 2] >> 4 & 15;
        approximationLow = data[at + 2] & 15;
    }

    /**
     * Where the present scan's data end. Asked for from the second scan on, so that each of many scans costs memory for
     * its own bytes and not for all that follow.
     */
    private int scanEnd() {
        int at = position;
        while (at + 1 < data.length) {
            int next = data[at + 1] & 0xff;
            if (data[at] == -1 && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                return at + 1;
            }
            at++;
        }
        return data.length;
    }

    /**
     * The entropy-coded data that follow the scan header: stuffed zeros removed, cut at restart markers (F.2.2.5).
     *
     * @param slackBytes how far beyond the end the caller may read
     */
    Entropy entropy(int slackBytes) {
        int end = scans == 1 ? data.length : scanEnd();
        byte[] clean = new byte[end - position + PADDING_BYTES + slackBytes];
        int[] ends = new int[8];
        int intervals = 0;
        int in = position;
        int out = 0;
        while (in < end) {
            if (in + 8 <= end) {
                long word = (long) LONGS.get(data, in);
                long inverse = ~word;
                if (((inverse - 0x0101010101010101L) & word & 0x8080808080808080L) == 0) {
                    LONGS.set(clean, out, word);
                    in += 8;
                    out += 8;
                    continue;
                }
            }
            byte value = data[in];
            if (value != -1) {
                clean[out++] = value;
                in++;
                continue;
            }
            int next = in + 1 < data.length ? data[in + 1] & 0xff : 0xd9;
            if (next == 0) {
                clean[out++] = value;
                in += 2;
            } else if (next >= 0xd0 && next <= 0xd7) {
                if (intervals == ends.length - 1) {
                    ends = Arrays.copyOf(ends, 2 * ends.length);
                }
                ends[intervals++] = out;
                in += 2;
            } else if (next == 0xff) {
                in++;
            } else {
                break;
            }
        }
        position = in;
        // whole words may have been written beyond the end
        Arrays.fill(clean, out, Math.min(clean.length, out + 8), (byte) 0);
        ends[intervals++] = out;
        return new Entropy(clean, Arrays.copyOf(ends, intervals));
    }
}
