package org.lantern.imaging.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lantern.imaging.ImagingException;

/**
 * The marker segments of a JPEG 2000 codestream, ITU-T T.800 Annex A. The main header's parameters are defaults of every
 * tile; a tile's first tile-part may override them.
 */
final class J2kHeader {
    private static final int SOC = 0xff4f;
    private static final int SIZ = 0xff51;
    private static final int SOT = 0xff90;
    private static final int SOD = 0xff93;
    private static final int EOC = 0xffd9;
    private static final int MAX_TILES = 65535;
    /** Of a tile; the standard leaves it open, encoders write a handful. */
    private static final int MAX_PROGRESSIONS = 1024;

    /** SIZ, one component. */
    record Component(int precision, boolean signed, int dx, int dy) {}

    /**
     * COD or COC, the part that belongs to a component (A.6.1).
     *
     * @param levels decomposition levels, 0..32
     * @param blockWidthExponent of a code-block, 2..10
     * @param style code-block style bits (Table A.19)
     * @param precincts for each resolution the exponents of its precincts: width | height shl 4
     */
    record Coding(int levels, int blockWidthExponent, int blockHeightExponent, int style, boolean reversible,
            int[] precincts) {}

    /** QCD or QCC (A.6.4). @param kind 0 none, 1 derived, 2 expounded; steps: exponent shl 11 | mantissa */
    record Quantization(int kind, int guardBits, int[] steps) {}

    /** One progression order change (A.6.6), or the whole tile. */
    record Progression(int order, int fromResolution, int toResolution, int fromComponent, int toComponent,
            int layers) {}

    /** What may differ from tile to tile. */
    static final class Parameters {
        int order;
        int layers = -1;
        boolean componentTransform;
        boolean startMarkers;
        boolean endMarkers;
        Coding coding;
        Quantization quantization;
        final Coding[] componentCoding;
        final Quantization[] componentQuantization;
        final int[] regionShift;
        /** Those of the main header are shared by all tiles that have none of their own. */
        private List<Progression> progressions = List.of();

        Parameters(int components) {
            componentCoding = new Coding[components];
            componentQuantization = new Quantization[components];
            regionShift = new int[components];
        }

        Parameters copy() {
            Parameters copy = new Parameters(regionShift.length);
            copy.order = order;
            copy.layers = layers;
            copy.componentTransform = componentTransform;
            copy.startMarkers = startMarkers;
            copy.endMarkers = endMarkers;
            copy.coding = coding;
            copy.quantization = quantization;
            System.arraycopy(componentCoding, 0, copy.componentCoding, 0, regionShift.length);
            System.arraycopy(componentQuantization, 0, copy.componentQuantization, 0, regionShift.length);
            System.arraycopy(regionShift, 0, copy.regionShift, 0, regionShift.length);
            copy.progressions = progressions;
            return copy;
        }

        List<Progression> progressions() {
            return progressions;
        }

        Coding codingOf(int component) {
            return componentCoding[component] != null ? componentCoding[component] : coding;
        }

        Quantization quantizationOf(int component) {
            return componentQuantization[component] != null ? componentQuantization[component] : quantization;
        }
    }

    /** The packets of one tile, from all its tile-parts. */
    static final class TileData {
        final Parameters parameters;
        /** Pairs of first byte and end, in the order of the stream. */
        final List<int[]> ranges = new ArrayList<>();

        private TileData(Parameters parameters) {
            this.parameters = parameters;
        }
    }

    private final EncodedFrame frame;
    private final byte[] data;
    private int position;

    // SIZ, on the reference grid
    long width;
    long height;
    long left;
    long top;
    long tileWidth;
    long tileHeight;
    long tileLeft;
    long tileTop;
    Component[] components;
    int tilesAcross;
    TileData[] tiles;

    J2kHeader(EncodedFrame frame) throws ImagingException {
        this.frame = frame;
        this.data = frame.data();
        position = codestream();
        read();
    }

    byte[] data() {
        return data;
    }

    /** Skips the boxes of a JP2 file, which do not belong into DICOM (PS3.5 A.4.4) but are met. */
    private int codestream() throws ImagingException {
        if (u16(0) == SOC) {
            return 0;
        }
        long at = 0;
        while (at + 8 <= data.length) {
            long length = u32((int) at);
            boolean codestream = u32((int) at + 4) == 0x6a703263;
            int header = 8;
            if (length == 1 && at + 16 <= data.length) {
                length = u32((int) at + 8) << 32 | u32((int) at + 12);
                header = 16;
            }
            if (codestream) {
                return (int) Math.min(at + header, data.length);
            }
            if (length < header || length > data.length) {
                break;
            }
            at += length;
        }
        throw frame.damaged("no JPEG 2000 codestream");
    }

