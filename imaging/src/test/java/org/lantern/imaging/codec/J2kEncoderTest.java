package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;

class J2kEncoderTest {
    @Property(tries = 150)
    void what_was_encoded_is_decoded_again(@ForAll @IntRange(min = 1, max = 150) int rows,
            @ForAll @IntRange(min = 1, max = 300) int columns, @ForAll @IntRange(min = 1, max = 16) int bits,
            @ForAll boolean colour, @ForAll boolean signed, @ForAll boolean highThroughput,
            @ForAll @IntRange(min = 0, max = 10) int roughness,
            @ForAll long seed) throws ImagingException {
        Frame frame = RandomImages.frame(rows, columns, colour ? 3 : 1, bits, signed, roughness, seed);
        byte[] encoded = highThroughput ? J2kEncoder.encodeHighThroughput(frame) : J2kEncoder.encode(frame);
        assertArrayEquals(CorpusReport.littleEndian(frame.samples()), CorpusReport
                .littleEndian(J2kDecoder.decode(new EncodedFrame(0, frame.format(), encoded))));
    }

    @Test
    void streams_are_no_longer_than_those_of_openjpeg() throws ImagingException {
        for (String name : new String[]{"lossless-8.j2k", "lossless-12.j2k", "lossless-16.j2k"}) {
            PixelFormat format = TestImages.format(name);
            Frame frame = TestImages.frame(format, TestImages.picture(TestImages.bits(name), 1));
            assertTrue(J2kEncoder.encode(frame).length <= TestImages.stream(name).length, name);
        }
    }

    @Test
    void bits_above_the_stored_ones_are_kept() throws ImagingException {
        PixelFormat format = new PixelFormat(2, 3, 1, 16, 12, 11, false, false, Photometric.MONOCHROME2);
        Frame frame = TestImages.frame(format, new int[]{1, 0x8fff, 3, 0x1000, 5, 6});
        assertArrayEquals(TestImages.values(frame.samples()), TestImages.values(
                J2kDecoder.decode(new EncodedFrame(0, format, J2kEncoder.encode(frame)))));
    }

    @Test
    void what_jpeg_2000_cannot_hold_is_refused() {
        for (int bits : new int[]{1, 32}) {
            PixelFormat format = new PixelFormat(2, 3, 1, bits, bits, bits - 1, false, false,
                    Photometric.MONOCHROME2);
            assertThrows(ImagingException.Unsupported.class,
                    () -> J2kEncoder.encode(TestImages.frame(format, new int[6])));
        }
    }
}
