package org.lantern.imaging.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.RowBands;
import org.lantern.imaging.pixel.Samples;

/**
 * JPEG 2000 Part 1, ITU-T T.800, and Part 15 (high throughput), ITU-T T.814, reversible and irreversible, 1 to 16 bits, signed or not. Code-blocks are independent of
 * each other and are decoded by as many threads as there are processors.
 */
final class J2kDecoder {
    private static final int BLOCKS_PER_TASK = 16;

    private final EncodedFrame frame;
    private final J2kHeader header;
    private final short[] out;
    private final J2kWork work = new J2kWork();

    private J2kDecoder(EncodedFrame frame) throws ImagingException {
        this.frame = frame;
        header = new J2kHeader(frame);
        out = new short[(int) frame.format().sampleCount()];
    }

    static Samples decode(EncodedFrame frame) throws ImagingException {
        J2kDecoder decoder = new J2kDecoder(frame);
        for (int i = 0; i < decoder.header.tiles.length; i++) {
            decoder.tile(i);
        }
        return Words.of(decoder.out, frame.format().bitsAllocated());
    }

    private void tile(int index) throws ImagingException {
        J2kHeader.TileData tileData = header.tiles[index];
        byte[] data = header.data();
        int from = tileData.ranges.getFirst()[0];
        int end = tileData.ranges.getFirst()[1];
        if (tileData.ranges.size() > 1) {
            int total = 0;
            for (int[] range : tileData.ranges) {
                total += range[1] - range[0];
            }
            byte[] joined = new byte[total];
            int at = 0;
            for (int[] range : tileData.ranges) {
                System.arraycopy(data, range[0], joined, at, range[1] - range[0]);
                at += range[1] - range[0];
            }
            data = joined;
            from = 0;
            end = total;
        }
        J2kTile tile = new J2kTile(frame, header, index, end - from);
        new J2kPackets(frame, tile, tileData.parameters, data, from, end, work).read();
        decodeBlocks(tile, data);
        boolean transformed = tileData.parameters.componentTransform;
        if (transformed && (tile.components.length < 3
                || tile.components[0].coding().reversible() != tile.components[1].coding().reversible()
                || tile.components[0].coding().reversible() != tile.components[2].coding().reversible())) {
            throw frame.damaged("JPEG 2000 component transform of unlike components");
        }
        int[][][] whole = new int[tile.components.length][][];
        float[][][] fractional = new float[tile.components.length][][];
        for (int c = 0; c < tile.components.length; c++) {
            J2kTile.TileComponent component = tile.components[c];
            if (component.coding().reversible()) {
                whole[c] = J2kWavelet.reversible(component.resolutions());
            } else {
                fractional[c] = J2kWavelet.irreversible(component.resolutions());
            }
        }
        RowBands.run(tile.y1 - tile.y0, (tile.x1 - tile.x0) * tile.components.length, (top, bottom) -> {
            for (int y = top; y < bottom; y++) {
                if (transformed && whole[0] != null) {
                    inverseReversible(whole[0][y], whole[1][y], whole[2][y]);
                } else if (transformed) {
                    inverseIrreversible(fractional[0][y], fractional[1][y], fractional[2][y]);
                }
                for (int c = 0; c < tile.components.length; c++) {
                    store(whole[c] != null ? whole[c][y] : rounded(fractional[c][y]), c, tile.x0, tile.y0 + y);
                }
            }
        });
    }

    private void decodeBlocks(J2kTile tile, byte[] data) throws ImagingException {
        List<J2kTile.Block> blocks = new ArrayList<>();
        List<J2kHeader.Coding> codings = new ArrayList<>();
        for (J2kTile.TileComponent component : tile.components) {
            for (J2kTile.Resolution resolution : component.resolutions()) {
                for (J2kTile.Band band : resolution.bands) {
                    if (component.coding().reversible()) {
                        band.whole = new int[band.height][band.width];
                    } else {
                        band.fractional = new float[band.height][band.width];
                    }
                }
                for (J2kTile.Precinct precinct : resolution.precincts) {
                    for (J2kTile.PrecinctBand band : precinct.bands) {
                        for (J2kTile.Block block : band.blocks()) {
                            if (isHighThroughput(component.coding())
                                    && (block.passes > 3 || block.band.regionShift > 0)) {
                                throw new ImagingException.Unsupported("HTJ2K with several sets of passes or regions");
                            }
                            if (block.passes > 0) {
                                blocks.add(block);
                                codings.add(component.coding());
                            }
                        }
                    }
                }
            }
        }
        int tasks = Math.min(Runtime.getRuntime().availableProcessors(),
                (blocks.size() + BLOCKS_PER_TASK - 1) / BLOCKS_PER_TASK);
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean damaged = new AtomicBoolean();
        IntStream.range(0, tasks).parallel().forEach(_ -> {
            J2kBlockDecoder decoder = new J2kBlockDecoder();
            HtBlockDecoder highThroughput = new HtBlockDecoder();
            byte[] scratch = new byte[4096];
            for (int i = next.getAndIncrement(); i < blocks.size() && !damaged.get(); i = next.getAndIncrement()) {
                J2kTile.Block block = blocks.get(i);
                int needed = codedBytes(block);
                if (scratch.length < needed) {
                    scratch = new byte[needed + needed / 2];
                }
                if (!decodeBlock(decoder, highThroughput, block, codings.get(i), data, scratch)) {
                    damaged.set(true);
                }
            }
        });
        if (damaged.get()) {
            throw frame.damaged("JPEG 2000 code-block is broken");
        }
    }