    private int u8(int at) throws ImagingException {
        if (at < 0 || at >= data.length) {
            throw frame.damaged("JPEG 2000 header cut off");
        }
        return data[at] & 0xff;
    }

    private int u16(int at) throws ImagingException {
        return u8(at) << 8 | u8(at + 1);
    }

    private long u32(int at) throws ImagingException {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    private void read() throws ImagingException {
        if (u16(position) != SOC || u16(position + 2) != SIZ) {
            throw frame.damaged("JPEG 2000 codestream does not begin with SOC and SIZ");
        }
        position += 2;
        Parameters main = null;
        while (true) {
            // an absent end marker is tolerated: whether the packets are complete is known without it
            int marker = position + 2 <= data.length ? u16(position) : EOC;
            if (marker == EOC) {
                break;
            }
            int length = u16(position + 2);
            int from = position + 4;
            int to = position + 2 + length;
            if (length < 2 || to > data.length) {
                throw frame.damaged("JPEG 2000 marker segment cut off");
            }
            if (marker == SIZ) {
                if (main != null) {
                    throw frame.damaged("second SIZ");
                }
                size(from, to);
                main = new Parameters(components.length);
                position = to;
            } else if (marker == SOT) {
                tilePart(main, from);
            } else {
                segment(marker, from, to, main, false);
                position = to;
            }
        }
        if (tiles == null || Arrays.stream(tiles).anyMatch(t -> t == null)) {
            throw frame.damaged("JPEG 2000 tile missing");
        }
    }

    private void size(int from, int to) throws ImagingException {
        if (to - from < 36 + 3) {
            throw frame.damaged("SIZ too short");
        }
        width = u32(from + 2);
        height = u32(from + 6);
        left = u32(from + 10);
        top = u32(from + 14);
        tileWidth = u32(from + 18);
        tileHeight = u32(from + 22);
        tileLeft = u32(from + 26);
        tileTop = u32(from + 30);
        int count = u16(from + 34);
        if (to - from < 36 + 3 * count || left >= width || top >= height || tileWidth == 0 || tileHeight == 0
                || tileLeft > left || tileTop > top || tileLeft + tileWidth <= left || tileTop + tileHeight <= top) {
            throw frame.damaged("SIZ does not make sense");
        }
        frame.requireShape(height - top, width - left, count);
        if (width > Integer.MAX_VALUE / 2 || height > Integer.MAX_VALUE / 2) {
            throw new ImagingException.Unsupported("JPEG 2000 image that far from its origin");
        }
        components = new Component[count];
        for (int i = 0; i < count; i++) {
            int depth = u8(from + 36 + 3 * i);
            components[i] = new Component((depth & 0x7f) + 1, depth >= 0x80, u8(from + 37 + 3 * i),
                    u8(from + 38 + 3 * i));
            if (components[i].dx != 1 || components[i].dy != 1) {
                throw new ImagingException.Unsupported("JPEG 2000 with subsampled components");
            }
            if (components[i].precision > 16) {
                throw new ImagingException.Unsupported("JPEG 2000 with " + components[i].precision + " bits");
            }
            frame.requirePrecision(components[i].precision);
        }
        long across = (width - tileLeft + tileWidth - 1) / tileWidth;
        long down = (height - tileTop + tileHeight - 1) / tileHeight;
        if (across * down > MAX_TILES) {
            throw new ImagingException.LimitExceeded("jpeg2000Tiles", across * down, MAX_TILES);
        }
        tilesAcross = (int) across;
        tiles = new TileData[(int) (across * down)];
    }

    private void tilePart(Parameters main, int from) throws ImagingException {
        int start = position;
        int index = u16(from);
        long length = u32(from + 2);
        long end = length == 0 ? data.length : start + length;
        if (main == null || index >= tiles.length || end > data.length || length != 0 && length < 14) {
            throw frame.damaged("JPEG 2000 tile-part cut off");
        }
        boolean first = tiles[index] == null;
        if (first) {
            tiles[index] = new TileData(main.copy());
        }
        position = from + 8;
        while (u16(position) != SOD) {
            int to = position + 2 + u16(position + 2);
            if (to > end || to < position + 4) {
                throw frame.damaged("JPEG 2000 tile-part header cut off");
            }
            segment(u16(position), position + 4, to, tiles[index].parameters, true);
            position = to;
        }
        position += 2;
        if (position > end) {
            throw frame.damaged("JPEG 2000 tile-part header cut off");
        }
        tiles[index].ranges.add(new int[]{position, (int) end});
        position = (int) end;
    }

    private void segment(int marker, int from, int to, Parameters parameters, boolean tile) throws ImagingException {
        if (parameters == null) {
            throw frame.damaged("JPEG 2000 marker before SIZ");
        }
        int wide = components.length < 257 ? 1 : 2;
        switch (marker) {
            case 0xff52 -> { // COD
                int style = u8(from);
                parameters.startMarkers = (style & 2) != 0;
                parameters.endMarkers = (style & 4) != 0;
                parameters.order = u8(from + 1);
                parameters.layers = u16(from + 2);
                parameters.componentTransform = u8(from + 4) == 1;
                parameters.coding = coding(from + 5, to, (style & 1) != 0);
                if (tile) {
                    Arrays.fill(parameters.componentCoding, null);
                }
                if (parameters.order > 4 || parameters.layers == 0 || u8(from + 4) > 1) {
                    throw frame.damaged("COD does not make sense");
                }
            }
            case 0xff53 -> // COC
                parameters.componentCoding[component(from, wide)] = coding(from + wide + 1, to,
                        (u8(from + wide) & 1) != 0);
            case 0xff5c -> { // QCD
                parameters.quantization = quantization(from, to);
                if (tile) {
                    Arrays.fill(parameters.componentQuantization, null);
                }
            }
            case 0xff5d -> // QCC
                parameters.componentQuantization[component(from, wide)] = quantization(from + wide, to);
            case 0xff5e -> { // RGN
                if (u8(from + wide) != 0 || u8(from + wide + 1) > 31) {
                    throw frame.damaged("RGN does not make sense");
                }
                parameters.regionShift[component(from, wide)] = u8(from + wide + 1);
            }
            case 0xff5f -> { // POC
                int each = 5 + 2 * wide;
                List<Progression> changes = new ArrayList<>(parameters.progressions);
                for (int at = from; at + each <= to; at += each) {
                    int toComponent = wide == 1 ? u8(at + 5 + wide) : u16(at + 5 + wide);
                    changes.add(new Progression(u8(at + 4 + 2 * wide), u8(at), u8(at + 3 + wide),
                            wide == 1 ? u8(at + 1) : u16(at + 1), toComponent == 0 ? 256 : toComponent,
                            u16(at + 1 + wide)));
                }
                if (changes.size() > MAX_PROGRESSIONS) {
                    throw new ImagingException.LimitExceeded("jpeg2000Progressions", changes.size(),
                            MAX_PROGRESSIONS);
                }
                parameters.progressions = changes;
            }
            case 0xff60, 0xff61 -> throw new ImagingException.Unsupported("JPEG 2000 with packed packet headers");
            default -> {
                // TLM, PLM, PLT, CRG, COM, CAP, PRF: nothing that decoding needs
            }
        }
    }

    private int component(int at, int wide) throws ImagingException {
        int index = wide == 1 ? u8(at) : u16(at);
        if (index >= components.length) {
            throw frame.damaged("JPEG 2000 component " + index);
        }
        return index;
    }

    private Coding coding(int from, int to, boolean precincts) throws ImagingException {
        int levels = u8(from);
        int w = u8(from + 1) + 2;
        int h = u8(from + 2) + 2;
        int style = u8(from + 3);
        int transform = u8(from + 4);
        if (levels > 32 || w > 10 || h > 10 || w + h > 12 || transform > 1 || precincts && to < from + 6 + levels) {
            throw frame.damaged("JPEG 2000 coding style does not make sense");
        }
        if ((style & 0x80) != 0) {
            throw new ImagingException.Unsupported("JPEG 2000 code-block style " + style);
        }
        int[] sizes = new int[levels + 1];
        for (int r = 0; r <= levels; r++) {
            sizes[r] = precincts ? u8(from + 5 + r) : 0xff;
            if (r > 0 && ((sizes[r] & 15) == 0 || sizes[r] >> 4 == 0)) {
                throw frame.damaged("JPEG 2000 precinct size");
            }
        }
        return new Coding(levels, w, h, style, transform == 1, sizes);
    }

    private Quantization quantization(int from, int to) throws ImagingException {
        int style = u8(from);
        int kind = style & 31;
        if (kind > 2 || from >= to) {
            throw frame.damaged("JPEG 2000 quantization style " + kind);
        }
        int count = kind == 0 ? to - from - 1 : kind == 1 ? 1 : (to - from - 1) / 2;
        int[] steps = new int[count];
        for (int i = 0; i < count; i++) {
            steps[i] = kind == 0 ? u8(from + 1 + i) >> 3 << 11 : u16(from + 1 + 2 * i);
        }
        return new Quantization(kind, style >> 5, steps);
    }
}
