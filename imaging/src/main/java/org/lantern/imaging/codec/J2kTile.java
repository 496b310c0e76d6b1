package org.lantern.imaging.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lantern.imaging.ImagingException;

/**
 * How a tile of a JPEG 2000 image is divided into resolutions, sub-bands, precincts and code-blocks, ITU-T T.800 Annex B.
 * Coordinates are those of the standard; components are not subsampled here.
 */
final class J2kTile {
    /**
     * Code-blocks that a tile may have whatever it is coded in: a black image within the frame limit has fewer, if they
     * are of the usual size. Beyond that each needs a part of a coded byte, so that small files cannot ask for much.
     */
    private static final long FREE_BLOCKS = 1 << 19;
    private static final int MAX_BLOCKS = 1 << 22;
    private static final int BLOCKS_PER_BYTE = 16;
    /** Values are kept doubled in an int. */
    private static final int MAX_PLANES = 30;

    /** B.7. Coordinates are relative to the band's first sample. */
    static final class Block {
        final Band band;
        final int x;
        final int y;
        final int width;
        final int height;
        boolean included;
        int zeroPlanes;
        int lengthBits = 3;
        int passes;
        /** Codeword segments: passes in each, and the most that it may hold. */
        int segments;
        int[] segmentPasses = new int[1];
        int[] segmentRoom = new int[1];
        /** Pieces of coded data: segment, first byte, length, for each of {@link #chunks}. */
        int chunks;
        int[] chunk = new int[3];

        Block(Band band, int x, int y, int width, int height) {
            this.band = band;
            this.x = x;
            this.y = y;
            this.width = width;
            this.height = height;
        }

        int openSegment(int room) {
            if (segments == segmentPasses.length) {
                segmentPasses = Arrays.copyOf(segmentPasses, 2 * segments);
                segmentRoom = Arrays.copyOf(segmentRoom, 2 * segments);
            }
            segmentPasses[segments] = 0;
            segmentRoom[segments] = room;
            return segments++;
        }

        void add(int segment, int offset, int length) {
            if (3 * chunks == chunk.length) {
                chunk = Arrays.copyOf(chunk, 2 * chunk.length);
            }
            chunk[3 * chunks] = segment;
            chunk[3 * chunks + 1] = offset;
            chunk[3 * chunks + 2] = length;
            chunks++;
        }
    }

    /** B.5. One of {@link #whole} and {@link #fractional} holds the coefficients: rows of columns. */
    static final class Band {
        /** 0 LL, 1 HL, 2 LH, 3 HH. */
        final int kind;
        final int x0;
        final int y0;
        final int width;
        final int height;
        /** Mb, number of bit planes. */
        final int planes;
        final float step;
        final int regionShift;
        int[][] whole;
        float[][] fractional;

        Band(int kind, int x0, int y0, int width, int height, int planes, float step, int regionShift) {
            this.kind = kind;
            this.x0 = x0;
            this.y0 = y0;
            this.width = width;
            this.height = height;
            this.planes = planes;
            this.step = step;
            this.regionShift = regionShift;
        }
    }

    /** The blocks of one band in a precinct, with their tag trees. */
    record PrecinctBand(int across, List<Block> blocks, J2kTagTree inclusion, J2kTagTree zeroPlanes) {}

    /** B.6. */
    static final class Precinct {
        final List<PrecinctBand> bands = new ArrayList<>(3);
        int layers;
    }

    /** B.5. */
    static final class Resolution {
        int x0;
        int y0;
        int x1;
        int y1;
        int precinctWidthExponent;
        int precinctHeightExponent;
        int precinctsAcross;
        int precinctsDown;
        Band[] bands;
        Precinct[] precincts;
    }

    /** A component of the tile. */
    record TileComponent(J2kHeader.Coding coding, Resolution[] resolutions) {}

    private final EncodedFrame frame;
    final int x0;
    final int y0;
    final int x1;
    final int y1;
    final TileComponent[] components;
    private long blocks;
    private final long mostBlocks;

    /** @param bytes coded bytes of the tile: each packet takes one at least */
    J2kTile(EncodedFrame frame, J2kHeader header, int index, long bytes) throws ImagingException {
        this.frame = frame;
        mostBlocks = Math.min(MAX_BLOCKS, Math.max(FREE_BLOCKS, bytes * BLOCKS_PER_BYTE));
        J2kHeader.Parameters parameters = header.tiles[index].parameters;
        long column = index % header.tilesAcross;
        long row = index / header.tilesAcross;
        x0 = Math.toIntExact(Math.max(header.tileLeft + column * header.tileWidth, header.left));
        y0 = Math.toIntExact(Math.max(header.tileTop + row * header.tileHeight, header.top));
        x1 = Math.toIntExact(Math.min(header.tileLeft + (column + 1) * header.tileWidth, header.width));
        y1 = Math.toIntExact(Math.min(header.tileTop + (row + 1) * header.tileHeight, header.height));
        components = new TileComponent[header.components.length];
        long packets = 0;
        for (int c = 0; c < components.length; c++) {
            components[c] = component(parameters, header.components[c], c);
            for (Resolution resolution : components[c].resolutions) {
                packets += (long) resolution.precinctsAcross * resolution.precinctsDown;
            }
        }
        if (packets * Math.max(1, parameters.layers) > bytes) {
            throw frame.damaged("JPEG 2000 data too short for " + packets + " precincts");
        }
        for (TileComponent component : components) {
            for (int r = 0; r < component.resolutions.length; r++) {
                precincts(component.resolutions[r], component.coding, r);
            }
        }
    }

    private static int ceilShift(long value, int shift) {
        return (int) (value + (1L << shift) - 1 >> shift);
    }

