package org.lantern.imaging.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;

/**
 * JPEG 2000 headers in which every number is in its range and which together ask for days of work or all of memory: what
 * kept OpenJPEG in a loop (CVE-2023-39327) and exhausted others.
 */
class Jpeg2000LimitsTest {
    private static final Duration HANG = Duration.ofMinutes(2);

    /** How a stream is made. @param progressions of a POC, of all layers and resolutions, by position of components */
    private record Shape(int rows, int columns, int tileRows, int tileColumns, int order, int layers, int levels,
            int blockExponent, int precinct, int progressions, int bodyBytes, int bodyByte) {

        byte[] stream() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeShort(0xff4f);
            out.writeShort(0xff51);
            out.writeShort(41);
            out.writeShort(0);
            for (int number : new int[]{columns, rows, 0, 0, tileColumns, tileRows, 0, 0}) {
                out.writeInt(number);
            }
            out.writeShort(1);
            out.write(new byte[]{7, 1, 1});
            out.writeShort(0xff52);
            out.writeShort(12 + (precinct == 0 ? 0 : levels + 1));
            out.writeByte(precinct == 0 ? 0 : 1);
            out.writeByte(order);
            out.writeShort(layers);
            out.write(new byte[]{0, (byte) levels, (byte) (blockExponent - 2), (byte) (blockExponent - 2), 0, 1});
            for (int r = 0; r <= levels && precinct != 0; r++) {
                out.writeByte(precinct);
            }
            out.writeShort(0xff5c);
            out.writeShort(3 + 3 * levels + 1);
            out.writeByte(0x40);
            for (int i = 0; i < 3 * levels + 1; i++) {
                out.writeByte(8 << 3);
            }
            for (int left = progressions; left > 0; left -= 9000) {
                int count = Math.min(left, 9000);
                out.writeShort(0xff5f);
                out.writeShort(2 + 7 * count);
                for (int i = 0; i < count; i++) {
                    out.write(new byte[]{0, 0});
                    out.writeShort(layers);
                    out.write(new byte[]{(byte) (levels + 1), 1, (byte) order});
                }
            }
            int tiles = Math.ceilDiv(rows, tileRows) * Math.ceilDiv(columns, tileColumns);
            for (int tile = 0; tile < tiles; tile++) {
                out.writeShort(0xff90);
                out.writeShort(10);
                out.writeShort(tile);
                out.writeInt(14 + bodyBytes);
                out.writeShort(1);
                out.writeShort(0xff93);
                for (int i = 0; i < bodyBytes; i++) {
                    out.writeByte(bodyByte);
                }
            }
            out.writeShort(0xffd9);
            return bytes.toByteArray();
        }
    }

    private static ImagingException refused(Shape shape, long allowedBytes) throws Exception {
        byte[] file = Seeds.encapsulated(Seeds.image(shape.rows, shape.columns, 1, 8, 0),
                Frames.Kind.JPEG_2000.syntax(), shape.stream());
        ImagingException[] refused = new ImagingException[1];
        assertTimeoutPreemptively(HANG, () -> Spending.within(allowedBytes,
                () -> refused[0] = assertThrows(ImagingException.class, () -> decode(file))));
        return refused[0];
    }

    private static int decode(byte[] file) throws ImagingException {
        try (FrameReader reader = FrameReader
                .open(DicomFile.read(new ArrayByteSource(file), ParseLimits.CLINICAL))) {
            return reader.read(0).samples().length();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String limit(ImagingException refused) {
        return assertThrows(ImagingException.LimitExceeded.class, () -> {
            throw refused;
        }).limit();
    }

    @Test
    void a_black_image_is_decoded() throws Exception {
        Shape black = new Shape(300, 200, 300, 200, 0, 2, 3, 6, 0, 0, 8, 0);
        byte[] file = Seeds.encapsulated(Seeds.image(300, 200, 1, 8, 0), Frames.Kind.JPEG_2000.syntax(),
                black.stream());
        assertEquals(60_000, decode(file));
    }

    @Test
    void progression_changes_without_number() throws Exception {
        Shape shape = new Shape(4096, 4000, 4096, 4000, 3, 1, 0, 6, 0, 1025, 1, 0);
        assertEquals("jpeg2000Progressions", limit(refused(shape, 100 << 20)));
    }

    /** Each visits a quarter of a million places, of which one has a packet. */
    @Test
    void progression_changes_that_visit_every_place_again() throws Exception {
        Shape shape = new Shape(512, 500, 512, 500, 3, 1, 1, 2, 0x11, 1000, 200_000, 0);
        assertEquals("jpeg2000Steps", limit(refused(shape, 400L << 20)));
    }

    /** As many packets as bytes, each with 64,000 code-blocks of which none is in it. */
    @Test
    void layers_of_empty_code_blocks() throws Exception {
        Shape shape = new Shape(1024, 1000, 1024, 1000, 0, 65535, 0, 2, 0, 0, 131_072, 0x80);
        refused(shape, 1_000L << 20);
    }

    /** The smallest code-blocks of a large image take more memory than the image. */
    @Test
    void code_blocks_without_bytes() throws Exception {
        Shape shape = new Shape(8192, 8000, 8192, 8000, 0, 1, 0, 2, 0, 0, 1, 0);
        assertEquals("jpeg2000CodeBlocks", limit(refused(shape, 400L << 20)));
    }

    @Test
    void more_tiles_than_the_standard_has() throws Exception {
        Shape shape = new Shape(512, 256, 1, 1, 0, 1, 0, 6, 0, 0, 1, 0);
        assertEquals("jpeg2000Tiles", limit(refused(shape, 64 << 20)));
    }

    @Test
    void more_levels_than_the_standard_has() throws Exception {
        refused(new Shape(64, 48, 64, 48, 0, 1, 33, 6, 0, 0, 100, 0), 16 << 20);
    }

    /** Precincts of a pixel each: more packets than there are bytes. */
    @Test
    void precincts_of_a_pixel() throws Exception {
        refused(new Shape(4096, 4000, 4096, 4000, 2, 1, 0, 6, 0x10, 0, 1000, 0), 100 << 20);
        refused(new Shape(4096, 4000, 4096, 4000, 2, 65535, 5, 6, 0x11, 0, 1000, 0), 100 << 20);
    }
}
