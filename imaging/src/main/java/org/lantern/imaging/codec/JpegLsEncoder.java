package org.lantern.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.PixelFormat;

/**
 * Makes JPEG-LS lossless frames, ITU-T T.87 Annex A with default parameters; several components are interleaved by line
 * (Annex B). Samples of signed images are coded as the bits that they are.
 */
public final class JpegLsEncoder {
    private static final int CONTEXTS = 365;
    /** Places of a context's variables in {@link #contexts}: A, B, C, N; the two of run interruptions keep Nn as B. */
    private static final int ERROR_SUM = 0;
    private static final int BIAS = 1;
    private static final int CORRECTION = 2;
    private static final int COUNT = 3;
    private static final int MAX_RUN_INDEX = 31;
    private static final int LINE_INTERLEAVED = 1;
    /** Decoders disagree on the default thresholds of narrower samples, see {@link JpegLsParameters}. */
    private static final int LEAST_BITS = 8;

    private final PixelFormat format;
    private final int[] values;
    private final int precision;
    private final JpegLsParameters parameters;
    private final byte[] regions;
    private final int[] contexts = new int[4 * (CONTEXTS + 2)];
    private final Bits bits;
    private int runIndex;

    private JpegLsEncoder(PixelFormat format, WholeSamples samples) throws ImagingException {
        this.format = format;
        values = samples.values();
        // other decoders take the width of words from the precision
        precision = format.bitsAllocated() > LEAST_BITS && samples.precision() <= LEAST_BITS
                ? format.bitsAllocated()
                : Math.max(LEAST_BITS, samples.precision());
        parameters = JpegLsParameters.of(new EncodedFrame(0, format, new byte[0]), precision, 0,
                JpegLsParameters.Presets.NONE);
        regions = parameters.gradientRegions();
        bits = new Bits(values.length);
        for (int i = 0; i < contexts.length; i += 4) {
            contexts[i + ERROR_SUM] = parameters.initialErrorSum();
            contexts[i + COUNT] = 1;
        }
    }

    /**
     * Encodes one frame as a whole JPEG-LS stream, from SOI to EOI.
     *
     * @throws ImagingException.Unsupported if samples are not 8 or 16 bits wide
     */
    public static byte[] encode(Frame frame) throws ImagingException {
        return new JpegLsEncoder(frame.format(), WholeSamples.of(frame, false, "JPEG-LS")).encode();
    }