    private TileComponent component(J2kHeader.Parameters parameters, J2kHeader.Component component, int index)
            throws ImagingException {
        J2kHeader.Coding coding = parameters.codingOf(index);
        J2kHeader.Quantization quantization = parameters.quantizationOf(index);
        if (coding == null || quantization == null) {
            throw frame.damaged("JPEG 2000 without COD or QCD");
        }
        int levels = coding.levels();
        boolean derived = quantization.kind() == 1;
        if (quantization.steps().length < (derived ? 1 : 3 * levels + 1)
                || coding.reversible() != (quantization.kind() == 0)) {
            throw frame.damaged("JPEG 2000 quantization does not fit the transform");
        }
        Resolution[] resolutions = new Resolution[levels + 1];
        for (int r = 0; r <= levels; r++) {
            Resolution resolution = new Resolution();
            int shift = levels - r;
            resolution.x0 = ceilShift(x0, shift);
            resolution.y0 = ceilShift(y0, shift);
            resolution.x1 = ceilShift(x1, shift);
            resolution.y1 = ceilShift(y1, shift);
            int w = coding.precincts()[r] & 15;
            int h = coding.precincts()[r] >> 4;
            resolution.precinctWidthExponent = w;
            resolution.precinctHeightExponent = h;
            boolean empty = resolution.x0 == resolution.x1 || resolution.y0 == resolution.y1;
            resolution.precinctsAcross = empty ? 0 : ceilShift(resolution.x1, w) - (resolution.x0 >> w);
            resolution.precinctsDown = empty ? 0 : ceilShift(resolution.y1, h) - (resolution.y0 >> h);
            resolution.bands = new Band[r == 0 ? 1 : 3];
            for (int b = 0; b < resolution.bands.length; b++) {
                int kind = r == 0 ? 0 : b + 1;
                int level = r == 0 ? levels : levels - r + 1;
                long offsetX = level == 0 ? 0 : (long) (kind & 1) << level - 1;
                long offsetY = level == 0 ? 0 : (long) (kind >> 1) << level - 1;
                int left = ceilShift(x0 - offsetX, level);
                int top = ceilShift(y0 - offsetY, level);
                int entry = quantization.steps()[derived || r == 0 ? 0 : 3 * (r - 1) + b + 1];
                int exponent = (entry >> 11) - (derived ? levels - level : 0);
                int planes = quantization.guardBits() + exponent - 1;
                int gain = kind == 0 ? 0 : kind == 3 ? 2 : 1;
                float step = coding.reversible()
                        ? 1
                        : (float) Math.scalb(1 + (entry & 0x7ff) / 2048.0, component.precision() + gain - exponent);
                resolution.bands[b] = new Band(kind, left, top, ceilShift(x1 - offsetX, level) - left,
                        ceilShift(y1 - offsetY, level) - top, planes, step, parameters.regionShift[index]);
            }
            resolutions[r] = resolution;
        }
        return new TileComponent(coding, resolutions);
    }

    private void precincts(Resolution resolution, J2kHeader.Coding coding, int r) throws ImagingException {
        int inBand = r == 0 ? 0 : 1;
        int w = resolution.precinctWidthExponent - inBand;
        int h = resolution.precinctHeightExponent - inBand;
        int blockWidth = Math.min(coding.blockWidthExponent(), w);
        int blockHeight = Math.min(coding.blockHeightExponent(), h);
        int firstX = resolution.x0 >> resolution.precinctWidthExponent;
        int firstY = resolution.y0 >> resolution.precinctHeightExponent;
        resolution.precincts = new Precinct[resolution.precinctsAcross * resolution.precinctsDown];
        for (int p = 0; p < resolution.precincts.length; p++) {
            Precinct precinct = new Precinct();
            resolution.precincts[p] = precinct;
            long px = firstX + p % resolution.precinctsAcross;
            long py = firstY + p / resolution.precinctsAcross;
            for (Band band : resolution.bands) {
                int left = (int) Math.max(px << w, band.x0);
                int right = (int) Math.min(px + 1 << w, band.x0 + band.width);
                int top = (int) Math.max(py << h, band.y0);
                int bottom = (int) Math.min(py + 1 << h, band.y0 + band.height);
                if (left >= right || top >= bottom) {
                    continue;
                }
                precinct.bands.add(blocks(band, left, top, right, bottom, blockWidth, blockHeight));
            }
        }
    }

    private PrecinctBand blocks(Band band, int left, int top, int right, int bottom, int blockWidth, int blockHeight)
            throws ImagingException {
        int firstX = left >> blockWidth;
        int firstY = top >> blockHeight;
        int across = ceilShift(right, blockWidth) - firstX;
        int down = ceilShift(bottom, blockHeight) - firstY;
        blocks += (long) across * down;
        if (blocks > mostBlocks) {
            throw new ImagingException.LimitExceeded("jpeg2000CodeBlocks", blocks, mostBlocks);
        }
        if (band.planes + band.regionShift > MAX_PLANES) {
            throw new ImagingException.Unsupported("JPEG 2000 with " + (band.planes + band.regionShift)
                    + " bit planes");
        }
        List<Block> list = new ArrayList<>(across * down);
        for (int y = firstY; y < firstY + down; y++) {
            for (int x = firstX; x < firstX + across; x++) {
                int x0 = Math.max(x << blockWidth, left);
                int y0 = Math.max(y << blockHeight, top);
                list.add(new Block(band, x0 - band.x0, y0 - band.y0, Math.min(x + 1 << blockWidth, right) - x0,
                        Math.min(y + 1 << blockHeight, bottom) - y0));
            }
        }
        return new PrecinctBand(across, list, new J2kTagTree(across, down), new J2kTagTree(across, down));
    }
}
