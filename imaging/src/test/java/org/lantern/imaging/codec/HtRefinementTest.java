package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.PixelFormat;

/**
 * Refinement passes, which no free encoder writes. Any bytes are such passes: streams of cleanup passes are raised by a bit
 * plane and given a second segment of chance, and OpenJPEG says what they mean.
 */
class HtRefinementTest {
    private static final PixelFormat FORMAT = TestImages.format(37, 45, 1, 16);

    @TempDir
    Path folder;

    /** Packet headers for a stream whose bands have one code-block each. */
    private static final class Bits {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int held;
        private int room = 8;

        void put(int value, int count) {
            for (int i = count - 1; i >= 0; i--) {
                held = held << 1 | value >> i & 1;
                if (--room == 0) {
                    emit();
                }
            }
        }

        private void emit() {
            int value = held << room & 0xff;
            out.write(value);
            held = 0;
            room = value == 0xff ? 7 : 8;
        }

        byte[] finish() {
            byte[] bytes = out.toByteArray();
            if (room != 8 || bytes.length > 0 && bytes[bytes.length - 1] == -1) {
                emit();
            }
            return out.toByteArray();
        }
    }

    /** @param style further code-block style bits @param length of each second segment */
    private static byte[] refined(byte[] stream, int passes, int style, int length, SplittableRandom random)
            throws ImagingException {
        EncodedFrame frame = new EncodedFrame(0, FORMAT, stream);
        J2kHeader header = new J2kHeader(frame);
        int[] range = header.tiles[0].ranges.getFirst();
        J2kTile tile = new J2kTile(frame, header, 0, Long.MAX_VALUE);
        new J2kPackets(frame, tile, header.tiles[0].parameters, stream, range[0], range[1], new J2kWork()).read();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (J2kTile.Resolution resolution : tile.components[0].resolutions()) {
            Bits bits = new Bits();
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            bits.put(1, 1);
            for (J2kTile.PrecinctBand band : resolution.precincts[0].bands) {
                assertEquals(1, band.blocks().size());
                J2kTile.Block block = band.blocks().getFirst();
                bits.put(block.passes > 0 ? 1 : 0, 1);
                if (block.passes > 0) {
                    // one zero plane fewer, so that the cleanup pass lies one plane higher
                    bits.put(1, block.zeroPlanes);
                    bits.put(passes == 2 ? 2 : 12, passes == 2 ? 2 : 4);
                    bits.put(0xfffffffe, 14);
                    int coded = block.chunk[2];
                    bits.put(coded, 16);
                    bits.put(length, passes == 2 ? 16 : 17);
                    data.write(stream, block.chunk[1], coded);
                    data.writeBytes(segment(length, random));
                }
            }
            body.writeBytes(bits.finish());
            body.writeBytes(data.toByteArray());
        }
        byte[] changed = ByteBuffer.allocate(range[0] + body.size() + 2).put(stream, 0, range[0])
                .put(body.toByteArray()).putShort((short) 0xffd9).array();
        int tileStart = range[0] - 14;
        ByteBuffer.wrap(changed).putInt(tileStart + 6, 14 + body.size());
        // SIZ with one component takes 43 bytes, CAP 10, COD's style is its eleventh byte
        int style0 = 2 + 43 + 10 + 12;
        assertEquals(HtBlockDecoder.HIGH_THROUGHPUT, changed[style0]);
        changed[style0] |= (byte) style;
        return changed;
    }

    /** Bytes that a coder may write: after one of ones none above 7F. */
    private static byte[] segment(int length, SplittableRandom random) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int value = random.nextInt(4) == 0 ? 0xff : random.nextInt(4) == 0 ? 0x7f : random.nextInt(256);
            bytes[i] = (byte) (i > 0 && bytes[i - 1] == -1 ? value & 0x7f : i == length - 1 ? value & 0x7f : value);
        }
        return bytes;
    }

    private static byte[] cleanupOnly(long seed) throws ImagingException {
        Frame smooth = RandomImages.frame(FORMAT.rows(), FORMAT.columns(), 1, 9, false, 5, seed);
        // around the middle of the range, so that doubled coefficients are not clamped
        return J2kEncoder.encodeHighThroughput(TestImages.frame(FORMAT,
                Arrays.stream(TestImages.values(smooth.samples())).map(value -> value + 32512).toArray()));
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 40", "3, 0, 40", "3, 0, 300", "3, 8, 60", "2, 8, 7", "3, 0, 1"})
    void chance_refinements_are_decoded_as_openjpeg_does(int passes, int style, int length) throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(f -> Files.isExecutable(Path.of(f, "opj_decompress"))), "no opj_decompress");
        for (int seed = 1; seed <= 4; seed++) {
            byte[] plain = cleanupOnly(seed);
            byte[] stream = refined(plain, passes, style, length, new SplittableRandom(seed));
            int[] values = TestImages.decode(".j2k", FORMAT, stream);
            assertFalse(Arrays.equals(values, TestImages.decode(".j2k", FORMAT, plain)));
            Path in = Files.write(folder.resolve("in.j2k"), stream);
            Path out = folder.resolve("out.rawl");
            assertEquals(0, new ProcessBuilder("opj_decompress", "-i", in.toString(), "-o", out.toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
            int[] expected = new int[values.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = bytes.getShort(2 * i) & 0xffff;
            }
            assertArrayEquals(expected, values, "seed " + seed);
        }
    }

    @Test
    void damaged_refinements_raise_nothing_but_our_own_failures() throws ImagingException {
        byte[] stream = refined(cleanupOnly(1), 3, 0, 40, new SplittableRandom(1));
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 1000; round++) {
            byte[] changed = stream.clone();
            for (int i = 0; i < 5; i++) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                TestImages.decode(".j2k", FORMAT, changed);
            } catch (ImagingException _) {
                // what a damaged stream is supposed to end in
            }
        }
        assertThrows(ImagingException.class,
                () -> TestImages.decode(".j2k", FORMAT, Arrays.copyOf(stream, stream.length / 2)));
    }
}
