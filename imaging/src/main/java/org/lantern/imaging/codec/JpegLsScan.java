package org.lantern.imaging.codec;

import java.util.Arrays;
import org.lantern.imaging.ImagingException;

/**
 * Decodes the samples of one JPEG-LS scan, ITU-T T.87 Annex A (and B.3 for several components). A line is held in an
 * array with one sample more on either side, which take the values that A.2.1 gives to neighbours outside of the image.
 */
final class JpegLsScan {
    private static final int CONTEXTS = 365;
    /** Places of a context's variables in {@link #contexts}: A, B, C, N; the two of run interruptions keep Nn as B. */
    private static final int ERROR_SUM = 0;
    private static final int BIAS = 1;
    private static final int CORRECTION = 2;
    private static final int COUNT = 3;

    private final EncodedFrame frame;
    private final JpegLsParameters parameters;
    private final JpegStream.Entropy entropy;
    private final int stride;
    private final int[] components;
    private final short[] out;
    private final int columns;
    private final int rows;
    private final byte[] regions;
    private final int[] contexts = new int[4 * (CONTEXTS + 2)];
    private final JpegBits bits;
    private int runIndex;

    /**
     * @param stride number of components in the image
     * @param components which of them the scan brings
     * @param out all samples, colour by pixel
     */
    JpegLsScan(EncodedFrame frame, JpegLsParameters parameters, JpegStream.Entropy entropy, int stride,
            int[] components, short[] out) {
        this.frame = frame;
        this.parameters = parameters;
        this.entropy = entropy;
        this.stride = stride;
        this.components = components;
        this.out = out;
        columns = frame.format().columns();
        rows = frame.format().rows();
        regions = parameters.gradientRegions();
        bits = new JpegBits(entropy.bytes());
    }

    /**
     * @param bySample whether components alternate sample by sample, else line by line
     * @param restartInterval lines after which the state begins anew, 0 for never
     */
    void decode(boolean bySample, int restartInterval) throws ImagingException {
        int count = components.length;
        int[][] above = new int[count][columns + 2];
        int[][] current = new int[count][columns + 2];
        int[] runIndexes = new int[count];
        int segment = 0;
        reset();
        for (int row = 0; row < rows; row++) {
            if (restartInterval > 0 && row > 0 && row % restartInterval == 0) {
                if (segment + 1 >= entropy.ends().length) {
                    throw frame.damaged("JPEG-LS restart intervals missing");
                }
                bits.seek(entropy.ends()[segment++]);
                reset();
                Arrays.fill(runIndexes, 0);
                for (int[] line : above) {
                    Arrays.fill(line, 0);
                }
            }
            for (int c = 0; c < count; c++) {
                above[c][columns + 1] = above[c][columns];
                current[c][0] = above[c][1];
                if (!bySample) {
                    runIndex = runIndexes[c];
                    line(above[c], current[c]);
                    runIndexes[c] = runIndex;
                }
            }
            if (bySample) {
                pixels(above, current);
            }
            if (bits.consumed() > entropy.ends()[segment]) {
                throw frame.damaged("JPEG-LS data end early in row " + row);
            }
            for (int c = 0; c < count; c++) {
                int[] line = current[c];
                int o = row * columns * stride + components[c];
                if (stride == 1) {
                    for (int i = 0; i < columns; i++) {
                        out[o + i] = (short) line[i + 1];
                    }
                } else {
                    for (int i = 1; i <= columns; i++, o += stride) {
                        out[o] = (short) line[i];
                    }
                }
                current[c] = above[c];
                above[c] = line;
            }
        }
    }

    /** Whether decoding used the coded bytes up, but for the bits that fill the last one. */
    boolean usedUp() {
        int[] ends = entropy.ends();
        return bits.consumed() >= ends[ends.length - 1] - 1;
    }

    /** A.2.1. */
    private void reset() {
        for (int i = 0; i < contexts.length; i += 4) {
            contexts[i + ERROR_SUM] = parameters.initialErrorSum();
            contexts[i + BIAS] = 0;
            contexts[i + CORRECTION] = 0;
            contexts[i + COUNT] = 1;
        }
        runIndex = 0;
    }

