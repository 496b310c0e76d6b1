package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;

class RleTest {
    @Property(tries = 300)
    void what_was_encoded_is_decoded_again(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 300) int columns, @ForAll @IntRange(min = 0, max = 3) int width,
            @ForAll boolean colour, @ForAll @IntRange(min = 1, max = 9) int roughness, @ForAll long seed)
            throws ImagingException {
        int bits = new int[]{1, 8, 16, 32}[width];
        int samples = colour && bits > 1 ? 3 : 1;
        PixelFormat format = new PixelFormat(rows, columns, samples, bits, bits, bits - 1, false, false,
                colour ? Photometric.RGB : Photometric.MONOCHROME2);
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        int[] values = new int[rows * columns * samples];
        int value = 0;
        for (int i = 0; i < values.length; i++) {
            value = random.nextInt(10) < roughness ? random.nextInt() >>> 32 - bits : value;
            values[i] = value;
        }
        Frame frame = TestImages.frame(format, values);
        byte[] encoded = RleEncoder.encode(frame);
        assertEquals(0, encoded.length % 2);
        assertArrayEquals(CorpusReport.littleEndian(frame.samples()),
                CorpusReport.littleEndian(RleDecoder.decode(new EncodedFrame(0, format, encoded))));
    }

    @Test
    void a_segment_that_ends_before_its_plane_is_full_is_refused() throws ImagingException {
        PixelFormat format = TestImages.format(4, 5, 1, 8);
        byte[] encoded = RleEncoder.encode(TestImages.frame(format, new int[20]));
        encoded[65] = 0;
        byte[] literal = java.util.Arrays.copyOf(encoded, 66);
        literal[64] = 0;
        assertThrows(ImagingException.DamagedFrame.class,
                () -> RleDecoder.decode(new EncodedFrame(3, format, literal)));
    }

    @Test
    void a_segment_that_points_outside_of_the_frame_is_refused() throws ImagingException {
        PixelFormat format = TestImages.format(4, 5, 1, 8);
        for (int offset : new int[]{0, 63, 1000, -1, Integer.MIN_VALUE}) {
            byte[] encoded = RleEncoder.encode(TestImages.frame(format, new int[20]));
            java.nio.ByteBuffer.wrap(encoded).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(4, offset);
            assertThrows(ImagingException.DamagedFrame.class,
                    () -> RleDecoder.decode(new EncodedFrame(0, format, encoded)));
        }
    }

    @Test
    void a_huge_image_of_a_few_bytes_is_refused_before_anything_is_allocated() {
        PixelFormat format = TestImages.format(30000, 30000, 1, 8);
        byte[] data = new byte[80];
        data[0] = 1;
        data[4] = 64;
        assertThrows(ImagingException.DamagedFrame.class,
                () -> RleDecoder.decode(new EncodedFrame(0, format, data)));
    }
}
