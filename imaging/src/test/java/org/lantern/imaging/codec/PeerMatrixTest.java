package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.ParseLimits;

/**
 * Fresh images that dcmtk and GDCM compress and we decode, and that we compress and they decode. Runs as far as they are
 * installed. Left out is what the peers themselves get wrong: GDCM writes a stream of noise for lossy JPEG of 12 bits,
 * refuses JPEG-LS and RLE below 8 bits, and mixes up 16-bit colour in RLE; dcmtk mixes up planar colour of several frames.
 */
class PeerMatrixTest {
    /** An image to be made. */
    record Image(String name, int rows, int columns, int samples, int frames, int allocated, int stored, boolean signed,
            int planar) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** @param greatestError between our decoding and the original; -1 where the peer's decoding is what to compare with */
    private record Way(String command, int greatestError) {}

    static final List<Image> IMAGES = List.of(new Image("8 bits, 3 frames", 37, 53, 1, 3, 8, 8, false, 0),
            new Image("12 bits, 2 frames", 21, 40, 1, 2, 16, 12, false, 0),
            new Image("signed 16 bits", 33, 27, 1, 1, 16, 16, true, 0),
            new Image("signed 12 bits, one column", 65, 1, 1, 1, 16, 12, true, 0),
            new Image("6 bits", 31, 22, 1, 1, 8, 6, false, 0),
            new Image("8 bits in words of 16", 31, 22, 1, 1, 16, 8, false, 0),
            new Image("colour, 2 frames", 24, 33, 3, 2, 8, 8, false, 0),
            new Image("colour by plane", 24, 33, 3, 1, 8, 8, false, 1));

    private static final List<Way> COMPRESSED_BY_OTHERS = List.of(new Way("dcmcjpeg +e1", 0),
            new Way("dcmcjpeg +el +sv 6", 0), new Way("dcmcjpeg +eb +cr", -1), new Way("dcmcjpeg +eb +s2", -1),
            new Way("dcmcjpeg +ee", -1), new Way("dcmcjpeg +ep", -1), new Way("dcmcjpls +el", 0),
            new Way("dcmcjpls +el +pc", 0), new Way("dcmcjpls +el +is", 0), new Way("dcmcjpls +en", 2),
            new Way("dcmcrle", 0), new Way("dcmconv +te", 0), new Way("dcmconv +tb", 0), new Way("gdcmconv --jpeg", 0),
            new Way("gdcmconv --j2k", 0), new Way("gdcmconv --jpegls", 0), new Way("gdcmconv --rle", 0));

