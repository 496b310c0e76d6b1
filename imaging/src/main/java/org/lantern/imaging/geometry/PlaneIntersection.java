package org.lantern.imaging.geometry;

import java.util.Optional;

/**
 * Where the plane of one image cuts another image: the line that is drawn there to show it.
 *
 * @param from one end, in pixels of the image that is cut
 * @param to the other end
 */
public record PlaneIntersection(PixelPoint from, PixelPoint to) {
    // Below about half a degree two planes count as parallel, as in ImagePlane.
    private static final double LEAST_SINE = 0.009;

    /**
     * The part of the line that lies within both images.
     *
     * @param here the image that is cut
     * @param other the image whose plane cuts it, in the same frame of reference
     * @return empty if the planes are parallel or the images do not meet
     */
    public static Optional<PlaneIntersection> of(ImagePlane here, int columns, int rows, ImagePlane other,
            int otherColumns, int otherRows) {
        PatientDirection normal = other.normal();
        Linear distance = new Linear(other.patientToPixel(here.position()).distanceMm(),
                normal.dot(here.alongRow()) * here.spacing().betweenColumnsMm(),
                normal.dot(here.alongColumn()) * here.spacing().betweenRowsMm());
        double sine = Math.hypot(normal.dot(here.alongRow()), normal.dot(here.alongColumn()));
        if (sine < LEAST_SINE) {
            return Optional.empty();
        }
        double square = distance.perColumn * distance.perColumn + distance.perRow * distance.perRow;
        PixelPoint start = new PixelPoint(-distance.constant * distance.perColumn / square,
                -distance.constant * distance.perRow / square);
        double length = Math.sqrt(square);
        Way way = new Way(start, -distance.perRow / length, distance.perColumn / length);
        PixelPoint origin = other.patientToPixel(here.position()).point();
        Linear column = new Linear(origin.column(), share(other.alongRow(), here.alongRow())
                * here.spacing().betweenColumnsMm() / other.spacing().betweenColumnsMm(),
                share(other.alongRow(), here.alongColumn()) * here.spacing().betweenRowsMm()
                        / other.spacing().betweenColumnsMm());
        Linear row = new Linear(origin.row(), share(other.alongColumn(), here.alongRow())
                * here.spacing().betweenColumnsMm() / other.spacing().betweenRowsMm(),
                share(other.alongColumn(), here.alongColumn()) * here.spacing().betweenRowsMm()
                        / other.spacing().betweenRowsMm());
        Part part = Part.ALL.within(way, new Linear(0, 1, 0), columns).within(way, new Linear(0, 0, 1), rows)
                .within(way, column, otherColumns).within(way, row, otherRows);
        return part.first < part.last
                ? Optional.of(new PlaneIntersection(way.at(part.first), way.at(part.last)))
                : Optional.empty();
    }

    private static double share(PatientDirection axis, PatientDirection direction) {
        return axis.dot(direction);
    }

    /** A number that changes evenly over the image. */
    private record Linear(double constant, double perColumn, double perRow) {}

    /** A line across the image; {@code dColumn} and {@code dRow} make a step of one pixel. */
    private record Way(PixelPoint start, double dColumn, double dRow) {
        PixelPoint at(double step) {
            return new PixelPoint(start.column() + step * dColumn, start.row() + step * dRow);
        }
    }

    /** The steps from {@code first} to {@code last} of a way. */
    private record Part(double first, double last) {
        static final Part ALL = new Part(-1e9, 1e9);
        private static final Part NONE = new Part(0, 0);

        /** What of it lies where a number is that of a pixel, -0.5 to the count less 0.5. */
        Part within(Way way, Linear number, int count) {
            double start = number.constant + number.perColumn * way.start.column()
                    + number.perRow * way.start.row();
            double perStep = number.perColumn * way.dColumn + number.perRow * way.dRow;
            if (Math.abs(perStep) < 1e-9) {
                return start >= -0.5 && start <= count - 0.5 ? this : NONE;
            }
            double one = (-0.5 - start) / perStep;
            double two = (count - 0.5 - start) / perStep;
            return new Part(Math.max(first, Math.min(one, two)), Math.min(last, Math.max(one, two)));
        }
    }
}
