package org.lantern.imaging.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PixelSpacing;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/** A slice with calcium inserts whose score was computed by hand. */
class CalciumLesionTest {
    private static final int COLUMNS = 40;
    private static final int ROWS = 30;
    private static final PixelSpacing SPACING = new PixelSpacing(0.5, 0.4);
    private static final ModalityLut HU = new ModalityLut.Rescale(1, -1024, "HU");
    private static final Region EVERYWHERE = new Region.Rectangle(new PixelPoint(0, 0),
            new PixelPoint(COLUMNS - 1, ROWS - 1));

    private final short[] stored = new short[COLUMNS * ROWS];

    CalciumLesionTest() {
        Arrays.fill(stored, (short) (1024 + 40)); // muscle
    }

    private void insert(int column, int row, int width, int height, int hu) {
        for (int y = row; y < row + height; y++) {
            Arrays.fill(stored, y * COLUMNS + column, y * COLUMNS + column + width, (short) (1024 + hu));
        }
    }

    private List<CalciumLesion> lesions(Region region) {
        var frame = new Frame(new PixelFormat(ROWS, COLUMNS, 1, 16, 16, 15, false, false, Photometric.MONOCHROME2),
                new Samples.Shorts(stored));
        return CalciumLesion.find(frame, HU, SPACING, region);
    }

    @Test
    void the_score_of_known_inserts_is_the_one_computed_by_hand() {
        insert(2, 2, 5, 4, 150); // 20 pixels, 4.0 mm², factor 1: 4.0
        insert(12, 2, 5, 2, 250); // 10 pixels, 2.0 mm², factor 2: 4.0
        insert(20, 2, 5, 3, 350); // 15 pixels, 3.0 mm², factor 3: 9.0
        insert(30, 2, 5, 1, 400); // 5 pixels, 1.0 mm², factor 4: 4.0
        insert(2, 15, 4, 1, 900); // 4 pixels, 0.8 mm²: too small
        var lesions = lesions(EVERYWHERE);
        assertEquals(List.of(20, 10, 15, 5), lesions.stream().map(CalciumLesion::pixels).toList());
        assertEquals(21.0, lesions.stream().mapToDouble(lesion -> lesion.score(3)).sum(), 1e-9);
        assertEquals(17.5, lesions.stream().mapToDouble(lesion -> lesion.score(2.5)).sum(), 1e-9);
        assertEquals(new PixelPoint(12, 2), lesions.get(1).topLeft());
    }

    @Test
    void limits_of_density_divide_where_the_method_says() {
        int[] densities = {129, 130, 199, 200, 299, 300, 399, 400};
        for (int i = 0; i < densities.length; i++) {
            insert(1, 1 + 3 * i, 10, 1, densities[i]);
        }
        assertEquals(List.of(1, 1, 2, 2, 3, 3, 4), lesions(EVERYWHERE).stream().map(CalciumLesion::densityFactor)
                .toList());
    }

    @Test
    void corners_connect_the_peak_counts_and_the_region_cuts() {
        insert(5, 5, 3, 1, 140);
        insert(8, 6, 3, 1, 410);
        var one = lesions(EVERYWHERE);
        assertEquals(1, one.size());
        assertEquals(6, one.getFirst().pixels());
        assertEquals(4, one.getFirst().densityFactor());
        insert(5, 10, 10, 1, 200);
        var cut = lesions(new Region.Rectangle(new PixelPoint(0, 9), new PixelPoint(9, 20)));
        assertEquals(List.of(5), cut.stream().map(CalciumLesion::pixels).toList());
        assertEquals(List.of(), lesions(new Region.Rectangle(new PixelPoint(20, 20), new PixelPoint(30, 25))));
    }

    @Test
    void other_units_are_refused() {
        assertThrows(IllegalArgumentException.class,
                () -> CalciumLesion.find(
                        new Frame(new PixelFormat(ROWS, COLUMNS, 1, 16, 16, 15, false, false, Photometric.MONOCHROME2),
                                new Samples.Shorts(stored)),
                        new ModalityLut.Rescale(1, 0, "US"), SPACING, EVERYWHERE));
    }
}
