package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.VideoStream.Container;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.ParseLimits;

class VideoStreamTest {
    private static final String H264 = "1.2.840.10008.1.2.4.102";

    @TempDir
    Path folder;

    /** A video object whose stream is cut into fragments of the given lengths, the rest in a last one. */
    private static byte[] object(String syntax, byte[] stream, int... lengths) throws ImagingException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DicomWriter.write(new DataSetBuilder().put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.77.1.1.1")
                .put(Tag.SOPInstanceUID, "2.25.1").put(Tag.NumberOfFrames, "8").build(), TransferSyntax.of(syntax),
                file);
        file.writeBytes(ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0x7fe0)
                .putShort((short) 0x10).put("OB".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putInt(-1)
                .putInt(0xe000fffe).putInt(0).array());
        int at = 0;
        List<Integer> all = new ArrayList<>(Arrays.stream(lengths).boxed().toList());
        all.add(stream.length - Arrays.stream(lengths).sum());
        for (int length : all) {
            file.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0xe000fffe)
                    .putInt(length + (length & 1)).array());
            file.write(stream, at, length);
            file.writeBytes(new byte[length & 1]);
            at += length;
        }
        file.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(0xe0ddfffe).array());
        return file.toByteArray();
    }

    private static VideoStream open(byte[] object) throws ImagingException {
        return VideoStream.open(DicomFile.read(new ArrayByteSource(object), ParseLimits.CLINICAL));
    }

    private static byte[] bytes(VideoStream video) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        video.writeTo(out);
        assertEquals(video.lengthBytes(), out.size());
        return out.toByteArray();
    }

    @Test
    void fragments_are_joined_wherever_they_were_cut() throws Exception {
        byte[] stream = new byte[200_001];
        for (int i = 0; i < stream.length; i++) {
            stream[i] = (byte) (i * 7 + i / 251);
        }
        byte[] even = Arrays.copyOf(stream, 200_000);
        assertArrayEquals(even, bytes(open(object(H264, even))));
        assertArrayEquals(even, bytes(open(object(H264, even, 2, 0, 65_536, 70_000))));
        // where nothing tells the padding from the stream, it stays
        assertArrayEquals(Arrays.copyOf(stream, 200_002), bytes(open(object(H264, stream, 10))));
    }

    @Test
    void padding_of_an_mp4_file_is_left_out() throws Exception {
        byte[] mp4 = ByteBuffer.allocate(8 + 5 + 8 + 2).putInt(13).putInt(0x66747970).put(new byte[5]).putInt(10)
                .putInt(0x6d646174).put(new byte[]{1, 2}).array();
        assertEquals(23, mp4.length);
        assertArrayEquals(mp4, bytes(open(object(H264, mp4, 4, 8))));
    }

    @ParameterizedTest
    @CsvSource({"1.2.840.10008.1.2.4.100, mpeg2video, mpeg2video, m2v, MPEG2",
            "1.2.840.10008.1.2.4.101.1, mpeg2video, vob, mpg, PROGRAM_STREAM",
            "1.2.840.10008.1.2.4.102, libx264, h264, h264, H264", "1.2.840.10008.1.2.4.103.1, libx264, mp4, mp4, MP4",
            "1.2.840.10008.1.2.4.104, libx264, mpegts, ts, TRANSPORT_STREAM",
            "1.2.840.10008.1.2.4.107, libx265, hevc, h265, HEVC"})
    void what_is_taken_out_plays(String syntax, String codec, String muxer, String extension, Container container)
            throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "no ffmpeg");
        Path made = folder.resolve("made." + extension);
        assertEquals(0,
                run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=96x64:rate=25", "-frames:v", "5",
                        "-threads", "1", "-c:v", codec, "-f", muxer, made.toString()));
        byte[] stream = Files.readAllBytes(made);
        int third = stream.length / 3 & ~1;
        VideoStream video = open(object(syntax, stream, third, 2, third));
        assertEquals(container, video.container());
        assertEquals(extension, video.container().extension());
        Path taken = Files.write(folder.resolve("taken." + extension), bytes(video));
        assertTrue(Files.size(taken) - stream.length <= 1);
        assertEquals(0, run("ffmpeg", "-v", "error", "-xerror", "-i", taken.toString(), "-f", "null", "-"));
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor();
    }

    @Test
    void what_is_no_video_or_has_no_whole_fragment_is_refused() throws Exception {
        assertThrows(ImagingException.Unsupported.class,
                () -> open(object("1.2.840.10008.1.2.4.50", new byte[10])));
        byte[] object = object(H264, new byte[100]);
        assertThrows(ImagingException.class, () -> open(Arrays.copyOf(object, object.length - 60)));
        assertFalse(VideoStream.isVideo(TransferSyntax.JPEG_XL));
        assertTrue(VideoStream.isVideo(TransferSyntax.of("1.2.840.10008.1.2.4.106.1")));
    }
}
