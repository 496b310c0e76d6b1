package org.lantern.imaging.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Samples;

/**
 * JPEG lossless with Huffman coding (process 14, all predictors), ITU-T T.81 Annex H. Differences of a row are decoded
 * first and predicted afterwards: the two loops are short enough for the compiler to keep their state in registers.
 */
final class JpegLosslessDecoder {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A sample takes at most a 16-bit code and 15 further bits. */
    private static final int MAX_SAMPLE_BYTES = 4;
    private static final int FAST_BITS = 12;

    private final JpegStream stream;
    private final EncodedFrame frame;
    private final int rows;
    private final int columns;

    // where the bit reader stands: `left` unread bits at the top of `bits`, the next byte to fetch at `position`
    private byte[] bytes;
    private int position;
    private long bits;
    private int left;

    private JpegLosslessDecoder(JpegStream stream) {
        this.stream = stream;
        this.frame = stream.frame();
        this.rows = stream.rows;
        this.columns = stream.columns;
    }

    static Samples decode(JpegStream stream) throws ImagingException {
        return new JpegLosslessDecoder(stream).decode();
    }

    private Samples decode() throws ImagingException {
        int total = stream.components.length;
        for (JpegStream.Component component : stream.components) {
            if (component.horizontal() != stream.components[0].horizontal()
                    || component.vertical() != stream.components[0].vertical()) {
                throw new ImagingException.Unsupported("lossless JPEG with subsampled components");
            }
        }
        short[] out = new short[rows * columns * total];
        boolean[] done = new boolean[total];
        do {
            for (int component : stream.scanComponents) {
                if (done[component]) {
                    throw frame.damaged("JPEG component coded twice");
                }
                done[component] = true;
            }
            scan(out, total);
        } while (stream.nextScan());
        for (boolean present : done) {
            if (!present) {
                throw frame.damaged("JPEG component missing");
            }
        }
        return Words.of(out, frame.format().bitsAllocated());
    }

    private void scan(short[] out, int total) throws ImagingException {
        int predictor = stream.selectionStart;
        int shift = stream.approximationLow;
        if (predictor < 1 || predictor > 7 || shift >= stream.precision) {
            throw frame.damaged("lossless JPEG predictor " + predictor + ", point transform " + shift);
        }
        int count = stream.scanComponents.length;
        int[][] fast = new int[count][];
        JpegHuffman[] tables = new JpegHuffman[count];
        for (int i = 0; i < count; i++) {
            tables[i] = stream.dcTables[stream.scanDc[i]];
            if (tables[i] == null) {
                throw frame.damaged("JPEG Huffman table missing");
            }
            fast[i] = differences(tables[i]);
        }
        int interval = stream.restartInterval == 0 ? rows : stream.restartInterval / columns;
        if (interval == 0 || stream.restartInterval % columns != 0) {
            throw frame.damaged("restart interval is not a multiple of the row");
        }
        JpegStream.Entropy entropy = stream.entropy(columns * count * MAX_SAMPLE_BYTES);
        if (entropy.ends().length < (rows + interval - 1) / interval) {
            throw frame.damaged("JPEG restart intervals missing");
        }
        bytes = entropy.bytes();
        int[] differences = new int[columns * count];
        int initial = 1 << stream.precision - shift - 1;
        for (int row = 0; row < rows; row++) {
            boolean first = row % interval == 0;
            if (first) {
                position = row == 0 ? 0 : entropy.ends()[row / interval - 1];
                bits = 0;
                left = 0;
            }
            if (count == 1) {
                decodeRow(fast[0], tables[0], differences);
            } else {
                decodeRow(fast, tables, differences);
            }
            if (position - (left >> 3) > entropy.ends()[row / interval]) {
                throw frame.damaged("lossless JPEG data end early in row " + row);
            }
            for (int i = 0; i < count; i++) {
                predict(first ? 0 : predictor, initial, shift, differences, i, count, out,
                        row * columns * total + stream.scanComponents[i], total);
            }
        }
    }

