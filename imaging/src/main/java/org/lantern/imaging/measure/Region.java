package org.lantern.imaging.measure;

import java.util.List;

import org.lantern.imaging.geometry.PixelPoint;

/** A closed shape on an image. A pixel belongs to it if its centre lies inside or on the edge. */
public sealed interface Region {
    boolean contains(double column, double row);

    /** The leftmost, uppermost corner of the upright rectangle around it. */
    PixelPoint topLeft();

    /** The rightmost, lowest corner of the upright rectangle around it. */
    PixelPoint bottomRight();

    /** Area in pixels, of the shape itself and not of the pixels in it. */
    double areaPixels();

    /** An upright rectangle, given by two opposite corners in any order. */
    record Rectangle(PixelPoint corner, PixelPoint opposite) implements Region {
        @Override
        public PixelPoint topLeft() {
            return new PixelPoint(Math.min(corner.column(), opposite.column()), Math.min(corner.row(), opposite.row()));
        }

        @Override
        public PixelPoint bottomRight() {
            return new PixelPoint(Math.max(corner.column(), opposite.column()), Math.max(corner.row(), opposite.row()));
        }

        @Override
        public boolean contains(double column, double row) {
            PixelPoint first = topLeft();
            PixelPoint last = bottomRight();
            return column >= first.column() && column <= last.column() && row >= first.row() && row <= last.row();
        }

        @Override
        public double areaPixels() {
            return Math.abs((corner.column() - opposite.column()) * (corner.row() - opposite.row()));
        }
    }

    /** The upright ellipse that fills a rectangle, given by two opposite corners in any order. */
    record Ellipse(PixelPoint corner, PixelPoint opposite) implements Region {
        @Override
        public PixelPoint topLeft() {
            return new Rectangle(corner, opposite).topLeft();
        }

        @Override
        public PixelPoint bottomRight() {
            return new Rectangle(corner, opposite).bottomRight();
        }

        @Override
        public boolean contains(double column, double row) {
            double radiusColumns = Math.abs(corner.column() - opposite.column()) / 2;
            double radiusRows = Math.abs(corner.row() - opposite.row()) / 2;
            if (radiusColumns == 0 || radiusRows == 0) {
                return false;
            }
            double x = (column - (corner.column() + opposite.column()) / 2) / radiusColumns;
            double y = (row - (corner.row() + opposite.row()) / 2) / radiusRows;
            return x * x + y * y <= 1;
        }

        @Override
        public double areaPixels() {
            return new Rectangle(corner, opposite).areaPixels() * Math.PI / 4;
        }
    }

    /** A polygon, closed from its last point to its first; where it crosses itself the even-odd rule holds. */
    record Polygon(List<PixelPoint> corners) implements Region {
        public Polygon {
            corners = List.copyOf(corners);
            if (corners.size() < 3) {
                throw new IllegalArgumentException("a polygon has three corners or more");
            }
        }

        @Override
        public PixelPoint topLeft() {
            return new PixelPoint(corners.stream().mapToDouble(PixelPoint::column).min().orElseThrow(),
                    corners.stream().mapToDouble(PixelPoint::row).min().orElseThrow());
        }

        @Override
        public PixelPoint bottomRight() {
            return new PixelPoint(corners.stream().mapToDouble(PixelPoint::column).max().orElseThrow(),
                    corners.stream().mapToDouble(PixelPoint::row).max().orElseThrow());
        }

        @Override
        public boolean contains(double column, double row) {
            boolean inside = false;
            PixelPoint previous = corners.getLast();
            for (PixelPoint corner : corners) {
                if (isOn(previous, corner, column, row)) {
                    return true;
                }
                if (corner.row() > row != previous.row() > row && column < (previous.column() - corner.column())
                        * (row - corner.row()) / (previous.row() - corner.row()) + corner.column()) {
                    inside = !inside;
                }
                previous = corner;
            }
            return inside;
        }

        private static boolean isOn(PixelPoint a, PixelPoint b, double column, double row) {
            double cross = (b.column() - a.column()) * (row - a.row()) - (b.row() - a.row()) * (column - a.column());
            return cross == 0 && column >= Math.min(a.column(), b.column())
                    && column <= Math.max(a.column(), b.column()) && row >= Math.min(a.row(), b.row())
                    && row <= Math.max(a.row(), b.row());
        }

        @Override
        public double areaPixels() {
            double twice = 0;
            PixelPoint previous = corners.getLast();
            for (PixelPoint corner : corners) {
                twice += previous.column() * corner.row() - corner.column() * previous.row();
                previous = corner;
            }
            return Math.abs(twice) / 2;
        }
    }
}
