package org.lantern.imaging.measure.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PixelSpacing;
import org.lantern.imaging.measure.Calibration;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.PixelPadding;
import org.lantern.imaging.pixel.Samples;

/** Figures on an image of 40 × 30 pixels of 0.4 × 0.7 mm whose value is column + 100 · row, in units of 2 less 1000. */
class FigureTest {
    private static final int COLUMNS = 40;
    private static final int ROWS = 30;
    private static final Calibration TALL = Calibration.of(Calibration.Source.PATIENT, new PixelSpacing(0.7, 0.4), "");
    private static final MeasuredImage IMAGE = image(new ImageCalibration(TALL, List.of()));
    private static final MeasuredImage PLAIN = image(new ImageCalibration(Calibration.none(1.75), List.of()));

    private static MeasuredImage image(ImageCalibration calibration) {
        short[] words = new short[COLUMNS * ROWS];
        for (int i = 0; i < words.length; i++) {
            words[i] = (short) (i % COLUMNS + 100 * (i / COLUMNS));
        }
        return new MeasuredImage(
                new Frame(new PixelFormat(ROWS, COLUMNS, 1, 16, 16, 15, false, false, Photometric.MONOCHROME2),
                        new Samples.Shorts(words)),
                new ModalityLut.Rescale(2, -1000, "HU"), Optional.of(new PixelPadding(0, 0)), calibration);
    }

    private static PixelPoint at(double column, double row) {
        return new PixelPoint(column, row);
    }

    private static Map<String, Double> values(Figure figure, MeasuredImage image, PixelPoint... points)
            throws ImagingException {
        return figure.measure(List.of(points), image).stream()
                .collect(Collectors.toMap(quantity -> quantity.name() + " " + quantity.unit(), Quantity::value,
                        (a, b) -> a));
    }

    @Test
    void lengths_are_in_mm_where_there_are_any_and_in_pixels_elsewhere() throws ImagingException {
        assertEquals(Map.of("length mm", Math.hypot(12, 28)), values(new LengthFigure(), IMAGE, at(0, 0), at(30, 40)));
        assertEquals(Map.of("length px", 50.0), values(new LengthFigure(), PLAIN, at(0, 0), at(30, 40)));
        assertEquals(4 + 7 + 4, values(new PolylineFigure(), IMAGE, at(0, 0), at(10, 0), at(10, 10), at(0, 10))
                .get("length mm"), 1e-9);
        assertEquals(30.0, values(new PolylineFigure(), PLAIN, at(0, 0), at(10, 0), at(10, 10), at(0, 10))
                .get("length px"));
    }

    @Test
    void angles_are_those_in_the_patient() throws ImagingException {
        double slope = Math.toDegrees(Math.atan2(0.7, 0.4));
        assertEquals(slope, values(new AngleFigure(), IMAGE, at(10, 0), at(0, 0), at(9, 9)).get("angle deg"), 1e-9);
        // Without millimetres the file's pixel aspect still holds.
        assertEquals(slope, values(new AngleFigure(), PLAIN, at(10, 0), at(0, 0), at(9, 9)).get("angle deg"), 1e-9);
        assertEquals(Map.of(), values(new AngleFigure(), IMAGE, at(1, 1), at(1, 1), at(9, 9)));
    }

    @Test
    void cobbs_angle_does_not_depend_on_the_ways_in_which_the_lines_were_drawn() throws ImagingException {
        double slope = Math.toDegrees(Math.atan2(0.7, 0.4));
        for (var line : List.of(List.of(at(5, 5), at(9, 9)), List.of(at(9, 9), at(5, 5)))) {
            assertEquals(slope, values(new CobbFigure(), IMAGE, at(20, 3), at(2, 3), line.get(0), line.get(1))
                    .get("angle deg"), 1e-9);
        }
    }

    @Test
    void of_two_diameters_the_longer_comes_first() throws ImagingException {
        var across = new PixelPoint[]{at(10, 10), at(20, 10), at(15, 5), at(15, 15)};
        var quantities = new BidirectionalFigure().measure(List.of(across), IMAGE);
        assertEquals(List.of("long", "short"), quantities.stream().map(Quantity::name).toList());
        assertEquals(7, quantities.getFirst().value(), 1e-9);
        assertEquals(4, quantities.getLast().value(), 1e-9);
        assertEquals("px", new BidirectionalFigure().measure(List.of(across), PLAIN).getFirst().unit());
    }

    @Test
    void a_heart_is_a_share_of_the_thorax_with_or_without_millimetres() throws ImagingException {
        for (var image : List.of(IMAGE, PLAIN)) {
            assertEquals(Map.of("ratio %", 45.0), values(new CardiothoracicFigure(), image, at(10, 20), at(19, 20),
                    at(5, 25), at(25, 25)));
        }
        assertEquals(Map.of(), values(new CardiothoracicFigure(), IMAGE, at(1, 2), at(3, 4), at(5, 5), at(5, 5)));
    }