    /** One line of one component: context, prediction, error and update of A.3 to A.6 in one loop. */
    private void line(int[] above, int[] current) throws ImagingException {
        byte[] region = regions;
        int[] state = contexts;
        JpegBits reader = bits;
        byte[] source = reader.bytes;
        int position = reader.position;
        long word = reader.word;
        int left = reader.left;
        int max = parameters.maxValue();
        int near = parameters.near();
        int step = 2 * near + 1;
        int span = parameters.range() * step;
        int reset = parameters.reset();
        int lossless = near == 0 ? -1 : 0;
        int longest = parameters.limit() - parameters.errorBits() - 1;
        int ra = current[0];
        int rc = above[0];
        int rb = above[1];
        int x = 1;
        while (x <= columns) {
            int rd = above[x + 1];
            int q = 81 * region[rd - rb + max] + 9 * region[rb - rc + max] + region[rc - ra + max];
            if (q == 0) {
                reader.position = position;
                reader.word = word;
                reader.left = left;
                x = run(above, current, x);
                position = reader.position;
                word = reader.word;
                left = reader.left;
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
            // the smallest k with count shl k >= sum (A.5.1): compare leading bits, then correct
            int k = Math.max(0, Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(sum));
            k += (count << k) - sum >>> 31;
            int predicted = Math.max(Math.min(ra, rb), Math.min(Math.max(ra, rb), ra + rb - rc));
            predicted += (correction ^ sign) - sign;
            predicted = Math.max(0, Math.min(max, predicted));

            word |= (long) JpegBits.LONGS.get(source, position) >>> left;
            position += 63 - left >> 3;
            left |= 56;
            int zeros = Long.numberOfLeadingZeros(word);
            int mapped;
            if (zeros < longest && zeros + k < 55) {
                word <<= zeros + 1;
                mapped = zeros << k | (int) (word >>> 1 >>> 63 - k);
                word <<= k;
                left -= zeros + 1 + k;
            } else {
                reader.position = position;
                reader.word = word;
                reader.left = left;
                mapped = golomb(k, parameters.limit());
                position = reader.position;
                word = reader.word;
                left = reader.left;
            }
            int error = mapped >>> 1 ^ -(mapped & 1);
            error ^= k - 1 >> 31 & lossless & 2 * bias + count - 1 >> 31;
            sum += Math.abs(error);
            bias += error * step;
            if (count == reset) {
                sum >>= 1;
                bias >>= 1;
                count >>= 1;
            }
            count++;
            // A.6.2 without branches, which no predictor could foresee: all ones where the bias left its bounds
            int under = bias + count - 1 >> 31;
            int over = -bias >> 31;
            state[at + CORRECTION] = Math.max(-128, Math.min(127, correction + under - over));
            state[at + BIAS] = Math.max(1 - count, Math.min(0, bias + (under & count) - (over & count)));
            state[at + ERROR_SUM] = sum;
            state[at + COUNT] = count;

            int value = predicted + ((error ^ sign) - sign) * step;
            if (value < -near) {
                value += span;
            } else if (value > max + near) {
                value -= span;
            }
            value = Math.max(0, Math.min(max, value));
            current[x] = value;
            ra = value;
            rc = rb;
            rb = rd;
            x++;
        }
        reader.position = position;
        reader.word = word;
        reader.left = left;
    }

    /** A run and the sample that interrupts it (A.7). @return where the line goes on */
    private int run(int[] above, int[] current, int from) throws ImagingException {
        int to = runEnd(from);
        Arrays.fill(current, from, to, current[from - 1]);
        if (to > columns) {
            return to;
        }
        int ra = current[to - 1];
        int rb = above[to];
        boolean flat = Math.abs(ra - rb) <= parameters.near();
        int error = interruption(flat ? 1 : 0);
        current[to] = flat ? rebuilt(ra, error) : rebuilt(rb, rb < ra ? -error : error);
        runIndex = Math.max(0, runIndex - 1);
        return to + 1;
    }

    /** A.7.1. @return the column, counted from 1, after the run's last sample */
    private int runEnd(int from) throws ImagingException {
        int x = from;
        while (bits.take(1) == 1) {
            int length = 1 << JpegLsParameters.runOrder(runIndex);
            int rest = columns + 1 - x;
            if (length <= rest && runIndex < 31) {
                runIndex++;
            }
            x += Math.min(length, rest);
            if (x > columns) {
                return x;
            }
        }
        x += bits.take(JpegLsParameters.runOrder(runIndex));
        if (x > columns) {
            throw frame.damaged("JPEG-LS run beyond the line");
        }
        return x;
    }

    /** Decodes a prediction error after a run (A.7.2). @param flat RItype */
    private int interruption(int flat) throws ImagingException {
        int at = 4 * (CONTEXTS + flat);
        int count = contexts[at + COUNT];
        int sum = contexts[at + ERROR_SUM] + (flat == 1 ? count >> 1 : 0);
        int k = 0;
        while (count << k < sum && k < 24) {
            k++;
        }
        int mapped = golomb(k, parameters.limit() - JpegLsParameters.runOrder(runIndex) - 1);
        int doubled = mapped + flat;
        int size = doubled + 1 >> 1;
        boolean odd = (doubled & 1) == 1;
        boolean negative = (k != 0 || 2 * contexts[at + BIAS] >= count) == odd;
        if (negative && size != 0) {
            contexts[at + BIAS]++;
        }
        contexts[at + ERROR_SUM] += mapped + 1 - flat >> 1;
        if (count == parameters.reset()) {
            contexts[at + ERROR_SUM] >>= 1;
            contexts[at + BIAS] >>= 1;
            contexts[at + COUNT] >>= 1;
        }
        contexts[at + COUNT]++;
        return negative ? -size : size;
    }

    private int rebuilt(int predicted, int error) {
        int near = parameters.near();
        int step = 2 * near + 1;
        int value = predicted + error * step;
        if (value < -near) {
            value += parameters.range() * step;
        } else if (value > parameters.maxValue() + near) {
            value -= parameters.range() * step;
        }
        return Math.max(0, Math.min(parameters.maxValue(), value));
    }

    /** The limited-length Golomb code of A.5.3. */
    private int golomb(int k, int limit) throws ImagingException {
        bits.refill();
        int longest = limit - parameters.errorBits() - 1;
        int zeros = Long.numberOfLeadingZeros(bits.word);
        if (zeros > longest) {
            throw frame.damaged("JPEG-LS code too long");
        }
        bits.take(zeros + 1);
        return zeros < longest ? zeros << k | bits.take(k) : bits.take(parameters.errorBits()) + 1;
    }

    /** One line of pixels whose components alternate: they share contexts and runs (B.3). */
    private void pixels(int[][] above, int[][] current) throws ImagingException {
        int count = components.length;
        int[] q = new int[count];
        int max = parameters.maxValue();
        int x = 1;
        while (x <= columns) {
            boolean flat = true;
            for (int c = 0; c < count; c++) {
                int ra = current[c][x - 1];
                int rb = above[c][x];
                int rc = above[c][x - 1];
                int rd = above[c][x + 1];
                q[c] = 81 * regions[rd - rb + max] + 9 * regions[rb - rc + max] + regions[rc - ra + max];
                flat &= q[c] == 0;
            }
            if (!flat) {
                for (int c = 0; c < count; c++) {
                    current[c][x] = sample(q[c], current[c][x - 1], above[c][x], above[c][x - 1]);
                }
                x++;
                continue;
            }
            int to = runEnd(x);
            for (int c = 0; c < count; c++) {
                Arrays.fill(current[c], x, to, current[c][x - 1]);
            }
            x = to;
            if (x <= columns) {
                for (int c = 0; c < count; c++) {
                    int ra = current[c][x - 1];
                    int rb = above[c][x];
                    int error = interruption(0);
                    current[c][x] = rebuilt(rb, rb < ra ? -error : error);
                }
                runIndex = Math.max(0, runIndex - 1);
                x++;
            }
        }
    }

    /** A sample in regular mode, as in {@link #line}. */
    private int sample(int q, int ra, int rb, int rc) throws ImagingException {
        int sign = q >> 31;
        int at = (q ^ sign) - sign << 2;
        int near = parameters.near();
        int count = contexts[at + COUNT];
        int sum = contexts[at + ERROR_SUM];
        int bias = contexts[at + BIAS];
        int k = Math.max(0, Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(sum));
        k += (count << k) - sum >>> 31;
        int predicted = Math.max(Math.min(ra, rb), Math.min(Math.max(ra, rb), ra + rb - rc));
        predicted += (contexts[at + CORRECTION] ^ sign) - sign;
        predicted = Math.max(0, Math.min(parameters.maxValue(), predicted));
        int mapped = golomb(k, parameters.limit());
        int error = mapped >>> 1 ^ -(mapped & 1);
        if (k == 0 && near == 0) {
            error ^= 2 * bias + count - 1 >> 31;
        }
        sum += Math.abs(error);
        bias += error * (2 * near + 1);
        if (count == parameters.reset()) {
            sum >>= 1;
            bias >>= 1;
            count >>= 1;
        }
        count++;
        if (bias <= -count) {
            bias = Math.max(bias + count, 1 - count);
            contexts[at + CORRECTION] = Math.max(contexts[at + CORRECTION] - 1, -128);
        } else if (bias > 0) {
            bias = Math.min(bias - count, 0);
            contexts[at + CORRECTION] = Math.min(contexts[at + CORRECTION] + 1, 127);
        }
        contexts[at + ERROR_SUM] = sum;
        contexts[at + BIAS] = bias;
        contexts[at + COUNT] = count;
        return rebuilt(predicted, (error ^ sign) - sign);
    }
}