    private static boolean isHighThroughput(J2kHeader.Coding coding) {
        return (coding.style() & HtBlockDecoder.HIGH_THROUGHPUT) != 0;
    }

    private static int codedBytes(J2kTile.Block block) {
        int total = 2 * block.segments;
        for (int i = 0; i < block.chunks; i++) {
            total += block.chunk[3 * i + 2];
        }
        return total;
    }

    private static boolean decodeBlock(J2kBlockDecoder decoder, HtBlockDecoder highThroughput, J2kTile.Block block,
            J2kHeader.Coding coding, byte[] data, byte[] scratch) {
        int[] ends = new int[block.segments];
        int at = 0;
        int chunk = 0;
        for (int s = 0; s < block.segments; s++) {
            for (; chunk < block.chunks && block.chunk[3 * chunk] == s; chunk++) {
                int length = block.chunk[3 * chunk + 2];
                System.arraycopy(data, block.chunk[3 * chunk + 1], scratch, at, length);
                at += length;
            }
            ends[s] = at;
            scratch[at++] = -1;
            scratch[at++] = -1;
        }
        J2kTile.Band band = block.band;
        int[] values = isHighThroughput(coding)
                ? highThroughput.decode(block.width, block.height, band.planes, block.zeroPlanes, scratch, ends[0])
                : decoder.decode(block.width, block.height, band.kind,
                        band.planes + band.regionShift - block.zeroPlanes, coding.style(), scratch, ends,
                        block.segmentPasses);
        if (values == null || isHighThroughput(coding) && block.passes > 1
                && !highThroughput.refine(block, coding.style(), scratch, ends)) {
            return false;
        }
        if (band.regionShift > 0) {
            raiseBackground(values, block.width * block.height, band.regionShift);
        }
        for (int y = 0; y < block.height; y++) {
            int from = y * block.width;
            if (band.whole != null) {
                int[] row = band.whole[block.y + y];
                for (int x = 0; x < block.width; x++) {
                    row[block.x + x] = values[from + x] / 2;
                }
            } else {
                float[] row = band.fractional[block.y + y];
                float step = band.step * 0.5f;
                for (int x = 0; x < block.width; x++) {
                    row[block.x + x] = values[from + x] * step;
                }
            }
        }
        return true;
    }

    /** H.1: coefficients of a region of interest were shifted up above all others; doubled here. */
    private static void raiseBackground(int[] values, int count, int shift) {
        for (int i = 0; i < count; i++) {
            int size = Math.abs(values[i]);
            if (size >= 2 << shift) {
                values[i] = values[i] < 0 ? -(size >> shift) : size >> shift;
            }
        }
    }

    /** G.2. */
    private static void inverseReversible(int[] first, int[] second, int[] third) {
        for (int i = 0; i < first.length; i++) {
            int green = first[i] - (second[i] + third[i] >> 2);
            int red = third[i] + green;
            third[i] = second[i] + green;
            second[i] = green;
            first[i] = red;
        }
    }

    /** G.3. */
    private static void inverseIrreversible(float[] first, float[] second, float[] third) {
        for (int i = 0; i < first.length; i++) {
            float y = first[i];
            float cb = second[i];
            float cr = third[i];
            first[i] = y + 1.402f * cr;
            second[i] = y - 0.344136f * cb - 0.714136f * cr;
            third[i] = y + 1.772f * cb;
        }
    }

    private static int[] rounded(float[] row) {
        int[] out = new int[row.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (int) Math.floor(row[i] + 0.5f);
        }
        return out;
    }

    /** G.1: level shift and clamping. */
    private void store(int[] row, int component, int left, int y) {
        J2kHeader.Component properties = header.components[component];
        int half = 1 << properties.precision() - 1;
        int shift = properties.signed() ? 0 : half;
        int lowest = properties.signed() ? -half : 0;
        int highest = lowest + 2 * half - 1;
        // a stream that calls its samples unsigned in a signed image holds the same bits: the sign is the top one
        int sign = !properties.signed() && frame.format().signed() ? 32 - properties.precision() : 0;
        int stride = header.components.length;
        int columns = frame.format().columns();
        int o = (int) (((y - header.top) * columns + left - header.left) * stride + component);
        for (int i = 0; i < row.length; i++, o += stride) {
            out[o] = (short) (Math.max(lowest, Math.min(highest, row[i] + shift)) << sign >> sign);
        }
    }
}