    @Test
    void an_ellipsoid_has_a_volume_only_in_millimetres() throws ImagingException {
        var points = new PixelPoint[]{at(0, 0), at(25, 0), at(0, 0), at(0, 20), at(5, 5), at(30, 5)};
        assertEquals(Math.PI / 6 * 10 * 14 * 10 / 1000, values(new EllipsoidFigure(), IMAGE, points).get("volume ml"),
                1e-12);
        assertEquals(Map.of(), values(new EllipsoidFigure(), PLAIN, points));
        assertEquals(Calibration.Source.NONE, new EllipsoidFigure().source(List.of(points), PLAIN));
        var twoViews = image(new ImageCalibration(Calibration.NONE,
                List.of(new ImageCalibration.Region2d(0, 0, 19, 29, TALL),
                        new ImageCalibration.Region2d(20, 0, 39, 29, TALL))));
        assertEquals(Math.PI / 6 * 4 * 7 * 4 / 1000, values(new EllipsoidFigure(), twoViews, at(1, 1), at(11, 1),
                at(1, 1), at(1, 11), at(25, 5), at(35, 5)).get("volume ml"), 1e-12);
        assertEquals(Map.of(), values(new EllipsoidFigure(), twoViews, at(15, 1), at(25, 1), at(1, 1), at(1, 11),
                at(25, 5), at(35, 5)), "a diameter across two views");
    }

    @Test
    void a_rectangle_has_the_statistics_of_the_values_behind_the_modality_table() throws ImagingException {
        var found = values(new RegionFigure(RegionFigure.Shape.RECTANGLE), IMAGE, at(13.5, 9.5), at(9.5, 11.5));
        // Columns 10 to 13 of the rows 10 and 11.
        assertEquals(2 * (11.5 + 1050) - 1000, found.get("mean HU"), 1e-9);
        assertEquals(2 * Math.sqrt(1.25 + 2500), found.get("sd HU"), 1e-9);
        assertEquals(2 * 1010 - 1000, found.get("min HU"));
        assertEquals(2 * 1113 - 1000, found.get("max HU"));
        assertEquals(2 * (1013 + 1110) / 2.0 - 1000, found.get("median HU"));
        assertEquals(3, found.get("entropy bit"), 1e-12);
        assertEquals(4 * 2 * 0.28, found.get("area mm2"), 1e-12);
        assertEquals(8, values(new RegionFigure(RegionFigure.Shape.RECTANGLE), PLAIN, at(13.5, 9.5), at(9.5, 11.5))
                .get("area px2"), 1e-12);
    }

    @Test
    void an_ellipse_and_a_polygon_have_the_areas_of_their_shapes() throws ImagingException {
        assertEquals(Math.PI * 5 * 4 * 0.28, values(new RegionFigure(RegionFigure.Shape.ELLIPSE), IMAGE, at(5, 5),
                at(15, 13)).get("area mm2"), 1e-9);
        for (var shape : List.of(RegionFigure.Shape.POLYGON, RegionFigure.Shape.FREEHAND)) {
            assertEquals(50 * 0.28, values(new RegionFigure(shape), IMAGE, at(5, 5), at(15, 5), at(5, 15))
                    .get("area mm2"), 1e-9);
        }
        assertEquals(Set.of("area mm2"),
                values(new RegionFigure(RegionFigure.Shape.RECTANGLE), IMAGE, at(50, 50), at(54, 54)).keySet(),
                "outside of the image there is an area and no value");
    }

    @Test
    void a_probe_reads_the_pixel_under_it_and_nothing_in_padding_or_outside() throws ImagingException {
        assertEquals(Map.of("value HU", 2.0 * 712 - 1000), values(new ProbeFigure(), IMAGE, at(12.4, 6.6)));
        assertEquals(Map.of(), values(new ProbeFigure(), IMAGE, at(0.2, 0.2)));
        assertEquals(Map.of(), values(new ProbeFigure(), IMAGE, at(40, 3)));
    }

    @Test
    void a_line_of_known_length_gives_millimetres_to_an_image_that_has_none() throws ImagingException {
        var line = List.of(at(0, 0), at(20, 0));
        var calibrated = CalibrationFigure.calibrated(line, 50, PLAIN.calibration()).orElseThrow();
        var image = new MeasuredImage(PLAIN.frame(), PLAIN.modality(), PLAIN.padding(), calibrated);
        assertEquals(Map.of("length mm", 10 * 2.5 * 1.75), values(new LengthFigure(), image, at(3, 3), at(3, 13)));
        assertEquals(Calibration.Source.CALIBRATED, new LengthFigure().source(line, image));
        assertTrue(CalibrationFigure.calibrated(List.of(at(1, 1), at(1, 1)), 50, PLAIN.calibration()).isEmpty());
    }

    @Test
    void strokes_say_when_the_hand_may_be_lifted_and_when_a_figure_is_whole() {
        var cobb = new CobbFigure().drawing();
        assertTrue(cobb.endsStrokeAt(2) && !cobb.isWholeAt(2) && !cobb.endsStrokeAt(3) && cobb.isWholeAt(4));
        var polygon = new RegionFigure(RegionFigure.Shape.POLYGON).drawing();
        assertTrue(polygon.isOpenEnded() && polygon.leastPoints() == 3);
        assertFalse(polygon.isWholeAt(99));
    }
}
