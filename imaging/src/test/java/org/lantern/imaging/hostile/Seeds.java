package org.lantern.imaging.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.TestImages;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomJson;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.DicomXml;

/** Small well-formed inputs of our own making, one of each kind, from which hostile ones are made. */
public final class Seeds {
    private static final List<String> NATIVE = List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1",
            "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99");

    private Seeds() {}

    /** The corpus, where the machine has it. */
    public static List<byte[]> corpus(int mostBytes) {
        String shared = System.getProperty("lantern.shared");
        Path corpus = Path.of(shared == null ? "" : shared, "corpus");
        if (shared == null || !Files.isDirectory(corpus)) {
            return List.of();
        }
        List<byte[]> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(corpus)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) <= mostBytes && !file.toString().contains("mr-t1-384/N2D_00")) {
                    found.add(Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The smallest image with the given shape, without its pixels. */
    static DataSetBuilder image(int rows, int columns, int samples, int allocated, int signed) {
        return new DataSetBuilder().put(Tag.SOPClassUID, Uids.CT_IMAGE_STORAGE).put(Tag.SOPInstanceUID, "2.25.4")
                .put(Tag.SamplesPerPixel, samples)
                .put(Tag.PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2").put(Tag.Rows, rows)
                .put(Tag.Columns, columns).put(Tag.BitsAllocated, allocated).put(Tag.BitsStored, allocated)
                .put(Tag.HighBit, allocated - 1).put(Tag.PixelRepresentation, signed);
    }

    static byte[] written(DataSet dataSet, TransferSyntax syntax) throws ImagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataSet, syntax, out);
        return out.toByteArray();
    }

    /** A file with an offset table for the first fragment of each frame, if it has several, and an empty one if not. */
    static byte[] encapsulated(DataSetBuilder image, TransferSyntax syntax, byte[]... fragments)
            throws ImagingException {
        int total = 12 + 8 + 8;
        for (byte[] fragment : fragments) {
            total += 8 + fragment.length;
        }
        byte[] head = written(image.build(), syntax);
        ByteBuffer file = ByteBuffer.allocate(head.length + total).order(ByteOrder.LITTLE_ENDIAN).put(head);
        file.putInt(0x00107fe0).put((byte) 'O').put((byte) 'B').putShort((short) 0).putInt(-1);
        file.putInt(0xe000fffe).putInt(0);
        for (byte[] fragment : fragments) {
            file.putInt(0xe000fffe).putInt(fragment.length).put(fragment);
        }
        return file.putInt(0xe0ddfffe).putInt(0).array();
    }

    /** An image with what a scan looks at. */
    static byte[] instance(String uid) {
        try {
            return written(
                    image(2, 3, 1, 8, 0).put(Tag.SOPInstanceUID, uid).put(Tag.StudyInstanceUID, "2.25.2")
                            .put(Tag.SeriesInstanceUID, "2.25.3").put(Tag.PatientID, "P1")
                            .put(Tag.PatientName, "Zhang^Wei").put(Tag.ImagePositionPatient, 0, 0, 1.5)
                            .put(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0).put(Tag.PixelSpacing, 0.5, 0.25)
                            .putBytes(Tag.PixelData, Vr.OW, new byte[6]).build(),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        } catch (ImagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A data set with every VR, a private block, nested sequences and texts of several scripts. */
    static DataSet everyVr() {
        DataSet inner = new DataSetBuilder().put(Tag.CodeValue, "T-04000").put(Tag.CodeMeaning, "Brust – 乳房").build();
        DataSet item = new DataSetBuilder().putSequence(Tag.AnatomicRegionSequence, inner, DataSet.EMPTY)
                .put(Tag.CodeValue, "1").build();
        DataSetBuilder all = image(2, 3, 1, 16, 1).put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.PatientName, "Zhang^Wei=张^伟").put(Tag.StudyDate, "20260302").put(Tag.StudyTime, "143005.25")
                .put(Tag.ImagePositionPatient, -91.449586433191, 0.1, 1e-9).put(Tag.InstanceNumber, 7)
                .put(Tag.FrameIncrementPointer, Tag.FrameTime).putSequence(Tag.AnatomicRegionSequence, item, inner)
                .put(Tag.PatientComments, "a\\b ").put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .putBytes(Tag.SmallestImagePixelValue, Vr.SS, new byte[]{-2, -1});
        int element = 0;
        for (Vr vr : Vr.values()) {
            Tag tag = all.privateTag(0x0029, "LANTERN TEST", ++element);
            if (vr == Vr.SQ) {
                all.putSequence(tag, inner);
            } else {
                all.putBytes(tag, vr, vr.isText() ? "20260302".getBytes(StandardCharsets.US_ASCII) : new byte[16]);
            }
        }
        Tag siemens = all.privateTag(0x0029, "SIEMENS CSA HEADER", 0x10);
        return all.putBytes(siemens, Vr.OB, new byte[300]).putBytes(Tag.PixelData, Vr.OW, new byte[12]).build();
    }

    static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        try {
            for (String uid : NATIVE) {
                files.add(written(everyVr(), TransferSyntax.of(uid)));
            }
            byte[] stream = TestImages.stream("rle.rle");
            files.add(encapsulated(image(TestImages.ROWS, TestImages.COLUMNS, 1, 16, 0),
                    TransferSyntax.of("1.2.840.10008.1.2.5"), stream));
            byte[] bare = files.get(1);
            files.add(Arrays.copyOfRange(bare, bare.length - 300, bare.length));
            files.add(undefinedLengths());
        } catch (ImagingException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    /** Sequences, an item and a UN without their lengths. */
    private static byte[] undefinedLengths() {
        return java.util.HexFormat.of().parseHex("08000500435306004953" + "4f5f3620" + "080016005549040031"
                + "2e3200" + "400030a753510000ffffffff" + "feff00e0ffffffff" + "0800000153480400" + "31323334"
                + "feff0de000000000" + "feff00e008000000" + "1000100050" + "4e0000" + "feffdde000000000"
                + "0900100055" + "4e0000ffffffff" + "feff00e0ffffffff" + "08000001" + "04000000" + "31323334"
                + "feff0de000000000" + "feffdde000000000");
    }

    static List<byte[]> directories() {
        List<byte[]> files = new ArrayList<>();
        DataSet meta = new DataSetBuilder().put(Tag.MediaStorageSOPClassUID, Uids.MEDIA_STORAGE_DIRECTORY)
                .put(Tag.MediaStorageSOPInstanceUID, "2.25.99").build();
        DataSet directory = new DataSetBuilder().put(Tag.FileSetID, "TEST")
                .put(Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, 396)
                .put(Tag.FileSetConsistencyFlag, 0)
                .putSequence(Tag.DirectoryRecordSequence, record("PATIENT", 0, 500),
                        record("IMAGE", 0, 0, "DICOM", "IM1"), record("IMAGE", 396, 396, "IM2"),
                        record("IMAGE", 0, 0, "LINK"), record("IMAGE", 0, 0, "..", "SECRET"))
                .build();
        try {
            for (String uid : List.of("1.2.840.10008.1.2.1", "1.2.840.10008.1.2")) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                DicomWriter.write(meta, directory, TransferSyntax.of(uid), out);
                files.add(out.toByteArray());
            }
        } catch (ImagingException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    private static DataSet record(String type, int next, int below, String... fileId) {
        DataSetBuilder made = new DataSetBuilder().put(Tag.OffsetOfTheNextDirectoryRecord, next)
                .put(Tag.RecordInUseFlag, 0xffff).put(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, below)
                .put(Tag.DirectoryRecordType, type);
        return fileId.length == 0 ? made.build() : made.put(Tag.ReferencedFileID, Vr.CS, fileId).build();
    }

    static List<byte[]> texts() {
        List<byte[]> texts = new ArrayList<>();
        for (int first = 0; first < 16; first++) {
            for (int second : new int[]{0, 9, 10, 13, 14}) {
                String text = "Yamada^Tarou=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B=\u001b$)C\u00fb\u00f3\\\u001b)I\u00d4";
                byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                byte[] seed = new byte[bytes.length + 2];
                seed[0] = (byte) first;
                seed[1] = (byte) second;
                System.arraycopy(bytes, 0, seed, 2, bytes.length);
                texts.add(seed);
            }
        }
        return texts;
    }

    static List<byte[]> json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomJson.write(List.of(everyVr()), DicomJson.Options.WHOLE, out);
        } catch (ImagingException e) {
            throw new IllegalStateException(e);
        }
        return List.of(out.toByteArray(),
                "{\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 100\"]},\"00100010\":{\"vr\":\"PN\","
                        .concat("\"Value\":[{\"Alphabetic\":\"A^B\",\"Ideographic\":\"张^伟\"}]},\"00400275\":{\"vr\":\"SQ\",")
                        .concat("\"Value\":[{\"00100020\":{\"vr\":\"LO\",\"Value\":[null,\"x\"]}},{}]},\"00280010\":{\"vr\":")
                        .concat("\"US\",\"Value\":[512]},\"00200032\":{\"vr\":\"DS\",\"Value\":[1.5,-2e-3,\"bad\"]}}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    static List<byte[]> xml() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomXml.write(List.of(everyVr()), DicomJson.Options.WHOLE, out);
        } catch (ImagingException e) {
            throw new IllegalStateException(e);
        }
        return List.of(out.toByteArray());
    }

    static List<byte[]> zips() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("IM1", "../../IM2", "/etc/IM3", "folder/", "folder/notes.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                if (name.contains("IM")) {
                    zip.write(instance("2.25." + name.charAt(name.length() - 1)));
                } else if (!name.endsWith("/")) {
                    zip.write("no image".getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(bytes.toByteArray());
    }

    /** Images with everything that decides how they look. */
    static List<byte[]> pictures() {
        DataSetBuilder grey = image(3, 4, 1, 16, 1).put(Tag.RescaleSlope, 1.5).put(Tag.RescaleIntercept, -1024)
                .put(Tag.WindowCenter, 40, 300).put(Tag.WindowWidth, 400, 1500).put(Tag.PixelSpacing, 0.5, 0.25)
                .put(Tag.ImagePositionPatient, 0, 1, 2).put(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
                .putBytes(Tag.PixelPaddingValue, Vr.SS, new byte[]{0x30, -8})
                .putBytes(Tag.PixelData, Vr.OW, new byte[24]);
        byte[] table = new byte[512];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (i * 7);
        }
        DataSet lut = new DataSetBuilder().putBytes(Tag.LUTDescriptor, Vr.US, new byte[]{0, 1, 0, 0, 16, 0})
                .putBytes(Tag.LUTData, Vr.OW, table).put(Tag.ModalityLUTType, "US").build();
        DataSetBuilder tables = image(3, 4, 1, 8, 0).putSequence(Tag.ModalityLUTSequence, lut)
                .putSequence(Tag.VOILUTSequence, lut).put(Tag.PhotometricInterpretation, "MONOCHROME1")
                .putBytes(Tag.PixelData, Vr.OW, new byte[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1});
        DataSetBuilder palette = image(3, 4, 1, 8, 0).put(Tag.PhotometricInterpretation, "PALETTE COLOR");
        byte[] descriptor = {0, 1, 0, 0, 16, 0};
        palette.putBytes(Tag.RedPaletteColorLookupTableDescriptor, Vr.US, descriptor)
                .putBytes(Tag.GreenPaletteColorLookupTableDescriptor, Vr.US, descriptor)
                .putBytes(Tag.BluePaletteColorLookupTableDescriptor, Vr.US, descriptor)
                .putBytes(Tag.PixelData, Vr.OW, new byte[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1});
        DataSet plain = new DataSetBuilder().putAll(palette.build())
                .putBytes(Tag.RedPaletteColorLookupTableData, Vr.OW, table)
                .putBytes(Tag.GreenPaletteColorLookupTableData, Vr.OW, table)
                .putBytes(Tag.BluePaletteColorLookupTableData, Vr.OW, table).build();
        byte[] segments = {0, 0, 2, 0, 0, 0, -1, -1, 1, 0, -2, 0, 0, -128};
        DataSet segmented = new DataSetBuilder().putAll(palette.build())
                .putBytes(Tag.SegmentedRedPaletteColorLookupTableData, Vr.OW, segments)
                .putBytes(Tag.SegmentedGreenPaletteColorLookupTableData, Vr.OW, segments)
                .putBytes(Tag.SegmentedBluePaletteColorLookupTableData, Vr.OW, segments).build();
        DataSet colour = image(3, 4, 3, 8, 0).put(Tag.PhotometricInterpretation, "YBR_FULL")
                .putBytes(Tag.PixelData, Vr.OW, new byte[36]).build();
        List<byte[]> files = new ArrayList<>();
        try {
            for (DataSet dataSet : List.of(grey.build(), tables.build(), plain, segmented, colour)) {
                files.add(written(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
            }
        } catch (ImagingException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    static List<byte[]> frames(Frames.Kind kind, String streams) {
        List<byte[]> frames = new ArrayList<>();
        switch (kind) {
            case NATIVE -> {
                for (int selector : new int[]{0, 1, 2, 4, 6, 8, 9}) {
                    frames.add(described(selector, 4, 6, new byte[4 * 6 * 16]));
                }
            }
            case DEFLATED -> {
                Deflater deflater = new Deflater(9, true);
                deflater.setInput(new byte[4 * 6 * 2]);
                deflater.finish();
                byte[] packed = new byte[100];
                int length = deflater.deflate(packed);
                deflater.end();
                frames.add(described(2, 4, 6, Arrays.copyOf(packed, length)));
                frames.add(described(10, 4, 6, Arrays.copyOf(packed, length)));
            }
            case HTJ2K -> {
                for (String name : List.of("lossless-8.jph", "lossless-16.jph", "lossless-8-rgb.jph", "lossy-8.jph")) {
                    frames.add(described(name.contains("16") ? 2 : 0, 1, 1, resource(name)));
                }
            }
            default -> {
                for (String name : TestImages.STREAMS) {
                    if (name.matches(streams)) {
                        int selector = (TestImages.isColour(name) ? 1 : 0) | (TestImages.bits(name) > 8 ? 2 : 0);
                        byte[] stream = TestImages.stream(name);
                        frames.add(described(selector, TestImages.ROWS, TestImages.COLUMNS, stream));
                        frames.add(described(selector | 16, TestImages.ROWS, TestImages.COLUMNS, stream));
                    }
                }
            }
        }
        return frames;
    }

    private static byte[] described(int selector, int rows, int columns, byte[] stream) {
        return ByteBuffer.allocate(3 + stream.length).put((byte) selector).put((byte) (rows - 1))
                .put((byte) (columns - 1)).put(stream).array();
    }

    static byte[] resource(String name) {
        try (InputStream in = Seeds.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
