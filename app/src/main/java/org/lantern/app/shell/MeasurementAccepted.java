package org.lantern.app.shell;

import java.math.BigDecimal;
import java.util.List;
import org.lantern.app.control.Point;

/**
 * A measurement on an image that the reader has accepted into the patient's chart.
 *
 * @param kind what was measured, by the key that the chart knows it under, such as "lung_nodule_diameter"
 * @param value in {@code unit}
 * @param unit UCUM code, such as "mm"
 * @param sopInstanceUid the image measured on
 * @param frame zero-based
 * @param figure what was drawn, such as "length"
 * @param points the drawn points in image pixels: x = column, y = row, from the outer edge of the first pixel
 * @param calibration how the unit was obtained, such as "PixelSpacing"
 */
public record MeasurementAccepted(String kind, BigDecimal value, String unit, String sopInstanceUid, int frame,
        String figure, List<Point> points, String calibration) {
    public MeasurementAccepted {
        points = List.copyOf(points);
    }
}
