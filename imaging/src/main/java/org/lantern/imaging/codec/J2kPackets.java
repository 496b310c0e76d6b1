package org.lantern.imaging.codec;

import java.util.List;
import org.lantern.imaging.ImagingException;

/**
 * Reads a tile's packets in the order of its progression, ITU-T T.800 Annex B.9 to B.12, and notes for each code-block
 * where its coded data lie. All packets must be there: a tile that ends early is refused.
 */
final class J2kPackets {
    private static final int UNLIMITED_PASSES = 200;
    private static final int MAX_LENGTH_BITS = 31;
    /** Corners of precincts that a progression by position may visit. */
    private static final int MAX_PLACES = 1 << 24;

    private final EncodedFrame frame;
    private final J2kTile tile;
    private final J2kHeader.Parameters parameters;
    private final byte[] data;
    private final int end;
    private final J2kWork work;
    private int position;

    J2kPackets(EncodedFrame frame, J2kTile tile, J2kHeader.Parameters parameters, byte[] data, int from, int end,
            J2kWork work) {
        this.frame = frame;
        this.tile = tile;
        this.parameters = parameters;
        this.data = data;
        this.position = from;
        this.end = end;
        this.work = work;
    }

    void read() throws ImagingException {
        List<J2kHeader.Progression> progressions = parameters.progressions().isEmpty()
                ? List.of(new J2kHeader.Progression(parameters.order, 0, 33, 0, tile.components.length,
                        parameters.layers))
                : parameters.progressions();
        for (J2kHeader.Progression progression : progressions) {
            read(progression);
        }
        for (J2kTile.TileComponent component : tile.components) {
            for (J2kTile.Resolution resolution : component.resolutions()) {
                for (J2kTile.Precinct precinct : resolution.precincts) {
                    if (precinct.layers < parameters.layers) {
                        throw frame.damaged("JPEG 2000 progression leaves packets out");
                    }
                }
            }
        }
    }

    private void read(J2kHeader.Progression progression) throws ImagingException {
        int components = Math.min(progression.toComponent(), tile.components.length);
        int resolutions = 0;
        for (J2kTile.TileComponent component : tile.components) {
            resolutions = Math.max(resolutions, component.resolutions().length);
        }
        resolutions = Math.min(resolutions, progression.toResolution());
        int layers = Math.min(progression.layers(), parameters.layers);
        int firstComponent = progression.fromComponent();
        int firstResolution = progression.fromResolution();
        switch (progression.order()) {
            case 0 -> {
                for (int l = 0; l < layers; l++) {
                    for (int r = firstResolution; r < resolutions; r++) {
                        for (int c = firstComponent; c < components; c++) {
                            precincts(c, r, l, l + 1);
                        }
                    }
                }
            }
            case 1 -> {
                for (int r = firstResolution; r < resolutions; r++) {
                    for (int l = 0; l < layers; l++) {
                        for (int c = firstComponent; c < components; c++) {
                            precincts(c, r, l, l + 1);
                        }
                    }
                }
            }
            case 2 -> {
                for (int r = firstResolution; r < resolutions; r++) {
                    positions(firstComponent, components, r, r + 1, layers);
                }
            }
            case 3 -> positions(firstComponent, components, firstResolution, resolutions, layers);
            case 4 -> {
                for (int c = firstComponent; c < components; c++) {
                    positions(c, c + 1, firstResolution, resolutions, layers);
                }
            }
            default -> throw frame.damaged("JPEG 2000 progression order " + progression.order());
        }
    }

    private void precincts(int c, int r, int fromLayer, int toLayer) throws ImagingException {
        J2kTile.Resolution[] all = tile.components[c].resolutions();
        work.take(1);
        if (r < all.length) {
            work.take(all[r].precincts.length);
            for (J2kTile.Precinct precinct : all[r].precincts) {
                packets(precinct, fromLayer, toLayer, c);
            }
        }
    }

