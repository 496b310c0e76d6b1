package org.lantern.imaging.phantom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.geometry.ImagePlane;
import org.lantern.imaging.geometry.PatientDirection;
import org.lantern.imaging.geometry.PatientPoint;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PixelSpacing;
import org.lantern.imaging.pixel.RowBands;

/** A stack of parallel slices through a body: CT or MR. */
final class SlicePhantom {
    /** Where the stack lies; fields of view and cover in mm. */
    private record Stack(PatientPoint center, PatientDirection alongRow, PatientDirection alongColumn, double widthMm,
            double heightMm, double coverMm) {}

    private static final int PADDING = -2000;

    private final Phantom phantom;
    private final Stack stack;
    private final Header header;

    private SlicePhantom(Phantom phantom, Stack stack) {
        this.phantom = phantom;
        this.stack = stack;
        header = new Header(phantom);
    }

    /** From the base of the skull upwards, tilted by 14 degrees as heads are. */
    static SlicePhantom ctHead(Phantom phantom) {
        double tilt = Math.toRadians(14);
        return new SlicePhantom(phantom, new Stack(new PatientPoint(0, -2, 17), new PatientDirection(1, 0, 0),
                new PatientDirection(0, Math.cos(tilt), -Math.sin(tilt)), 212, 240, 165));
    }

    /** From the apices of the lungs downwards. */
    static SlicePhantom ctChest(Phantom phantom) {
        double tilt = Math.toRadians(5);
        double roll = Math.toRadians(2);
        return new SlicePhantom(phantom, new Stack(new PatientPoint(0, 8, 2),
                new PatientDirection(Math.cos(roll), Math.sin(roll), 0), new PatientDirection(
                        -Math.sin(roll) * Math.cos(tilt), Math.cos(roll) * Math.cos(tilt), Math.sin(tilt)),
                390, 320, 250));
    }

    /** Axial, parallel to the line through the commissures. */
    static SlicePhantom mrBrain(Phantom phantom) {
        double tilt = Math.toRadians(-9);
        double turn = Math.toRadians(4);
        return new SlicePhantom(phantom, new Stack(new PatientPoint(0, 2, 24),
                new PatientDirection(Math.cos(turn), Math.sin(turn), 0), new PatientDirection(
                        -Math.sin(turn) * Math.cos(tilt), Math.cos(turn) * Math.cos(tilt), Math.sin(tilt)),
                205, 240, 148));
    }

    private double distanceMm() {
        return stack.coverMm / phantom.slices();
    }

    private boolean downwards() {
        return phantom.kind() == Phantom.Kind.CT_CHEST;
    }

    /** @param slice zero-based, in the order of acquisition */
    ImagePlane plane(int slice) {
        double step = (slice - (phantom.slices() - 1) / 2.0) * distanceMm() * (downwards() ? -1 : 1);
        PixelSpacing spacing = new PixelSpacing(rounded(stack.heightMm / phantom.rows()),
                rounded(stack.widthMm / phantom.columns()));
        PatientDirection normal = stack.alongRow.cross(stack.alongColumn);
        double right = -(phantom.columns() - 1) / 2.0 * spacing.betweenColumnsMm();
        double down = -(phantom.rows() - 1) / 2.0 * spacing.betweenRowsMm();
        return new ImagePlane(new PatientPoint(
                rounded(stack.center.leftMm() + normal.left() * step + stack.alongRow.left() * right
                        + stack.alongColumn.left() * down),
                rounded(stack.center.posteriorMm() + normal.posterior() * step + stack.alongRow.posterior() * right
                        + stack.alongColumn.posterior() * down),
                rounded(stack.center.superiorMm() + normal.superior() * step + stack.alongRow.superior() * right
                        + stack.alongColumn.superior() * down)),
                rounded(stack.alongRow), rounded(stack.alongColumn), spacing);
    }

    // What the header says in a few digits is what is drawn.
    private static double rounded(double value) {
        return Math.rint(value * 1e5) / 1e5;
    }

    private static PatientDirection rounded(PatientDirection direction) {
        return new PatientDirection(rounded(direction.left()), rounded(direction.posterior()),
                rounded(direction.superior()));
    }

