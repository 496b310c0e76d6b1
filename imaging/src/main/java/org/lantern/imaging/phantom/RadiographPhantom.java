package org.lantern.imaging.phantom;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;

/** A radiograph of the chest from the back, as a detector gives it for presentation. */
final class RadiographPhantom {
    private static final double HEIGHT_MM = 430;
    private static final double WIDTH_MM = 361;

    private RadiographPhantom() {}

    static Stream<DataSet> generate(Phantom phantom) {
        return IntStream.range(0, phantom.slices()).mapToObj(image -> object(phantom, image));
    }

    private static DataSet object(Phantom phantom, int image) {
        float[] thickness = new ChestProjection(new Noise(phantom.seed() + image), phantom.seed() + image)
                .draw(phantom.rows(), phantom.columns(), HEIGHT_MM, WIDTH_MM);
        byte[] bytes = new byte[2 * thickness.length];
        for (int i = 0; i < thickness.length; i++) {
            int value = Math.clamp(Math.round(thickness[i]), 0, 4095);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        DataSetBuilder builder = new Header(phantom)
                .begin(Uids.DIGITAL_X_RAY_IMAGE_STORAGE_FOR_PRESENTATION, "DX", "Chest radiograph", "Chest PA", image)
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "").put(Tag.PresentationIntentType, "FOR PRESENTATION")
                .put(Tag.BodyPartExamined, "CHEST").put(Tag.ViewPosition, "PA").put(Tag.PatientOrientation, "L", "F")
                .put(Tag.ImageLaterality, "U").put(Tag.KVP, 125).put(Tag.DetectorType, "DIRECT")
                .put(Tag.ImagerPixelSpacing, HEIGHT_MM / phantom.rows(), WIDTH_MM / phantom.columns())
                .put(Tag.DistanceSourceToDetector, 1800).put(Tag.PixelIntensityRelationship, "LOG")
                .put(Tag.PixelIntensityRelationshipSign, -1).put(Tag.RescaleIntercept, 0).put(Tag.RescaleSlope, 1)
                .put(Tag.RescaleType, "US").put(Tag.PresentationLUTShape, "IDENTITY").put(Tag.WindowCenter, 2048)
                .put(Tag.WindowWidth, 3500).put(Tag.of(0x0018, 0x1508), "NONE")
                .putSequence(Tag.AnatomicRegionSequence, Header.code("51185008", "SCT", "Chest"))
                .putSequence(Tag.of(0x0054, 0x0220), Header.code("272479007", "SCT", "Postero-anterior projection"))
                .putSequence(Tag.of(0x0040, 0x0555));
        Header.grey(builder, phantom.rows(), phantom.columns(), 16, 12, false);
        return builder.putBytes(Tag.PixelData, Vr.OW, bytes).build();
    }
}
