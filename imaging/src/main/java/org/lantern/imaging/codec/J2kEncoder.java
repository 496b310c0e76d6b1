package org.lantern.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;

/**
 * Makes JPEG 2000 lossless frames, ITU-T T.800, and high-throughput ones, ITU-T T.814: one tile, one quality layer,
 * reversible wavelet and, for RGB, reversible component transform, so that the photometric interpretation becomes YBR_RCT
 * (PS3.5 8.2.4). Code-blocks are encoded by as many threads as there are processors.
 */
public final class J2kEncoder {
    private static final int MAX_LEVELS = 5;
    private static final int BLOCK_EXPONENT = 6;
    private static final int GUARD_BITS = 2;
    private static final int BY_RESOLUTION_THEN_POSITION = 2;

    /** Rsiz bit and the Part 15 bit of Pcap, T.814 A.2 and A.3. */
    private static final int USES_CAPABILITIES = 0x4000;
    private static final int PART_15 = 0x20000;

    /** Encodes all coefficients of one code-block; used by one thread at a time. */
    interface BlockEncoder {
        Coded encode(J2kTile.Block block);
    }

    /**
     * What was coded of a block.
     *
     * @param bytes one codeword segment
     * @param planes bit planes that are not said to be zero
     * @param passes 0 where all coefficients are zero
     */
    record Coded(byte[] bytes, int planes, int passes) {
        static final Coded NOTHING = new Coded(new byte[0], 0, 0);
    }

    private final PixelFormat format;
    private final boolean highThroughput;
    private final WholeSamples samples;
    private final boolean transformed;
    private final int levels;

    private J2kEncoder(PixelFormat format, WholeSamples samples, boolean highThroughput) {
        this.format = format;
        this.highThroughput = highThroughput;
        this.samples = samples;
        transformed = transforms(format);
        int count = 0;
        while (count < MAX_LEVELS && Math.min(format.rows(), format.columns()) >> count + 1 > 0) {
            count++;
        }
        levels = count;
    }

    /**
     * Encodes one frame as a codestream, from SOC to EOC.
     *
     * @throws ImagingException.Unsupported if samples are not 8 or 16 bits wide
     */
    public static byte[] encode(Frame frame) throws ImagingException {
        return new J2kEncoder(frame.format(), WholeSamples.of(frame, true, "JPEG 2000"), false).encode();
    }

    /** As {@link #encode}, with high-throughput code-blocks: larger by a few percent and several times as fast. */
    public static byte[] encodeHighThroughput(Frame frame) throws ImagingException {
        return new J2kEncoder(frame.format(), WholeSamples.of(frame, true, "HTJ2K"), true).encode();
    }

    /** Whether samples go through the reversible component transform. */
    static boolean transforms(PixelFormat format) {
        return format.photometric() == Photometric.RGB && format.samplesPerPixel() == 3;
    }

