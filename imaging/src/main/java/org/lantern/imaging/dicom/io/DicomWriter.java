package org.lantern.imaging.dicom.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.BulkValue;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;

/**
 * Writes Part 10 files and bare data sets. A data set that was read is written with the very bytes it had, if the
 * transfer syntax is the one it came in; lengths that were left undefined stay so. Values that lie in a source are
 * copied through a buffer and never held whole.
 *
 * <p>Bytes of pixel data are not re-encoded here: a data set whose pixel data are encapsulated cannot be written in a
 * native transfer syntax, nor the other way round.
 */
public final class DicomWriter {
    private DicomWriter() {}

    /**
     * Writes preamble, file meta information and data set. The stream is flushed and stays open.
     *
     * @throws ImagingException.MissingElement if the SOP class or instance UID is absent, without which there is no file
     * @throws ImagingException.Malformed if one of them is no ASCII
     * @throws ImagingException.Unsupported if pixel data and transfer syntax do not go together
     */
    public static void write(DataSet dataSet, TransferSyntax syntax, OutputStream out) throws ImagingException {
        write(DataSet.EMPTY, dataSet, syntax, out);
    }

    /**
     * @param meta of which source application and private information are kept; the rest is made anew, so that it says
     *     the truth about the file
     */
    public static void write(DataSet meta, DataSet dataSet, TransferSyntax syntax, OutputStream out)
            throws ImagingException {
        DataSet fileMeta = meta(meta, dataSet, syntax);
        requirePixelsFit(dataSet, syntax);
        try {
            OutputStream buffered = new BufferedOutputStream(out, 64 << 10);
            buffered.write(new byte[128]);
            buffered.write("DICM".getBytes(StandardCharsets.US_ASCII));
            ElementWriter metaWriter = new ElementWriter(buffered, true, false);
            metaWriter.write(new DataSetBuilder()
                    .put(Tag.FileMetaInformationGroupLength, (int) metaWriter.length(fileMeta)).build());
            metaWriter.write(fileMeta);
            writeBody(dataSet, syntax, buffered);
            buffered.flush();
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    /** Writes the data set alone, in an uncompressed encoding or as a transfer syntax would have it after the meta. */
    public static void writeDataSet(DataSet dataSet, TransferSyntax syntax, OutputStream out) throws ImagingException {
        requirePixelsFit(dataSet, syntax);
        try {
            OutputStream buffered = new BufferedOutputStream(out, 64 << 10);
            writeBody(dataSet, syntax, buffered);
            buffered.flush();
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    private static void writeBody(DataSet dataSet, TransferSyntax syntax, OutputStream out)
            throws IOException, ImagingException {
        if (!syntax.isDeflated()) {
            new ElementWriter(out, syntax.isExplicitVr(), syntax.isBigEndian()).write(dataSet);
            return;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            EvenOutputStream even = new EvenOutputStream(out);
            DeflaterOutputStream deflated = new DeflaterOutputStream(even, deflater, 64 << 10);
            OutputStream collected = new BufferedOutputStream(deflated, 64 << 10);
            new ElementWriter(collected, true, false).write(dataSet);
            collected.flush();
            deflated.finish();
            even.pad();
        } finally {
            deflater.end();
        }
    }

    private static DataSet meta(DataSet given, DataSet dataSet, TransferSyntax syntax) throws ImagingException {
        DataSetBuilder meta = new DataSetBuilder();
        for (Element element : given) {
            if (element.tag().element() >= 0x16) {
                meta.put(element);
            }
        }
        boolean directory = Uids.MEDIA_STORAGE_DIRECTORY.equals(given.text(Tag.MediaStorageSOPClassUID).orElse(""));
        return meta.putBytes(Tag.FileMetaInformationVersion, Vr.OB, new byte[]{0, 1})
                .put(Tag.MediaStorageSOPClassUID,
                        directory ? Uids.MEDIA_STORAGE_DIRECTORY
                                : required(dataSet, Tag.SOPClassUID, given, Tag.MediaStorageSOPClassUID))
                .put(Tag.MediaStorageSOPInstanceUID,
                        required(directory ? given : dataSet, Tag.SOPInstanceUID, given,
                                Tag.MediaStorageSOPInstanceUID))
                .put(Tag.TransferSyntaxUID, ascii(Tag.TransferSyntaxUID, syntax.uid()))
                .put(Tag.ImplementationClassUID, Uids.IMPLEMENTATION_CLASS)
                .put(Tag.ImplementationVersionName, Uids.IMPLEMENTATION_VERSION).build();
    }

    /** The data set's own, and where it lacks it the one that the file meta information had. */
    private static String required(DataSet dataSet, Tag tag, DataSet given, Tag givenTag) throws ImagingException {
        return ascii(tag, dataSet.text(tag).or(() -> given.text(givenTag))
                .orElseThrow(() -> new ImagingException.MissingElement(tag.code())));
    }

    /** A UID from a damaged file may have any characters; the file meta information holds none but ASCII. */
    private static String ascii(Tag tag, String uid) throws ImagingException.Malformed {
        if (uid.chars().anyMatch(c -> c > 0x7e)) {
            throw new ImagingException.Malformed(tag.code(), 0, "a UID with characters beyond ASCII");
        }
        return uid;
    }

    private static void requirePixelsFit(DataSet dataSet, TransferSyntax syntax) throws ImagingException {
        for (Tag tag : new Tag[]{Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData}) {
            boolean present = dataSet.element(tag).isPresent();
            boolean encapsulated = dataSet.element(tag).flatMap(Element::bulk).map(BulkValue::isEncapsulated)
                    .orElse(false);
            if (present && encapsulated != syntax.isEncapsulated()) {
                throw new ImagingException.Unsupported(
                        (encapsulated ? "encapsulated" : "native") + " pixel data in " + syntax);
            }
        }
    }

    /** Counts, so that a deflated data set can be padded to an even length (PS3.5 section A.5). */
    private static final class EvenOutputStream extends java.io.FilterOutputStream {
        private long count;

        EvenOutputStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }

        void pad() throws IOException {
            if ((count & 1) != 0) {
                out.write(0);
            }
        }
    }
}
