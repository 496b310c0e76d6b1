package org.lantern.imaging.codec;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Samples;

/**
 * JPEG baseline, extended sequential and progressive DCT with Huffman coding, 8 and 12 bits, ITU-T T.81 Annexes F and G.
 * Gives the coded components as they are: no colour conversion, subsampled chroma stretched to the image's size.
 */
final class JpegDctDecoder {
    /** Position in the block, by row, of each coefficient in zig-zag order (A.3.6). */
    static final int[] ZIGZAG = zigzag();

    private static final int PROGRESSIVE = 2;
    /** A block takes at most 64 codes of 16 bits with 16 further bits; an MCU has at most ten blocks (B.2.3). */
    private static final int MAX_MCU_BYTES = 10 * 64 * 4;
    private static final int MAX_MCU_BLOCKS = 10;
    private static final int END_OF_BLOCK = 128;
    private static final int FAST_BITS = JpegHuffman.FAST_BITS;

    /** What a scan has for one of its components; in an MCU are so many of its blocks. */
    private static final class Part {
        final JpegHuffman dc;
        final JpegHuffman ac;
        final int[] fast;
        final int[] quantizer;
        final JpegPlane plane;
        final int blocksAcross;
        final int blocksDown;
        /** The first coefficient of the block before, not dequantized. */
        int prediction;

        Part(JpegHuffman dc, JpegHuffman ac, int[] quantizer, JpegPlane plane, int blocksAcross, int blocksDown) {
            this.dc = dc;
            this.ac = ac;
            this.fast = coefficients(ac);
            this.quantizer = quantizer;
            this.plane = plane;
            this.blocksAcross = blocksAcross;
            this.blocksDown = blocksDown;
        }
    }

    private final JpegStream stream;
    private final EncodedFrame frame;
    private final JpegPlane[] planes;
    private final int maxHorizontal;
    private final int maxVertical;
    private final InverseDct transform;
    private final int[] block = new int[64];
    private JpegBits bits;