    int nearestSlice(PatientPoint point) {
        return IntStream.range(0, phantom.slices()).boxed()
                .min((a, b) -> Double.compare(Math.abs(plane(a).patientToPixel(point).distanceMm()),
                        Math.abs(plane(b).patientToPixel(point).distanceMm())))
                .orElseThrow();
    }

    Stream<DataSet> generate() {
        Noise noise = new Noise(phantom.seed());
        return switch (phantom.kind()) {
            case CT_CHEST -> chest(noise);
            case MR_BRAIN -> {
                HeadAnatomy head = new HeadAnatomy(noise, true, 0.9);
                yield IntStream.range(0, phantom.slices()).mapToObj(slice -> mr(slice, brain(head, noise, slice)));
            }
            default -> {
                HeadAnatomy head = new HeadAnatomy(noise, false, 0.7);
                yield IntStream.range(0, phantom.slices()).mapToObj(slice -> ct(slice, head(head, noise, slice)));
            }
        };
    }

    private Stream<DataSet> chest(Noise noise) {
        ChestAnatomy anatomy = new ChestAnatomy(noise);
        List<Tube> vessels = VesselTree.grow(anatomy, phantom.seed());
        ChestSlice painter = new ChestSlice(anatomy, vessels, phantom.nodules());
        return IntStream.range(0, phantom.slices()).mapToObj(slice -> {
            float[] hu = painter.paint(plane(slice), phantom.rows(), phantom.columns());
            grain(hu, noise, slice, 13);
            return ct(slice, hu);
        });
    }

    private float[] head(HeadAnatomy head, Noise noise, int slice) {
        float[] values = sampled(head, slice);
        grain(values, noise, slice, 3.2);
        return values;
    }

    private float[] brain(HeadAnatomy head, Noise noise, int slice) {
        float[] values = sampled(head, slice);
        int columns = phantom.columns();
        // The coil is more sensitive where it is near, and the magnitude of noise is never negative.
        for (int i = 0; i < values.length; i++) {
            double x = (i % columns) / (double) columns - 0.5;
            double y = (i / columns) / (double) phantom.rows() - 0.5;
            double field = 0.92 + 0.25 * (x * x + y * y) + 0.08 * x;
            double real = values[i] * field + 15 * noise.grain(slice, i / columns, i % columns);
            double imaginary = 15 * noise.grain(slice + 7919, i / columns, i % columns);
            values[i] = (float) Math.hypot(real, imaginary);
        }
        return values;
    }