    /** The orders that go by position (B.12.1.3 to B.12.1.5): each precinct comes at its upper left corner. */
    private void positions(int fromComponent, int toComponent, int fromResolution, int toResolution, int layers)
            throws ImagingException {
        int stepX = 31;
        int stepY = 31;
        for (int c = fromComponent; c < toComponent; c++) {
            J2kTile.Resolution[] all = tile.components[c].resolutions();
            for (int r = fromResolution; r < Math.min(toResolution, all.length); r++) {
                stepX = Math.min(stepX, all[r].precinctWidthExponent + all.length - 1 - r);
                stepY = Math.min(stepY, all[r].precinctHeightExponent + all.length - 1 - r);
            }
        }
        long places = ((long) (tile.x1 - tile.x0 >> stepX) + 1) * ((tile.y1 - tile.y0 >> stepY) + 1);
        if (places > MAX_PLACES) {
            throw new ImagingException.LimitExceeded("jpeg2000Positions", places, MAX_PLACES);
        }
        work.take(places * Math.max(1, toComponent - fromComponent) * Math.max(1, toResolution - fromResolution));
        for (long y = tile.y0; y < tile.y1; y = (y >> stepY) + 1 << stepY) {
            for (long x = tile.x0; x < tile.x1; x = (x >> stepX) + 1 << stepX) {
                for (int c = fromComponent; c < toComponent; c++) {
                    J2kTile.Resolution[] all = tile.components[c].resolutions();
                    for (int r = fromResolution; r < Math.min(toResolution, all.length); r++) {
                        J2kTile.Resolution resolution = all[r];
                        int shift = all.length - 1 - r;
                        int px = along(x, tile.x0, shift, resolution.precinctWidthExponent, resolution.x0);
                        int py = along(y, tile.y0, shift, resolution.precinctHeightExponent, resolution.y0);
                        if (px >= 0 && py >= 0 && px < resolution.precinctsAcross && py < resolution.precinctsDown) {
                            packets(resolution.precincts[py * resolution.precinctsAcross + px], 0, layers, c);
                        }
                    }
                }
            }
        }
    }

    /** @return index of the precinct whose corner lies at a coordinate, -1 where none does */
    private static int along(long at, int tileStart, int shift, int exponent, int start) {
        boolean corner = (at & (1L << exponent + shift) - 1) == 0;
        boolean cut = at == tileStart && ((long) start << shift & (1L << exponent + shift) - 1) != 0;
        if (!corner && !cut) {
            return -1;
        }
        long scaled = at + (1L << shift) - 1 >> shift;
        return (int) ((scaled >> exponent) - (start >> exponent));
    }

    private void packets(J2kTile.Precinct precinct, int fromLayer, int toLayer, int component)
            throws ImagingException {
        for (int layer = Math.max(fromLayer, precinct.layers); layer < toLayer; layer++) {
            if (layer != precinct.layers) {
                throw frame.damaged("JPEG 2000 layers out of order");
            }
            packet(precinct, layer, tile.components[component].coding().style());
            precinct.layers++;
        }
    }

    private boolean marker(int code) {
        return position + 2 <= end && (data[position] & 0xff) == 0xff && (data[position + 1] & 0xff) == code;
    }