    @TempDir
    Path folder;

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(f -> Files.isExecutable(Path.of(f, program)));
    }

    private static int value(Image image, int i) {
        int pixel = i / image.samples;
        int x = pixel % image.columns;
        int y = pixel / image.columns;
        int max = (1 << image.stored) - 1;
        int ramp = max * (x + 2 * (y % image.rows)) / (image.columns + 2 * image.rows);
        int texture = (x * x * 3 + y * y * 5 + i * 7) % (1 + (max >> 4));
        int value = x > image.columns / 2 && y % image.rows > image.rows / 2
                ? max * (i % image.samples + 1) / 4
                : Math.min(max, ramp + texture);
        return image.signed ? value - (max + 1) / 2 : value;
    }

    private static DataSet dataSet(Image image) {
        int count = image.rows * image.columns * image.samples * image.frames;
        ByteBuffer pixels = ByteBuffer.allocate(count * image.allocated / 8 + 1 & ~1).order(ByteOrder.LITTLE_ENDIAN);
        int plane = image.rows * image.columns;
        for (int i = 0; i < count; i++) {
            int from = image.planar == 0 ? i : i % plane * image.samples + i / plane;
            if (image.allocated == 8) {
                pixels.put((byte) value(image, from));
            } else {
                pixels.putShort((short) value(image, from));
            }
        }
        DataSetBuilder builder = new DataSetBuilder().put(Tag.SOPClassUID, Uids.SECONDARY_CAPTURE_IMAGE_STORAGE)
                .put(Tag.SOPInstanceUID, "2.25.9").put(Tag.StudyInstanceUID, "2.25.7")
                .put(Tag.SeriesInstanceUID, "2.25.8")
                .put(Tag.Modality, "OT").put(Tag.PatientID, "1").put(Tag.SamplesPerPixel, image.samples)
                .put(Tag.PhotometricInterpretation, image.samples == 3 ? "RGB" : "MONOCHROME2")
                .put(Tag.NumberOfFrames, String.valueOf(image.frames)).put(Tag.Rows, image.rows)
                .put(Tag.Columns, image.columns).put(Tag.BitsAllocated, image.allocated)
                .put(Tag.BitsStored, image.stored).put(Tag.HighBit, image.stored - 1)
                .put(Tag.PixelRepresentation, image.signed ? 1 : 0)
                .putBytes(Tag.PixelData, image.allocated == 8 ? Vr.OB : Vr.OW, pixels.array());
        if (image.samples == 3) {
            builder.put(Tag.PlanarConfiguration, image.planar);
        }
        return builder.build();
    }

    private Path written(DataSet dataSet, TransferSyntax syntax, String name) throws IOException, ImagingException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(dataSet, syntax, out);
        }
        return file;
    }

    /** All frames' values; those of signed images with their sign. */
    private static int[] decoded(Path file) throws ImagingException, IOException {
        try (FrameReader reader = FrameReader.open(DicomFile.read(file, ParseLimits.CLINICAL))) {
            int unused = 32 - reader.format().bitsStored();
            boolean signed = reader.format().signed();
            int[] all = new int[0];
            for (int i = 0; i < reader.frameCount(); i++) {
                int[] values = TestImages.values(reader.read(i).samples());
                int at = all.length;
                all = Arrays.copyOf(all, at + values.length);
                for (int v = 0; v < values.length; v++) {
                    all[at + v] = signed ? values[v] << unused >> unused : values[v];
                }
            }
            return all;
        }
    }

    private boolean run(String command, Path in, Path out) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(in.toString(), out.toString()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor() == 0 && Files.exists(out) && Files.size(out) > 0;
    }

    private static int greatestDifference(int[] a, int[] b) {
        if (a.length != b.length) {
            return Integer.MAX_VALUE;
        }
        int greatest = 0;
        for (int i = 0; i < a.length; i++) {
            greatest = Math.max(greatest, Math.abs(a[i] - b[i]));
        }
        return greatest;
    }

    @ParameterizedTest
    @FieldSource("IMAGES")
    void what_others_compress_is_decoded(Image image) throws Exception {
        Path original = written(dataSet(image), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "original");
        int[] expected = decoded(original);
        int tried = 0;
        List<String> wrong = new ArrayList<>();
        for (Way way : COMPRESSED_BY_OTHERS) {
            if (!installed(way.command.split(" ")[0]) || image.stored < 8 && way.command.equals("gdcmconv --jpegls")) {
                continue;
            }
            Path packed = folder.resolve("packed" + tried);
            if (!run(way.command, original, packed)) {
                continue; // no process of that kind for such samples
            }
            tried++;
            int[] values = decoded(packed);
            int[] reference = expected;
            if (way.greatestError < 0) {
                Path unpacked = folder.resolve("unpacked" + tried);
                if (!run("dcmdjpeg +cn", packed, unpacked)) {
                    continue;
                }
                reference = decoded(unpacked);
            }
            int difference = greatestDifference(reference, values);
            if (difference > (way.greatestError < 0 ? 2 : way.greatestError)) {
                wrong.add(way.command + " differs by " + difference);
            }
        }
        assumeTrue(tried > 0, "neither dcmtk nor GDCM is installed");
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @FieldSource("IMAGES")
    void what_we_compress_is_decoded_by_others(Image image) throws Exception {
        Path original = written(dataSet(image), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "original");
        int[] expected = decoded(original);
        int tried = 0;
        List<String> wrong = new ArrayList<>();
        for (String way : List.of("5 dcmdrle", "5 gdcmconv --raw", "4.80 dcmdjpls", "4.80 gdcmconv --raw",
                "4.90 gdcmconv --raw")) {
            String[] words = way.split(" ", 2);
            if (!installed(words[1].split(" ")[0]) || image.stored < 8 && way.equals("5 gdcmconv --raw")) {
                continue;
            }
            TransferSyntax syntax = TransferSyntax.of("1.2.840.10008.1.2." + words[0]);
            Path packed;
            try (DicomFile file = DicomFile.read(original, ParseLimits.CLINICAL)) {
                packed = written(Transcoder.inSyntax(file, syntax), syntax, "packed" + tried);
            }
            Path unpacked = folder.resolve("unpacked" + tried++);
            int difference = run(words[1], packed, unpacked)
                    ? greatestDifference(expected, decoded(unpacked))
                    : Integer.MAX_VALUE;
            if (difference > 0) {
                wrong.add(way + " differs by " + difference);
            }
        }
        assumeTrue(tried > 0, "neither dcmtk nor GDCM is installed");
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @FieldSource("IMAGES")
    void openjpeg_decodes_our_high_throughput_streams(Image image) throws Exception {
        assumeTrue(installed("opj_decompress"), "no opj_decompress");
        Path original = written(dataSet(image), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "original");
        try (FrameReader reader = FrameReader.open(DicomFile.read(original, ParseLimits.CLINICAL))) {
            byte[] stream = J2kEncoder.encodeHighThroughput(reader.read(0));
            Path in = Files.write(folder.resolve("in.j2k"), stream);
            Path out = folder.resolve("out.rawl");
            Process process = new ProcessBuilder("opj_decompress", "-i", in.toString(), "-o", out.toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            assertEquals(0, process.waitFor());
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
            int plane = image.rows * image.columns;
            int[] values = new int[plane * image.samples];
            for (int i = 0; i < values.length; i++) {
                int at = i % image.samples * plane + i / image.samples;
                values[i] = image.stored <= 8 ? bytes.get(at) & 0xff
                        : image.signed
                                ? bytes.getShort(2 * at) << 32 - image.stored >> 32 - image.stored
                                : bytes.getShort(2 * at) & 0xffff;
            }
            assertEquals(0, greatestDifference(values, Arrays.copyOf(decoded(original), values.length)));
        }
    }
}
