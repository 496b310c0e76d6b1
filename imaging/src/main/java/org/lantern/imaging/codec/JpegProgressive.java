package org.lantern.imaging.codec;

import java.util.Arrays;
import org.lantern.imaging.ImagingException;

/** Progressive DCT scans, ITU-T T.81 Annex G: coefficients are gathered over all scans and transformed at the end. */
final class JpegProgressive {
    private static final int MAX_MCU_BYTES = 10 * 64 * 8;
    /** Blocks visited in all scans together: some seconds. A run of ends of band passes over 32,767 blocks in a few bits. */
    private static final long MOST_VISITS = 1L << 31;

    private final JpegStream stream;
    private final EncodedFrame frame;
    private final JpegPlane[] planes;
    private final int maxHorizontal;
    private final int maxVertical;
    /** By component: 64 coefficients per block, by row; blocks lie as in the plane, padding included. */
    private final short[][] coefficients;
    private JpegBits bits;
    /** Blocks that are still to come in a run of ends of band. */
    private int endOfBandRun;
    private long visits;

    JpegProgressive(JpegStream stream, JpegPlane[] planes, int maxHorizontal, int maxVertical)
            throws ImagingException {
        this.stream = stream;
        this.frame = stream.frame();
        this.planes = planes;
        this.maxHorizontal = maxHorizontal;
        this.maxVertical = maxVertical;
        coefficients = new short[planes.length][];
        // the first scan holds a bit per block at least
        if (planes[0].samples.length / 64 > 8L * frame.data().length) {
            throw frame.damaged("JPEG data too short for the image");
        }
        for (int i = 0; i < planes.length; i++) {
            coefficients[i] = new short[planes[i].samples.length];
        }
    }

    void decode() throws ImagingException {
        boolean[] seen = new boolean[planes.length];
        do {
            if (stream.selectionStart == 0) {
                for (int component : stream.scanComponents) {
                    seen[component] = true;
                }
            }
            scan();
        } while (stream.nextScan());
        InverseDct transform = new InverseDct(stream.precision);
        int[] block = new int[64];
        for (int c = 0; c < planes.length; c++) {
            int[] quantizer = stream.quantizers[stream.components[c].quantizer()];
            if (!seen[c] || quantizer == null) {
                throw frame.damaged("JPEG component or table missing");
            }
            JpegPlane plane = planes[c];
            int across = plane.stride / 8;
            for (int b = 0; b < plane.samples.length / 64; b++) {
                int last = 0;
                for (int k = 0; k < 64; k++) {
                    int at = JpegDctDecoder.ZIGZAG[k];
                    block[at] = coefficients[c][64 * b + at] * quantizer[k];
                    last = block[at] != 0 ? k : last;
                }
                transform.transform(block, last, plane.samples, b / across * 8 * plane.stride + b % across * 8,
                        plane.stride);
            }
        }
    }

