package org.lantern.imaging.phantom;

import java.util.List;

import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.geometry.PatientPoint;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.pixel.RowBands;

/** Draws one slice of a chest: the anatomy, then vessels and nodules where there is lung. */
final class ChestSlice {
    private static final double LUNG_HU = -500;
    private static final double VESSEL_HU = 90;
    private static final double EDGE_MM = 1;

    private final ChestAnatomy anatomy;
    private final List<Tube> vessels;
    private final List<Nodule> nodules;

    ChestSlice(ChestAnatomy anatomy, List<Tube> vessels, List<Nodule> nodules) {
        this.anatomy = anatomy;
        this.vessels = vessels;
        this.nodules = nodules;
    }

    /** In Hounsfield units, without noise. */
    float[] paint(ImagePlane plane, int rows, int columns) {
        float[] hu = new float[rows * columns];
        List<Tube> near = vessels.stream().filter(tube -> Math.abs(distance(plane, tube)) < tube.reach() + EDGE_MM)
                .toList();
        RowBands.run(rows, columns, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int column = 0; column < columns; column++) {
                    PatientPoint point = plane.pixelToPatient(new PixelPoint(column, row));
                    hu[row * columns + column] = (float) anatomy.at(point.leftMm(), point.posteriorMm(),
                            point.superiorMm());
                }
            }
            for (Tube tube : near) {
                vessel(tube, plane, hu, columns, from, to);
            }
            for (Nodule nodule : nodules) {
                nodule(nodule, plane, hu, columns, from, to);
            }
        });
        return hu;
    }

    private static double distance(ImagePlane plane, Tube tube) {
        return plane.patientToPixel(new PatientPoint(tube.middleX(), tube.middleY(), tube.middleZ())).distanceMm();
    }

    private static void vessel(Tube tube, ImagePlane plane, float[] hu, int columns, int from, int to) {
        PatientPoint middle = new PatientPoint(tube.middleX(), tube.middleY(), tube.middleZ());
        around(plane, middle, tube.reach() + EDGE_MM, columns, from, to, (index, point) -> {
            if (hu[index] < LUNG_HU) {
                double share = Shape.inside(
                        tube.distance(point.leftMm(), point.posteriorMm(), point.superiorMm()), EDGE_MM);
                hu[index] = (float) Math.max(hu[index], Noise.mix(hu[index], VESSEL_HU, share));
            }
        });
    }

    private static void nodule(Nodule nodule, ImagePlane plane, float[] hu, int columns, int from, int to) {
        double radius = nodule.diameterMm() / 2;
        PatientPoint center = nodule.center();
        around(plane, center, radius + EDGE_MM, columns, from, to, (index, point) -> {
            double distance = Math.sqrt(square(point.leftMm() - center.leftMm())
                    + square(point.posteriorMm() - center.posteriorMm())
                    + square(point.superiorMm() - center.superiorMm())) - radius;
            hu[index] = (float) Noise.mix(hu[index], nodule.valueHu(), Shape.inside(distance, EDGE_MM));
        });
    }

    @FunctionalInterface
    private interface PixelWork {
        void at(int index, PatientPoint point);
    }

    private static void around(ImagePlane plane, PatientPoint middle, double reach, int columns, int from, int to,
            PixelWork work) {
        ImagePlane.Projection seen = plane.patientToPixel(middle);
        double left = reach * reach - seen.distanceMm() * seen.distanceMm();
        if (left <= 0) {
            return;
        }
        double radius = Math.sqrt(left);
        double high = radius / plane.spacing().betweenRowsMm();
        double wide = radius / plane.spacing().betweenColumnsMm();
        int firstRow = Math.max(from, (int) Math.ceil(seen.point().row() - high));
        int lastRow = Math.min(to - 1, (int) Math.floor(seen.point().row() + high));
        int firstColumn = Math.max(0, (int) Math.ceil(seen.point().column() - wide));
        int lastColumn = Math.min(columns - 1, (int) Math.floor(seen.point().column() + wide));
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                work.at(row * columns + column, plane.pixelToPatient(new PixelPoint(column, row)));
            }
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