    private byte[] encode() {
        int components = format.samplesPerPixel();
        int columns = format.columns();
        int[][] above = new int[components][columns + 2];
        int[][] current = new int[components][columns + 2];
        int[] runIndexes = new int[components];
        for (int row = 0; row < format.rows(); row++) {
            for (int c = 0; c < components; c++) {
                int[] line = current[c];
                for (int x = 1, from = row * columns * components + c; x <= columns; x++, from += components) {
                    line[x] = values[from];
                }
                above[c][columns + 1] = above[c][columns];
                line[0] = above[c][1];
                runIndex = runIndexes[c];
                line(above[c], line);
                runIndexes[c] = runIndex;
                current[c] = above[c];
                above[c] = line;
            }
        }
        bits.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bits.length + 64);
        header(out);
        out.write(bits.bytes, 0, bits.length);
        out.write(0xff);
        out.write(0xd9);
        return out.toByteArray();
    }

    /** SOI, SOF55 and SOS, Annex C. */
    private void header(ByteArrayOutputStream out) {
        int components = format.samplesPerPixel();
        out.writeBytes(new byte[]{-1, (byte) 0xd8, -1, (byte) 0xf7, 0, (byte) (8 + 3 * components), (byte) precision,
                (byte) (format.rows() >> 8), (byte) format.rows(), (byte) (format.columns() >> 8),
                (byte) format.columns(), (byte) components});
        for (int c = 1; c <= components; c++) {
            out.writeBytes(new byte[]{(byte) c, 0x11, 0});
        }
        out.writeBytes(new byte[]{-1, (byte) 0xda, 0, (byte) (6 + 2 * components), (byte) components});
        for (int c = 1; c <= components; c++) {
            out.writeBytes(new byte[]{(byte) c, 0});
        }
        out.writeBytes(new byte[]{0, (byte) (components > 1 ? LINE_INTERLEAVED : 0), 0});
    }

    /** One line of one component: context, prediction, error and update of A.3 to A.6. */
    private void line(int[] above, int[] current) {
        byte[] region = regions;
        int[] state = contexts;
        int max = parameters.maxValue();
        int reset = parameters.reset();
        int columns = format.columns();
        int ra = current[0];
        int rc = above[0];
        int rb = above[1];
        int x = 1;
        while (x <= columns) {
            int rd = above[x + 1];
            int q = 81 * region[rd - rb + max] + 9 * region[rb - rc + max] + region[rc - ra + max];
            if (q == 0) {
                x = run(above, current, x);
                ra = current[x - 1];
                rc = above[x - 1];
                rb = x <= columns ? above[x] : 0;
                continue;
            }
            int sign = q >> 31;
            int at = (q ^ sign) - sign << 2;
            int sum = state[at + ERROR_SUM];
            int bias = state[at + BIAS];
            int correction = state[at + CORRECTION];
            int count = state[at + COUNT];
            int k = order(count, sum);
            int predicted = Math.max(Math.min(ra, rb), Math.min(Math.max(ra, rb), ra + rb - rc));
            predicted = Math.clamp(predicted + ((correction ^ sign) - sign), 0, max);
            int value = current[x];
            int error = reduced((value - predicted ^ sign) - sign);
            int mapped = error << 1 ^ error >> 31;
            if (k == 0 && 2 * bias <= -count) {
                mapped ^= 1;
            }
            golomb(mapped, k, parameters.limit());
            sum += Math.abs(error);
            bias += error;
            if (count == reset) {
                sum >>= 1;
                bias >>= 1;
                count >>= 1;
            }
            count++;
            if (bias <= -count) {
                bias = Math.max(bias + count, 1 - count);
                state[at + CORRECTION] = Math.max(correction - 1, -128);
            } else if (bias > 0) {
                bias = Math.min(bias - count, 0);
                state[at + CORRECTION] = Math.min(correction + 1, 127);
            }
            state[at + ERROR_SUM] = sum;
            state[at + BIAS] = bias;
            state[at + COUNT] = count;
            ra = value;
            rc = rb;
            rb = rd;
            x++;
        }
    }

    /** A run and the sample that interrupts it (A.7). @return where the line goes on */
    private int run(int[] above, int[] current, int from) {
        int columns = format.columns();
        int ra = current[from - 1];
        int to = from;
        while (to <= columns && current[to] == ra) {
            to++;
        }
        int length = to - from;
        while (length >= 1 << JpegLsParameters.runOrder(runIndex)) {
            bits.put(1, 1);
            length -= 1 << JpegLsParameters.runOrder(runIndex);
            runIndex = Math.min(runIndex + 1, MAX_RUN_INDEX);
        }
        if (to > columns) {
            if (length > 0) {
                bits.put(1, 1);
            }
            return to;
        }
        bits.put(0, 1);
        bits.put(length, JpegLsParameters.runOrder(runIndex));
        int rb = above[to];
        int flat = ra == rb ? 1 : 0;
        int error = current[to] - rb;
        interruption(reduced(flat == 0 && ra > rb ? -error : error), flat);
        runIndex = Math.max(0, runIndex - 1);
        return to + 1;
    }

    /** A.7.2. @param flat RItype */
    private void interruption(int error, int flat) {
        int at = 4 * (CONTEXTS + flat);
        int count = contexts[at + COUNT];
        int negatives = contexts[at + BIAS];
        int k = order(count, contexts[at + ERROR_SUM] + (flat == 1 ? count >> 1 : 0));
        boolean odd = error < 0 ? k != 0 || 2 * negatives >= count : error > 0 && k == 0 && 2 * negatives < count;
        int mapped = 2 * Math.abs(error) - flat - (odd ? 1 : 0);
        golomb(mapped, k, parameters.limit() - JpegLsParameters.runOrder(runIndex) - 1);
        if (error < 0) {
            contexts[at + BIAS]++;
        }
        contexts[at + ERROR_SUM] += mapped + 1 - flat >> 1;
        if (count == parameters.reset()) {
            contexts[at + ERROR_SUM] >>= 1;
            contexts[at + BIAS] >>= 1;
            contexts[at + COUNT] >>= 1;
        }
        contexts[at + COUNT]++;
    }

    /** A.5.1: the smallest k with count shl k >= sum. */
    private static int order(int count, int sum) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(sum));
        return k + (count << k < sum ? 1 : 0);
    }

    /** A.4.5, modulo RANGE. */
    private int reduced(int error) {
        int range = parameters.range();
        if (error < -(range >> 1)) {
            return error + range;
        }
        return error >= range + 1 >> 1 ? error - range : error;
    }

    /** The limited-length Golomb code of A.5.3. */
    private void golomb(int mapped, int k, int limit) {
        int longest = limit - parameters.errorBits() - 1;
        int zeros = mapped >> k;
        if (zeros < longest) {
            bits.zeros(zeros);
            bits.put(1 << k | mapped & (1 << k) - 1, k + 1);
        } else {
            bits.zeros(longest);
            bits.put(1, 1);
            bits.put(mapped - 1, parameters.errorBits());
        }
    }

    /** Entropy-coded bits; after a byte of ones comes one that begins with a zero bit (A.1). */
    private static final class Bits {
        private byte[] bytes;
        private int length;
        private long held;
        private int count;

        Bits(int expectedBytes) {
            bytes = new byte[expectedBytes + 64];
        }

        void zeros(int number) {
            for (int left = number; left > 0; left -= 24) {
                put(0, Math.min(24, left));
            }
        }

        /** @param number at most 24 */
        void put(int value, int number) {
            held = held << number | value;
            count += number;
            while (count >= 8) {
                emit();
            }
        }

        private void emit() {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            int width = afterOnes() ? 7 : 8;
            count -= width;
            bytes[length++] = (byte) (held >>> count & (1 << width) - 1);
        }

        void finish() {
            if (count > 0) {
                int width = afterOnes() ? 7 : 8;
                held <<= width - count;
                count = width;
                emit();
            }
            if (afterOnes()) {
                held = 0;
                count = 7;
                emit();
            }
        }

        private boolean afterOnes() {
            return length > 0 && bytes[length - 1] == -1;
        }
    }
}