    private void packet(J2kTile.Precinct precinct, int layer, int style) throws ImagingException {
        if (parameters.startMarkers && marker(0x91)) {
            position += 6;
        }
        if (position >= end) {
            throw frame.damaged("JPEG 2000 packets end early");
        }
        J2kPacketBits bits = new J2kPacketBits(data, position, end);
        int[] before = null;
        if (bits.read() == 1) {
            int count = 0;
            for (J2kTile.PrecinctBand band : precinct.bands) {
                count += band.blocks().size();
            }
            work.take(count);
            before = new int[count];
            int i = 0;
            for (J2kTile.PrecinctBand band : precinct.bands) {
                for (int b = 0; b < band.blocks().size(); b++) {
                    before[i++] = band.blocks().get(b).chunks;
                    blockHeader(bits, band, b, layer, style);
                }
            }
        }
        position = bits.align();
        if (bits.exhausted()) {
            throw frame.damaged("JPEG 2000 packet header cut off");
        }
        if (parameters.endMarkers && marker(0x92)) {
            position += 2;
        }
        if (before == null) {
            return;
        }
        int i = 0;
        for (J2kTile.PrecinctBand band : precinct.bands) {
            for (J2kTile.Block block : band.blocks()) {
                for (int chunk = before[i++]; chunk < block.chunks; chunk++) {
                    int length = block.chunk[3 * chunk + 2];
                    if (length > end - position) {
                        throw frame.damaged("JPEG 2000 packet cut off");
                    }
                    block.chunk[3 * chunk + 1] = position;
                    position += length;
                }
            }
        }
    }

    /** B.10: inclusion, zero bit planes, number of passes, lengths. */
    private void blockHeader(J2kPacketBits bits, J2kTile.PrecinctBand band, int index, int layer, int style)
            throws ImagingException {
        J2kTile.Block block = band.blocks().get(index);
        int x = index % band.across();
        int y = index / band.across();
        boolean included = block.included
                ? bits.read() == 1
                : band.inclusion().read(bits, x, y, layer + 1) <= layer;
        if (!included) {
            return;
        }
        if (!block.included) {
            block.included = true;
            int planes = block.band.planes + block.band.regionShift;
            int zero = band.zeroPlanes().read(bits, x, y, planes + 1);
            if (zero > planes) {
                throw frame.damaged("JPEG 2000 code-block with too few bit planes");
            }
            block.zeroPlanes = zero;
        }
        int passes = passes(bits);
        while (bits.read() == 1) {
            if (++block.lengthBits > MAX_LENGTH_BITS) {
                throw frame.damaged("JPEG 2000 code-block length");
            }
        }
        block.passes += passes;
        while (passes > 0) {
            int segment = block.segments - 1;
            if (segment < 0 || block.segmentPasses[segment] == block.segmentRoom[segment]) {
                segment = block.openSegment(room(block, segment, style));
            }
            int taken = Math.min(passes, block.segmentRoom[segment] - block.segmentPasses[segment]);
            int width = block.lengthBits + 31 - Integer.numberOfLeadingZeros(taken);
            if (width > MAX_LENGTH_BITS) {
                throw frame.damaged("JPEG 2000 code-block length");
            }
            block.add(segment, 0, bits.read(width));
            block.segmentPasses[segment] += taken;
            passes -= taken;
            if (bits.exhausted()) {
                throw frame.damaged("JPEG 2000 packet header cut off");
            }
        }
    }

    /** How many passes a new codeword segment may hold (D.4.2, D.6). */
    private static int room(J2kTile.Block block, int previous, int style) {
        if ((style & HtBlockDecoder.HIGH_THROUGHPUT) != 0) {
            // a cleanup pass, then both refinement passes together (T.814 7.1)
            return previous < 0 || block.segmentRoom[previous] == 2 ? 1 : 2;
        }
        if ((style & J2kBlockDecoder.TERMINATE_ALL) != 0) {
            return 1;
        }
        if ((style & J2kBlockDecoder.BYPASS) == 0) {
            return UNLIMITED_PASSES;
        }
        return previous < 0 ? 10 : block.segmentRoom[previous] == 2 ? 1 : 2;
    }

    /** Table B.4. */
    private static int passes(J2kPacketBits bits) {
        if (bits.read() == 0) {
            return 1;
        }
        if (bits.read() == 0) {
            return 2;
        }
        int more = bits.read(2);
        if (more < 3) {
            return 3 + more;
        }
        more = bits.read(5);
        return more < 31 ? 6 + more : 37 + bits.read(7);
    }
}