    private void scan() throws ImagingException {
        int count = stream.scanComponents.length;
        boolean first = stream.selectionStart == 0;
        if (stream.selectionEnd > 63 || stream.selectionStart > stream.selectionEnd
                || first && stream.selectionEnd != 0 || !first && count != 1 || stream.approximationLow > 13
                || stream.approximationHigh != 0 && stream.approximationHigh != stream.approximationLow + 1) {
            throw frame.damaged("JPEG progression parameters");
        }
        JpegHuffman[] tables = new JpegHuffman[count];
        for (int i = 0; i < count; i++) {
            tables[i] = first ? stream.dcTables[stream.scanDc[i]] : stream.acTables[stream.scanAc[i]];
            if (tables[i] == null && !(first && stream.approximationHigh != 0)) {
                throw frame.damaged("JPEG table missing");
            }
        }
        JpegStream.Entropy entropy = stream.entropy(MAX_MCU_BYTES);
        bits = new JpegBits(entropy.bytes());
        endOfBandRun = 0;
        JpegPlane only = planes[stream.scanComponents[0]];
        int across = count == 1 ? only.blockColumns : JpegPlane.ceil(stream.columns, 8 * maxHorizontal);
        int down = count == 1 ? only.blockRows : JpegPlane.ceil(stream.rows, 8 * maxVertical);
        visits += (long) across * down;
        if (visits > MOST_VISITS) {
            throw new ImagingException.LimitExceeded("jpegBlockVisits", visits, MOST_VISITS);
        }
        int[] predictions = new int[count];
        int untilRestart = stream.restartInterval;
        int segment = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (stream.restartInterval > 0 && untilRestart-- == 0) {
                    if (segment + 1 >= entropy.ends().length) {
                        throw frame.damaged("JPEG restart intervals missing");
                    }
                    bits.seek(entropy.ends()[segment++]);
                    Arrays.fill(predictions, 0);
                    endOfBandRun = 0;
                    untilRestart = stream.restartInterval - 1;
                }
                for (int i = 0; i < count; i++) {
                    JpegPlane plane = planes[stream.scanComponents[i]];
                    int h = count == 1 ? 1 : plane.horizontal;
                    int v = count == 1 ? 1 : plane.vertical;
                    for (int b = 0; b < h * v; b++) {
                        int at = ((y * v + b / h) * (plane.stride / 8) + x * h + b % h) * 64;
                        block(coefficients[stream.scanComponents[i]], at, tables[i], predictions, i);
                    }
                }
                if (bits.consumed() > entropy.ends()[segment]) {
                    throw frame.damaged("JPEG data end early, at block row " + y);
                }
            }
        }
    }

    private void block(short[] target, int at, JpegHuffman table, int[] predictions, int i) throws ImagingException {
        int low = stream.approximationLow;
        if (stream.selectionStart != 0) {
            if (stream.approximationHigh == 0) {
                firstBand(target, at, table, low);
            } else {
                refineBand(target, at, table, low);
            }
        } else if (stream.approximationHigh == 0) {
            int size = symbol(table);
            if (size > 15) {
                throw frame.damaged("JPEG: no such Huffman code");
            }
            predictions[i] += bits.receiveExtended(size);
            target[at] = (short) (predictions[i] << low);
        } else {
            target[at] |= (short) (bits.take(1) << low);
        }
    }

    private int symbol(JpegHuffman table) throws ImagingException {
        int symbol = bits.symbol(table);
        if (symbol < 0) {
            throw frame.damaged("JPEG: no such Huffman code");
        }
        return symbol;
    }

    /** G.1.2.2. */
    private void firstBand(short[] target, int at, JpegHuffman table, int low) throws ImagingException {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        for (int k = stream.selectionStart; k <= stream.selectionEnd; k++) {
            int symbol = symbol(table);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0 && run != 15) {
                endOfBandRun = (1 << run) - 1 + bits.take(run);
                return;
            }
            k += run;
            if (k > stream.selectionEnd) {
                throw frame.damaged("JPEG: zero run beyond the band");
            }
            if (size != 0) {
                target[at + JpegDctDecoder.ZIGZAG[k]] = (short) (bits.receiveExtended(size) << low);
            }
        }
    }

    /** G.1.2.3: coefficients that are known already get one more bit, new ones begin as plus or minus one. */
    private void refineBand(short[] target, int at, JpegHuffman table, int low) throws ImagingException {
        int k = stream.selectionStart;
        if (endOfBandRun == 0) {
            while (k <= stream.selectionEnd) {
                int symbol = symbol(table);
                int run = symbol >> 4;
                int size = symbol & 15;
                int value = 0;
                if (size == 0 && run != 15) {
                    endOfBandRun = (1 << run) + bits.take(run);
                    break;
                }
                if (size > 1) {
                    throw frame.damaged("JPEG: refinement by more than one bit");
                }
                if (size == 1) {
                    value = bits.take(1) == 1 ? 1 << low : -1 << low;
                }
                while (k <= stream.selectionEnd) {
                    int position = at + JpegDctDecoder.ZIGZAG[k];
                    if (target[position] != 0) {
                        refine(target, position, low);
                    } else if (run-- == 0) {
                        target[position] = (short) value;
                        k++;
                        break;
                    }
                    k++;
                }
            }
        }
        if (endOfBandRun > 0) {
            for (; k <= stream.selectionEnd; k++) {
                int position = at + JpegDctDecoder.ZIGZAG[k];
                if (target[position] != 0) {
                    refine(target, position, low);
                }
            }
            endOfBandRun--;
        }
    }

    private void refine(short[] target, int position, int low) {
        if (bits.take(1) == 1 && (target[position] & 1 << low) == 0) {
            target[position] += (short) (target[position] > 0 ? 1 << low : -1 << low);
        }
    }
}
