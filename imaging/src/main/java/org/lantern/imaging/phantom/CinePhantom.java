package org.lantern.imaging.phantom;

import java.util.stream.Stream;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.pixel.RowBands;

/** A heart beating in an ultrasound sector: four chambers, walls, valves and speckle. One beat fills the frames. */
final class CinePhantom {
    private static final double DEPTH_MM = 160;
    private static final double HALF_ANGLE = Math.toRadians(42);
    private static final double FRAME_TIME_MS = 28;
    private static final double TOP = 0.06;

    private final Phantom phantom;
    private final Noise noise;
    private final double mmPerRow;
    private final double mmPerColumn;

    private CinePhantom(Phantom phantom) {
        this.phantom = phantom;
        noise = new Noise(phantom.seed());
        mmPerRow = DEPTH_MM / (phantom.rows() * (1 - 2 * TOP));
        mmPerColumn = mmPerRow * 0.92;
    }

    static Stream<DataSet> generate(Phantom phantom) {
        return Stream.of(phantom).map(one -> new CinePhantom(one).object());
    }

    private DataSet object() {
        int frames = phantom.slices();
        byte[] pixels = new byte[frames * phantom.rows() * phantom.columns() + (odd() ? 1 : 0)];
        RowBands.run(frames * phantom.rows(), phantom.columns(), (from, to) -> {
            for (int line = from; line < to; line++) {
                line(pixels, line / phantom.rows(), line % phantom.rows());
            }
        });
        Header header = new Header(phantom);
        DataSetBuilder builder = header
                .begin(Uids.US_MULTI_FRAME_IMAGE_STORAGE, "US", "Echocardiography", "Apical four chambers", 0)
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "ADULT ECHO", "0001")
                .put(Tag.PatientOrientation, new String[0])
                .put(Tag.BodyPartExamined, "HEART").put(Tag.NumberOfFrames, frames)
                .put(Tag.FrameTime, FRAME_TIME_MS).put(Tag.CineRate, (int) Math.round(1000 / FRAME_TIME_MS))
                .put(Tag.RecommendedDisplayFrameRate, (int) Math.round(1000 / FRAME_TIME_MS))
                .put(Tag.HeartRate, (int) Math.round(60_000 / (frames * FRAME_TIME_MS)))
                .put(Tag.FrameIncrementPointer, Tag.FrameTime).put(Tag.of(0x0028, 0x0014), 0)
                .putSequence(Tag.SequenceOfUltrasoundRegions, region());
        Header.grey(builder, phantom.rows(), phantom.columns(), 8, 8, false);
        return builder.putBytes(Tag.PixelData, Vr.OB, pixels).build();
    }

    private boolean odd() {
        return (phantom.slices() * phantom.rows() * phantom.columns() & 1) == 1;
    }

    private DataSet region() {
        double halfWidth = DEPTH_MM * Math.sin(HALF_ANGLE) / mmPerColumn;
        int middle = phantom.columns() / 2;
        return new DataSetBuilder().put(Tag.RegionSpatialFormat, 1).put(Tag.RegionDataType, 1)
                .put(Tag.RegionFlags, 0).put(Tag.RegionLocationMinX0, (int) Math.max(0, middle - halfWidth))
                .put(Tag.RegionLocationMinY0, (int) (TOP * phantom.rows()))
                .put(Tag.RegionLocationMaxX1, (int) Math.min(phantom.columns() - 1.0, middle + halfWidth))
                .put(Tag.RegionLocationMaxY1, (int) ((1 - TOP) * phantom.rows()))
                .put(Tag.PhysicalUnitsXDirection, 3).put(Tag.PhysicalUnitsYDirection, 3)
                .put(Tag.PhysicalDeltaX, mmPerColumn / 10).put(Tag.PhysicalDeltaY, mmPerRow / 10).build();
    }

    private void line(byte[] pixels, int frame, int row) {
        double phase = 2 * Math.PI * frame / phantom.slices();
        int at = (frame * phantom.rows() + row) * phantom.columns();
        for (int column = 0; column < phantom.columns(); column++) {
            double x = (column - phantom.columns() / 2) * mmPerColumn;
            double y = (row - TOP * phantom.rows()) * mmPerRow;
            pixels[at + column] = (byte) echo(x, y, phase);
        }
    }

    /** @param x to the right and {@code y} down from the transducer, mm */
    private int echo(double x, double y, double phase) {
        double range = Math.hypot(x, y + 8) - 8;
        double angle = Math.atan2(x, y + 8);
        if (range < 0 || range > DEPTH_MM || Math.abs(angle) > HALF_ANGLE) {
            return 0;
        }
        double strength = tissue(x, y, phase);
        // Speckle moves with the tissue, is fine along the beam and wide across it.
        double sway = 2.2 * Math.sin(phase) * Math.clamp(y / 90, 0.0, 1.0);
        double fine = noise.smooth((range + sway) * 1.15, angle * (26 + range * 0.16), 3.3);
        double coarse = noise.smooth((range + sway) * 0.42, angle * 30, 9.1 + 0.4 * Math.cos(phase));
        double fade = 1.05 - 0.35 * range / DEPTH_MM - 0.25 * Math.pow(Math.abs(angle) / HALF_ANGLE, 4);
        double beams = 0.9 + 0.1 * noise.smooth(angle * 14, 0.5, 0.5);
        double level = strength * (0.62 + 0.55 * fine + 0.33 * coarse) * fade * beams;
        double edge = Math.min(1, (HALF_ANGLE - Math.abs(angle)) * (range + 10) / 3)
                * Math.min(1, (DEPTH_MM - range) / 2);
        return (int) Math.clamp(255 * (1 - Math.exp(-3 * Math.max(0, level))) * edge, 0, 255);
    }

    private double tissue(double x, double y, double phase) {
        double squeeze = 0.5 - 0.5 * Math.cos(phase);
        double ventricle = 1 - 0.2 * squeeze;
        double atrium = 0.86 + 0.16 * squeeze;
        double lift = 7 * squeeze;
        double lv = chamber(x - 19, y - 62 - lift * 0.3, 17 * ventricle, 33 * (1 - 0.08 * squeeze), -0.12);
        double rv = chamber(x + 20, y - 66 - lift * 0.3, 13 * ventricle, 28 * (1 - 0.08 * squeeze), 0.2);
        double la = chamber(x - 17, y - 119 + lift * 0.5, 19 * atrium, 17 * atrium, 0);
        double ra = chamber(x + 19, y - 118 + lift * 0.5, 18 * atrium, 17 * atrium, 0);
        double muscle = Math.min(Math.min(lv - 9.5, rv - 5), Math.min(la - 3, ra - 3));
        double inside = Math.min(Math.min(lv, rv), Math.min(la, ra));
        double strength = y < 14 ? 0.5 + 0.35 * Math.sin(y * 1.4) : 0.26;
        strength = Noise.mix(strength, 0.85, Shape.inside(Math.abs(muscle) - 0.9, 1.6) * 0.75);
        strength = Noise.mix(strength, 0.36, Shape.inside(muscle, 2));
        strength = Noise.mix(strength, 0.75, Shape.inside(Math.abs(inside) - 0.5, 1.6) * 0.5);
        strength = Noise.mix(strength, 0.025, Shape.inside(inside, 1.8));
        return Math.max(strength, valves(x, y, squeeze, lift));
    }

    private static double chamber(double x, double y, double rx, double ry, double lean) {
        return Shape.cylinder(x * Math.cos(lean) + y * Math.sin(lean), y * Math.cos(lean) - x * Math.sin(lean), rx, ry);
    }

    private static double valves(double x, double y, double squeeze, double lift) {
        double open = Math.clamp(1 - squeeze * 2.2, 0.0, 1.0);
        double ring = 98 - lift * 0.4;
        double nearest = 1e9;
        for (double middle : new double[]{18, -19}) {
            double half = 13;
            double tip = 2 + 9 * open;
            double drop = 4 + 11 * open;
            nearest = Math.min(nearest, new Tube(middle - half, ring, 0, middle - tip, ring - drop, 0, 0.9, 0.6)
                    .distance(x, y, 0));
            nearest = Math.min(nearest, new Tube(middle + half, ring, 0, middle + tip, ring - drop, 0, 0.9, 0.6)
                    .distance(x, y, 0));
        }
        return 0.95 * Shape.inside(nearest, 1.4);
    }
}
