package org.lantern.imaging.pixel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

/** The JDK's own reader is the oracle. */
class PngWriterTest {
    private static BufferedImage readBack(int[] argb, int columns, int rows) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(argb, columns, rows, out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    @Test
    void colours_come_back_as_they_were() throws Exception {
        int[] argb = new int[7 * 5];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | i * 0x070503;
        }
        BufferedImage image = readBack(argb, 7, 5);
        for (int i = 0; i < argb.length; i++) {
            assertEquals(argb[i], image.getRGB(i % 7, i / 7));
        }
    }

    @Test
    void an_image_without_colour_takes_one_byte_a_pixel() throws Exception {
        int[] argb = new int[9 * 4];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | i * 0x060606;
        }
        BufferedImage image = readBack(argb, 9, 4);
        assertEquals(BufferedImage.TYPE_BYTE_GRAY, image.getType());
        for (int i = 0; i < argb.length; i++) {
            assertEquals(i * 6, image.getRaster().getSample(i % 9, i / 9, 0));
        }
    }
}