    private JpegDctDecoder(JpegStream stream) throws ImagingException {
        this.stream = stream;
        this.frame = stream.frame();
        this.transform = new InverseDct(stream.precision);
        int h = 1;
        int v = 1;
        for (JpegStream.Component component : stream.components) {
            h = Math.max(h, component.horizontal());
            v = Math.max(v, component.vertical());
        }
        if (stream.components.length == 1) {
            // a single component is never interleaved, whatever its factors say (A.2.2)
            h = stream.components[0].horizontal();
            v = stream.components[0].vertical();
        }
        maxHorizontal = h;
        maxVertical = v;
        // every 8x8 block of every scan takes two bits at least
        long blocks = (long) JpegPlane.ceil(stream.rows, 8) * JpegPlane.ceil(stream.columns, 8);
        if (blocks > 4L * frame.data().length && stream.process != PROGRESSIVE) {
            throw frame.damaged("JPEG data too short for the image");
        }
        planes = new JpegPlane[stream.components.length];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = new JpegPlane(stream.components[i], stream.columns, stream.rows, h, v);
        }
    }

    static Samples decode(JpegStream stream) throws ImagingException {
        JpegDctDecoder decoder = new JpegDctDecoder(stream);
        if (stream.process == PROGRESSIVE) {
            new JpegProgressive(stream, decoder.planes, decoder.maxHorizontal, decoder.maxVertical).decode();
        } else {
            decoder.decodeSequential();
        }
        return new JpegRows(decoder.planes, stream.rows, stream.columns).join(stream.frame().format().bitsAllocated());
    }

    private static int[] zigzag() {
        int[] order = new int[64];
        int row = 0;
        int column = 0;
        for (int i = 0; i < 64; i++) {
            order[i] = 8 * row + column;
            boolean up = (row + column & 1) == 0;
            if (up && column == 7 || !up && row != 7) {
                row++;
                column += !up && column > 0 ? -1 : 0;
            } else {
                column++;
                row += up && row > 0 ? -1 : 0;
            }
        }
        return order;
    }

    private void decodeSequential() throws ImagingException {
        boolean[] done = new boolean[planes.length];
        do {
            for (int component : stream.scanComponents) {
                if (done[component]) {
                    throw frame.damaged("JPEG component coded twice");
                }
                done[component] = true;
            }
            scan();
        } while (stream.nextScan());
        for (boolean present : done) {
            if (!present) {
                throw frame.damaged("JPEG component missing");
            }
        }
    }

    private void scan() throws ImagingException {
        int count = stream.scanComponents.length;
        Part[] parts = new Part[count];
        int blocks = 0;
        for (int i = 0; i < count; i++) {
            JpegPlane plane = planes[stream.scanComponents[i]];
            JpegHuffman dc = stream.dcTables[stream.scanDc[i]];
            JpegHuffman ac = stream.acTables[stream.scanAc[i]];
            int[] quantizer = stream.quantizers[stream.components[stream.scanComponents[i]].quantizer()];
            if (dc == null || ac == null || quantizer == null) {
                throw frame.damaged("JPEG table missing");
            }
            parts[i] = new Part(dc, ac, quantizer, plane, count == 1 ? 1 : plane.horizontal,
                    count == 1 ? 1 : plane.vertical);
            blocks += plane.horizontal * plane.vertical;
        }
        if (count > 1 && blocks > MAX_MCU_BLOCKS) {
            throw frame.damaged("JPEG MCU with " + blocks + " blocks");
        }
        JpegStream.Entropy entropy = stream.entropy(MAX_MCU_BYTES);
        bits = new JpegBits(entropy.bytes());
        JpegPlane only = planes[stream.scanComponents[0]];
        int across = count == 1 ? only.blockColumns : JpegPlane.ceil(stream.columns, 8 * maxHorizontal);
        int down = count == 1 ? only.blockRows : JpegPlane.ceil(stream.rows, 8 * maxVertical);
        int interval = stream.restartInterval;
        int untilRestart = interval;
        int segment = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (interval > 0 && untilRestart-- == 0) {
                    if (segment + 1 >= entropy.ends().length) {
                        throw frame.damaged("JPEG restart intervals missing");
                    }
                    bits.seek(entropy.ends()[segment++]);
                    for (Part part : parts) {
                        part.prediction = 0;
                    }
                    untilRestart = interval - 1;
                }
                for (Part part : parts) {
                    int stride = part.plane.stride;
                    int row = y * part.blocksDown * 8 * stride + x * part.blocksAcross * 8;
                    for (int v = 0; v < part.blocksDown; v++, row += 8 * stride) {
                        for (int h = 0; h < part.blocksAcross; h++) {
                            decodeBlock(part, row + 8 * h);
                        }
                    }
                }
                if (bits.consumed() > entropy.ends()[segment]) {
                    throw frame.damaged("JPEG data end early, at block row " + y);
                }
            }
        }
    }

    /** For each prefix: value shl 16 | zero run shl 8 | length of code and value; 0 where they are longer. */
    private static int[] coefficients(JpegHuffman table) {
        int[] fast = new int[1 << FAST_BITS];
        for (int prefix = 0; prefix < fast.length; prefix++) {
            int found = table.fast[prefix];
            int length = found >> 8;
            int symbol = found & 0xff;
            int size = symbol & 15;
            if (found == 0 || length + size > FAST_BITS) {
                continue;
            }
            int value = prefix >> FAST_BITS - length - size & (1 << size) - 1;
            fast[prefix] = packed(symbol, value, length);
        }
        return fast;
    }

    /** @return 0 for a run and size that mean nothing */
    private static int packed(int symbol, int raw, int length) {
        int size = symbol & 15;
        int run = symbol >> 4;
        if (size == 0) {
            return run == 0 ? END_OF_BLOCK << 8 | length : run == 15 ? run << 8 | length : 0;
        }
        int value = raw < 1 << size - 1 ? raw - (1 << size) + 1 : raw;
        return value << 16 | run << 8 | length + size;
    }

    private int longCoefficient(JpegHuffman table, long word) throws ImagingException {
        int found = table.find((int) (word >>> 48));
        int length = found >> 8;
        int size = found & 15;
        int raw = size == 0 ? 0 : (int) (word << length >>> 64 - size);
        int entry = found == 0 ? 0 : packed(found & 0xff, raw, length);
        if (entry == 0) {
            throw frame.damaged("JPEG: no such Huffman code");
        }
        return entry;
    }

    /** F.2.2: one block into the plane, its top left sample at {@code at}. */
    private void decodeBlock(Part part, int at) throws ImagingException {
        JpegBits reader = bits;
        byte[] source = reader.bytes;
        int position = reader.position;
        int left = reader.left;
        long word = reader.word | (long) JpegBits.LONGS.get(source, position) >>> left;
        position += 63 - left >> 3;
        left |= 56;
        int found = part.dc.fast[(int) (word >>> 64 - FAST_BITS)];
        if (found == 0) {
            found = part.dc.find((int) (word >>> 48));
        }
        int size = found & 0xff;
        if (found == 0 || size > 15) {
            throw frame.damaged("JPEG: no such Huffman code");
        }
        word <<= found >> 8;
        if (size != 0) {
            int raw = (int) (word >>> 64 - size);
            part.prediction += raw - (~raw >>> size - 1 & 1) * ((1 << size) - 1);
            word <<= size;
        }
        left -= (found >> 8) + size;
        int[] fast = part.fast;
        int[] quantizer = part.quantizer;
        int[] target = block;
        int last = 0;
        int k = 1;
        while (k < 64) {
            // 16 bits of code and 15 of value at most; refilling each time would lengthen the chain from entry to entry
            if (left < 32) {
                word |= (long) JpegBits.LONGS.get(source, position) >>> left;
                position += 63 - left >> 3;
                left |= 56;
            }
            int entry = fast[(int) (word >>> 64 - FAST_BITS)];
            if (entry == 0) {
                entry = longCoefficient(part.ac, word);
            }
            word <<= entry;
            left -= entry & 0xff;
            k += entry >> 8 & 0xff;
            if (k > 63) {
                break;
            }
            last = k;
            target[ZIGZAG[k]] = (entry >> 16) * quantizer[k];
            k++;
        }
        reader.position = position;
        reader.word = word;
        reader.left = left;
        if (k > 64 && k < END_OF_BLOCK) {
            throw frame.damaged("JPEG: zero run beyond the block");
        }
        int first = part.prediction * quantizer[0];
        if (last == 0) {
            transform.flat(first, part.plane.samples, at, part.plane.stride);
            return;
        }
        target[0] = first;
        transform.transform(target, last, part.plane.samples, at, part.plane.stride);
        java.util.Arrays.fill(target, 0);
    }
}