    /** For each prefix of a code and its additional bits: difference shl 8 | length of both; 0 where they are longer. */
    private static int[] differences(JpegHuffman table) {
        int[] fast = new int[1 << FAST_BITS];
        for (int prefix = 0; prefix < fast.length; prefix++) {
            int found = table.find(prefix << 16 - FAST_BITS);
            int codeBits = found >> 8;
            int size = found & 0xff;
            if (found == 0 || codeBits > FAST_BITS || size > 16) {
                continue;
            }
            if (size == 16) {
                fast[prefix] = 32768 << 8 | codeBits;
            } else if (codeBits + size <= FAST_BITS) {
                int extra = prefix >> FAST_BITS - codeBits - size & (1 << size) - 1;
                fast[prefix] = extend(extra, size) << 8 | codeBits + size;
            }
        }
        return fast;
    }

    /** F.2.2.1, EXTEND. */
    private static int extend(int value, int size) {
        return size == 0 ? 0 : value < 1 << size - 1 ? value - (1 << size) + 1 : value;
    }

    private void decodeRow(int[] fast, JpegHuffman table, int[] differences) throws ImagingException {
        byte[] source = bytes;
        int at = position;
        long word = bits;
        int available = left;
        for (int i = 0; i < differences.length; i++) {
            word |= (long) LONGS.get(source, at) >>> available;
            at += 63 - available >> 3;
            available |= 56;
            int entry = fast[(int) (word >>> 64 - FAST_BITS)];
            if (entry == 0) {
                entry = longDifference(table, word);
            }
            word <<= entry;
            available -= entry & 0xff;
            differences[i] = entry >> 8;
        }
        position = at;
        bits = word;
        left = available;
    }

    private void decodeRow(int[][] fast, JpegHuffman[] tables, int[] differences) throws ImagingException {
        byte[] source = bytes;
        int at = position;
        long word = bits;
        int available = left;
        for (int i = 0; i < differences.length;) {
            for (int c = 0; c < fast.length; c++, i++) {
                word |= (long) LONGS.get(source, at) >>> available;
                at += 63 - available >> 3;
                available |= 56;
                int entry = fast[c][(int) (word >>> 64 - FAST_BITS)];
                if (entry == 0) {
                    entry = longDifference(tables[c], word);
                }
                word <<= entry;
                available -= entry & 0xff;
                differences[i] = entry >> 8;
            }
        }
        position = at;
        bits = word;
        left = available;
    }

    private int longDifference(JpegHuffman table, long word) throws ImagingException {
        int found = table.find((int) (word >>> 48));
        int codeBits = found >> 8;
        int size = found & 0xff;
        if (found == 0 || size > 16) {
            throw frame.damaged("lossless JPEG: no such Huffman code");
        }
        if (size == 16) {
            return 32768 << 8 | codeBits;
        }
        int extra = size == 0 ? 0 : (int) (word << codeBits >>> 64 - size);
        return extend(extra, size) << 8 | codeBits + size;
    }

    /**
     * Table H.1; predictor 0 stands for the first row of a restart interval (H.1.2.1).
     *
     * @param from index of the component in {@code differences}, which hold one of every {@code step}
     * @param to index of the row's first sample in {@code out}; the next one lies {@code stride} further
     */
    private void predict(int predictor, int initial, int shift, int[] differences, int from, int step, short[] out,
            int to, int stride) {
        int up = columns * stride;
        // Samples are kept shifted down by the point transform while predicting: undone by the shifts below.
        int o = to;
        int value = predictor == 0 ? initial : (out[o - up] & 0xffff) >> shift;
        value = value + differences[from] & 0xffff;
        out[o] = (short) (value << shift);
        if (predictor <= 1) {
            if (stride == 1 && step == 1) {
                for (int i = 1; i < columns; i++) {
                    value = value + differences[i] & 0xffff;
                    out[to + i] = (short) (value << shift);
                }
                return;
            }
            for (int i = from + step; i < differences.length; i += step) {
                o += stride;
                value = value + differences[i] & 0xffff;
                out[o] = (short) (value << shift);
            }
            return;
        }
        int diagonal = (out[to - up] & 0xffff) >> shift;
        for (int i = from + step; i < differences.length; i += step) {
            o += stride;
            int above = (out[o - up] & 0xffff) >> shift;
            int prediction = switch (predictor) {
                case 2 -> above;
                case 3 -> diagonal;
                case 4 -> value + above - diagonal;
                case 5 -> value + (above - diagonal >> 1);
                case 6 -> above + (value - diagonal >> 1);
                default -> value + above >> 1;
            };
            value = prediction + differences[i] & 0xffff;
            out[o] = (short) (value << shift);
            diagonal = above;
        }
    }
}
