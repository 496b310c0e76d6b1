package org.lantern.imaging.codec;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.pixel.PixelFormat;

/**
 * A copy of an image whose pixels are compressed with loss, as an instance of its own: it says what was done and from which
 * instance it was made (PS3.3 C.7.6.1.1.5 and C.12.4), so that nobody takes it for the original.
 */
public final class DerivedJpeg {
    private static final String METHOD = "ISO_10918_1";
    private static final int MAX_DESCRIPTION = 1024;
    private static final Tag PURPOSE_OF_REFERENCE = Tag.of(0x0040, 0xa170);

    private DerivedJpeg() {}

    /**
     * The copy, to be written as JPEG Baseline. The same image and quality give the same SOP Instance UID: it is made from
     * the source's UID and the coded bytes.
     *
     * @param quality 1 to 100; chroma is halved horizontally below {@link JpegBaselineEncoder#FULL_CHROMA_QUALITY}
     * @throws ImagingException.Unsupported for anything but unsigned 8-bit grey or RGB or YBR_FULL colour
     */
    public static DataSet of(DicomFile file, int quality) throws ImagingException {
        // The reader is not closed: with it the source would be, which belongs to the caller.
        var frames = FrameReader.open(file);
        PixelFormat format = frames.format();
        JpegBaselineEncoder.requireEncodable(format);
        List<byte[]> encoded = new ArrayList<>();
        long length = 0;
        for (int frame = 0; frame < frames.frameCount(); frame++) {
            encoded.add(JpegBaselineEncoder.encode(frames.read(frame), quality));
            length += encoded.getLast().length;
            if (length > Transcoder.MAX_BYTES) {
                throw new ImagingException.LimitExceeded("pixelBytes", length, Transcoder.MAX_BYTES);
            }
        }
        DataSet source = file.dataSet();
        var builder = source.toBuilder().remove(Tag.ExtendedOffsetTable).remove(Tag.ExtendedOffsetTableLengths)
                .remove(Tag.SmallestImagePixelValue).remove(Tag.LargestImagePixelValue)
                .remove(Tag.DigitalSignaturesSequence)
                .put(Tag.SOPInstanceUID, uid(source, encoded))
                .put(Tag.PhotometricInterpretation, JpegBaselineEncoder.coded(format, quality).term())
                .putBulk(Tag.PixelData, Vr.OB, Encapsulated.of(encoded));
        if (format.samplesPerPixel() > 1) {
            builder.put(Tag.PlanarConfiguration, 0);
        }
        double ratio = (double) format.sampleCount() * frames.frameCount() / length;
        describe(builder, source, quality, ratio, frames.lossy());
        return builder.build();
    }

    private static void describe(DataSetBuilder builder, DataSet source, int quality, double ratio, boolean lossyBefore)
            throws ImagingException {
        List<String> type = new ArrayList<>(source.texts(Tag.ImageType));
        if (type.size() < 2) {
            type = new ArrayList<>(List.of("DERIVED", "SECONDARY"));
        }
        type.set(0, "DERIVED");
        String done = "JPEG Baseline, quality " + quality;
        String before = source.text(Tag.DerivationDescription).map(text -> text + "; ").orElse("");
        String description = before.length() + done.length() > MAX_DESCRIPTION ? done : before + done;
        builder.put(Tag.ImageType, type.toArray(String[]::new)).put(Tag.LossyImageCompression, "01")
                .put(Tag.LossyImageCompressionRatio,
                        after(source.texts(Tag.LossyImageCompressionRatio), String.format(Locale.ROOT, "%.2f", ratio)))
                .put(Tag.LossyImageCompressionMethod, after(source.texts(Tag.LossyImageCompressionMethod), METHOD))
                .put(Tag.DerivationDescription, description)
                .putSequence(Tag.DerivationCodeSequence,
                        after(source.items(Tag.DerivationCodeSequence), code("113040", "Lossy Compression")));
        DataSetBuilder reference = new DataSetBuilder()
                .putSequence(PURPOSE_OF_REFERENCE, lossyBefore
                        ? code("121322", "Source image for image processing operation")
                        : code("121320", "Uncompressed predecessor"));
        source.text(Tag.SOPClassUID).ifPresent(uid -> reference.put(Tag.ReferencedSOPClassUID, uid));
        source.text(Tag.SOPInstanceUID).ifPresent(uid -> reference.put(Tag.ReferencedSOPInstanceUID, uid));
        builder.putSequence(Tag.SourceImageSequence, after(source.items(Tag.SourceImageSequence), reference.build()));
    }

    private static DataSet code(String value, String meaning) {
        return new DataSetBuilder().put(Tag.CodeValue, value).put(Tag.CodingSchemeDesignator, "DCM")
                .put(Tag.CodeMeaning, meaning).build();
    }

    private static String[] after(List<String> values, String value) {
        String[] all = values.toArray(new String[values.size() + 1]);
        all[values.size()] = value;
        return all;
    }

    private static List<DataSet> after(List<DataSet> items, DataSet item) {
        List<DataSet> all = new ArrayList<>(items);
        all.add(item);
        return all;
    }

    /** PS3.5 B.2: 128 bits of a digest in decimal, marked as a UUID made from a name (RFC 9562, version 8). */
    private static String uid(DataSet source, List<byte[]> encoded) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(source.text(Tag.SOPInstanceUID).orElse("").getBytes(StandardCharsets.US_ASCII));
            encoded.forEach(digest::update);
            byte[] uuid = Arrays.copyOf(digest.digest(), 16);
            uuid[6] = (byte) (uuid[6] & 0x0f | 0x80);
            uuid[8] = (byte) (uuid[8] & 0x3f | 0x80);
            return "2.25." + new BigInteger(1, uuid);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
