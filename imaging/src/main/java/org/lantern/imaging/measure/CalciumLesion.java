package org.lantern.imaging.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PixelSpacing;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.StoredValues;

/**
 * One calcified lesion on one slice, as Agatston counts it (J Am Coll Cardiol 1990;15:827): pixels of at least 130 HU
 * that touch each other, corners included.
 *
 * @param pixels how many
 * @param areaMm2 their area
 * @param peakHu the densest of them
 * @param topLeft leftmost column and uppermost row, zero-based
 */
public record CalciumLesion(int pixels, double areaMm2, double peakHu, PixelPoint topLeft) {
    /** From this density on a pixel counts as calcium. */
    public static final double THRESHOLD_HU = 130;
    /** A smaller lesion is noise. */
    public static final double SMALLEST_MM2 = 1;
    /** The slices for which the score was made; others are scaled by thickness over this. */
    public static final double ORIGINAL_THICKNESS_MM = 3;

    /** 1 from 130, 2 from 200, 3 from 300, 4 from 400 HU. */
    public int densityFactor() {
        return peakHu < 200 ? 1 : peakHu < 300 ? 2 : peakHu < 400 ? 3 : 4;
    }

    /** Area times density factor, scaled to slices of 3 mm. */
    public double score(double sliceThicknessMm) {
        return areaMm2 * densityFactor() * sliceThicknessMm / ORIGINAL_THICKNESS_MM;
    }

    /**
     * The lesions of at least {@link #SMALLEST_MM2} within a region of a slice, from top to bottom. What of a lesion
     * lies outside of the region does not count.
     *
     * @param modality must give Hounsfield units
     * @throws IllegalArgumentException if it does not
     */
    public static List<CalciumLesion> find(Frame frame, ModalityLut modality, PixelSpacing spacing, Region region) {
        if (!modality.unit().equals("HU")) {
            throw new IllegalArgumentException("calcium is counted in Hounsfield units");
        }
        int columns = frame.format().columns();
        int rows = frame.format().rows();
        var stored = StoredValues.of(frame);
        var calcium = new boolean[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                calcium[row * columns + column] = region.contains(column, row)
                        && modality.apply(stored.at(row * columns + column)) >= THRESHOLD_HU;
            }
        }
        double pixelMm2 = spacing.betweenRowsMm() * spacing.betweenColumnsMm();
        var lesions = new ArrayList<CalciumLesion>();
        for (int start = 0; start < calcium.length; start++) {
            if (calcium[start]) {
                var lesion = grow(calcium, start, columns, rows, pixelMm2, stored, modality);
                // A hair of tolerance: four pixels of 0.5 mm are 1 mm².
                if (lesion.areaMm2 >= SMALLEST_MM2 - 1e-9) {
                    lesions.add(lesion);
                }
            }
        }
        return lesions;
    }

    /** Takes a lesion's pixels out of the mask. */
    private static CalciumLesion grow(boolean[] calcium, int start, int columns, int rows, double pixelMm2,
            StoredValues stored, ModalityLut modality) {
        var open = new ArrayDeque<Integer>();
        open.add(start);
        calcium[start] = false;
        int count = 0;
        double peak = Double.NEGATIVE_INFINITY;
        int left = columns;
        int top = rows;
        while (!open.isEmpty()) {
            int pixel = open.remove();
            int row = pixel / columns;
            int column = pixel % columns;
            count++;
            peak = Math.max(peak, modality.apply(stored.at(pixel)));
            left = Math.min(left, column);
            top = Math.min(top, row);
            for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                    if (calcium[y * columns + x]) {
                        calcium[y * columns + x] = false;
                        open.add(y * columns + x);
                    }
                }
            }
        }
        return new CalciumLesion(count, count * pixelMm2, peak, new PixelPoint(left, top));
    }
}