    private float[] sampled(HeadAnatomy head, int slice) {
        ImagePlane plane = plane(slice);
        int columns = phantom.columns();
        float[] values = new float[phantom.rows() * columns];
        RowBands.run(phantom.rows(), columns, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int column = 0; column < columns; column++) {
                    PatientPoint point = plane.pixelToPatient(new PixelPoint(column, row));
                    values[row * columns + column] = (float) head.at(point.leftMm(), point.posteriorMm(),
                            point.superiorMm());
                }
            }
        });
        return values;
    }

    private void grain(float[] hu, Noise noise, int slice, double strength) {
        int columns = phantom.columns();
        for (int i = 0; i < hu.length; i++) {
            hu[i] += (float) (strength * (hu[i] < -950 ? 0.6 : 1) * noise.grain(slice, i / columns, i % columns));
        }
    }

    private DataSetBuilder located(DataSetBuilder builder, int slice) {
        ImagePlane plane = plane(slice);
        PatientPoint position = plane.position();
        PatientDirection across = plane.alongRow();
        PatientDirection down = plane.alongColumn();
        double thickness = rounded(distanceMm());
        return builder.put(Tag.SliceThickness, thickness).put(Tag.PatientPosition, "HFS")
                .put(Tag.ImagePositionPatient, position.leftMm(), position.posteriorMm(), position.superiorMm())
                .put(Tag.ImageOrientationPatient, rounded(across.left()), rounded(across.posterior()),
                        rounded(across.superior()), rounded(down.left()), rounded(down.posterior()),
                        rounded(down.superior()))
                .put(Tag.FrameOfReferenceUID, header.uid("frame of reference"))
                .put(Tag.PositionReferenceIndicator, new String[0])
                .put(Tag.SliceLocation, rounded(plane.alongNormalMm()))
                .put(Tag.PixelSpacing, plane.spacing().betweenRowsMm(), plane.spacing().betweenColumnsMm());
    }

    private DataSet ct(int slice, float[] hu) {
        boolean chest = phantom.kind() == Phantom.Kind.CT_CHEST;
        DataSetBuilder builder = header.begin(Uids.CT_IMAGE_STORAGE, "CT", chest ? "CT chest" : "CT head",
                chest ? "Chest with contrast" : "Head without contrast", slice);
        located(builder, slice).put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .put(Tag.BodyPartExamined, chest ? "CHEST" : "HEAD").put(Tag.KVP, 120)
                .put(Tag.XRayTubeCurrent, chest ? 180 : 260).put(Tag.ExposureTime, 500)
                .put(Tag.ConvolutionKernel, "STANDARD").put(Tag.ReconstructionDiameter, stack.widthMm)
                .put(Tag.RescaleIntercept, -1024).put(Tag.RescaleSlope, 1).put(Tag.RescaleType, "HU");
        if (chest) {
            builder.put(Tag.WindowCenter, 40, -600).put(Tag.WindowWidth, 400, 1500)
                    .put(Tag.WindowCenterWidthExplanation, "MEDIASTINUM", "LUNG")
                    .put(Tag.ContrastBolusAgent, "Iodine").putBytes(Tag.PixelPaddingValue, Vr.SS, words(PADDING));
        } else {
            builder.put(Tag.WindowCenter, 40, 500).put(Tag.WindowWidth, 80, 2500)
                    .put(Tag.WindowCenterWidthExplanation, "BRAIN", "BONE");
        }
        Header.grey(builder, phantom.rows(), phantom.columns(), 16, chest ? 16 : 12, chest);
        return builder.putBytes(Tag.PixelData, Vr.OW, stored(hu, chest)).build();
    }

    private static byte[] words(int word) {
        return ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) word).array();
    }

    // A chest is reconstructed in a circle; what lies outside of it is padding.
    private byte[] stored(float[] hu, boolean padded) {
        byte[] bytes = new byte[2 * hu.length];
        double dx = stack.widthMm / phantom.columns();
        double dy = stack.heightMm / phantom.rows();
        for (int row = 0; row < phantom.rows(); row++) {
            for (int column = 0; column < phantom.columns(); column++) {
                int i = row * phantom.columns() + column;
                boolean outside = padded && Math.hypot((column - (phantom.columns() - 1) / 2.0) * dx,
                        (row - (phantom.rows() - 1) / 2.0) * dy) > stack.widthMm / 2;
                int value = outside ? PADDING : Math.clamp(Math.round(hu[i]) + 1024, 0, 4095);
                bytes[2 * i] = (byte) value;
                bytes[2 * i + 1] = (byte) (value >> 8);
            }
        }
        return bytes;
    }

    private DataSet mr(int slice, float[] values) {
        DataSetBuilder builder = header.begin(Uids.MR_IMAGE_STORAGE, "MR", "MR brain", "T1 axial", slice);
        located(builder, slice).put(Tag.ImageType, "ORIGINAL", "PRIMARY", "OTHER").put(Tag.BodyPartExamined, "BRAIN")
                .put(Tag.ScanningSequence, "GR").put(Tag.SequenceVariant, "SP", "MP")
                .put(Tag.ScanOptions, new String[0])
                .put(Tag.MRAcquisitionType, "3D").put(Tag.RepetitionTime, 1900).put(Tag.EchoTime, 2.5)
                .put(Tag.EchoTrainLength, 1).put(Tag.FlipAngle, 9).put(Tag.MagneticFieldStrength, 3)
                .put(Tag.ImagedNucleus, "1H").put(Tag.SpacingBetweenSlices, rounded(distanceMm()))
                .put(Tag.WindowCenter, 480).put(Tag.WindowWidth, 860);
        Header.grey(builder, phantom.rows(), phantom.columns(), 16, 12, false);
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int value = Math.clamp(Math.round(values[i]), 0, 4095);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return builder.putBytes(Tag.PixelData, Vr.OW, bytes).build();
    }
}