    private byte[] encode() throws ImagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(samples.values().length + 1024);
        header(out);
        int tileStart = out.size();
        out.writeBytes(
                ByteBuffer.allocate(14).putShort((short) 0xff90).putShort((short) 10).putShort((short) 0).putInt(0)
                        .put((byte) 0).put((byte) 1).putShort((short) 0xff93).array());
        // how the standard divides the image is asked of the code that reads it
        EncodedFrame empty = new EncodedFrame(0, format, out.toByteArray());
        J2kTile tile = new J2kTile(empty, new J2kHeader(empty), 0, Long.MAX_VALUE);
        transform(tile);
        Map<J2kTile.Block, Coded> coded = encodeBlocks(tile);
        J2kPacketWriter packets = new J2kPacketWriter(out);
        for (int r = 0; r <= levels; r++) {
            for (int p = 0; p < tile.components[0].resolutions()[r].precincts.length; p++) {
                for (J2kTile.TileComponent component : tile.components) {
                    packets.packet(component.resolutions()[r].precincts[p], coded::get);
                }
            }
        }
        byte[] stream = ByteBuffer.allocate(out.size() + 2).put(out.toByteArray()).putShort((short) 0xffd9).array();
        ByteBuffer.wrap(stream).putInt(tileStart + 6, out.size() - tileStart);
        return stream;
    }

    /** SOC, SIZ, COD and QCD. */
    private void header(ByteArrayOutputStream out) {
        int components = format.samplesPerPixel();
        ByteBuffer header = ByteBuffer.allocate(256);
        header.putShort((short) 0xff4f);
        header.putShort((short) 0xff51).putShort((short) (38 + 3 * components))
                .putShort((short) (highThroughput ? USES_CAPABILITIES : 0));
        header.putInt(format.columns()).putInt(format.rows()).putInt(0).putInt(0);
        header.putInt(format.columns()).putInt(format.rows()).putInt(0).putInt(0).putShort((short) components);
        for (int c = 0; c < components; c++) {
            header.put((byte) (samples.precision() - 1 | (samples.signed() ? 0x80 : 0))).put((byte) 1).put((byte) 1);
        }
        // E.1.1: the exponent is the nominal range of the band; chroma differences have one bit more
        int range = samples.precision() + (transformed ? 1 : 0);
        if (highThroughput) {
            int bound = GUARD_BITS - 1 + range + (levels > 0 ? 2 : 0);
            header.putShort((short) 0xff50).putShort((short) 8).putInt(PART_15)
                    .putShort((short) Math.max(0, bound - 8));
        }
        header.putShort((short) 0xff52).putShort((short) 12).put((byte) 0).put((byte) BY_RESOLUTION_THEN_POSITION)
                .putShort((short) 1).put((byte) (transformed ? 1 : 0)).put((byte) levels)
                .put((byte) (BLOCK_EXPONENT - 2)).put((byte) (BLOCK_EXPONENT - 2))
                .put((byte) (highThroughput ? HtBlockDecoder.HIGH_THROUGHPUT : 0)).put((byte) 1);
        header.putShort((short) 0xff5c).putShort((short) (4 + 3 * levels)).put((byte) (GUARD_BITS << 5));
        header.put((byte) (range << 3));
        for (int level = 0; level < levels; level++) {
            header.put((byte) (range + 1 << 3)).put((byte) (range + 1 << 3)).put((byte) (range + 2 << 3));
        }
        out.write(header.array(), 0, header.position());
    }

    private void transform(J2kTile tile) {
        int components = format.samplesPerPixel();
        int columns = format.columns();
        int shift = samples.signed() ? 0 : 1 << samples.precision() - 1;
        int[][][] planes = new int[components][format.rows()][columns];
        for (int y = 0, i = 0; y < format.rows(); y++) {
            for (int x = 0; x < columns; x++) {
                for (int c = 0; c < components; c++, i++) {
                    planes[c][y][x] = samples.values()[i] - shift;
                }
            }
            if (transformed) {
                forwardReversible(planes[0][y], planes[1][y], planes[2][y]);
            }
        }
        for (int c = 0; c < components; c++) {
            J2kForwardWavelet.reversible(planes[c], tile.components[c].resolutions());
        }
    }

    /** G.2. */
    private static void forwardReversible(int[] red, int[] green, int[] blue) {
        for (int i = 0; i < red.length; i++) {
            int luminance = red[i] + 2 * green[i] + blue[i] >> 2;
            int first = blue[i] - green[i];
            int second = red[i] - green[i];
            red[i] = luminance;
            green[i] = first;
            blue[i] = second;
        }
    }

    private Map<J2kTile.Block, Coded> encodeBlocks(J2kTile tile) {
        List<J2kTile.Block> blocks = new ArrayList<>();
        for (J2kTile.TileComponent component : tile.components) {
            for (J2kTile.Resolution resolution : component.resolutions()) {
                for (J2kTile.Precinct precinct : resolution.precincts) {
                    precinct.bands.forEach(band -> blocks.addAll(band.blocks()));
                }
            }
        }
        ThreadLocal<BlockEncoder> encoders = ThreadLocal
                .withInitial(() -> highThroughput ? new HtBlockEncoder() : new J2kBlockEncoder());
        List<Coded> coded = blocks.parallelStream().map(block -> encoders.get().encode(block)).toList();
        Map<J2kTile.Block, Coded> byBlock = HashMap.newHashMap(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            byBlock.put(blocks.get(i), coded.get(i));
        }
        return byBlock;
    }
}
