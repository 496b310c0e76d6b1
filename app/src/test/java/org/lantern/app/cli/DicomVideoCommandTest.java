package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;

class DicomVideoCommandTest {
    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    /** An object of the given syntax whose stream lies in two fragments. */
    private Path object(TransferSyntax syntax, byte[] stream) throws Exception {
        var head = Files.readAllBytes(Fixture.write(
                Fixture.slice("2.25.3", 1).toBuilder().remove(Tag.PixelData).build(), syntax, folder.resolve("head")));
        var file = ByteBuffer.allocate(head.length + 12 + 8 + 8 + 4 + 8 + stream.length - 4 + 8)
                .order(ByteOrder.LITTLE_ENDIAN).put(head).putInt(0x00107fe0)
                .put("OB".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putInt(-1).putInt(0xe000fffe)
                .putInt(0)
                .putInt(0xe000fffe).putInt(4).put(stream, 0, 4).putInt(0xe000fffe).putInt(stream.length - 4)
                .put(stream, 4, stream.length - 4).putInt(0xe0ddfffe).putInt(0);
        return Files.write(folder.resolve("video.dcm"), file.array());
    }

    private static byte[] stream() {
        var stream = new byte[300];
        Arrays.fill(stream, (byte) 9);
        System.arraycopy(new byte[]{0, 0, 0, 1, 0x67}, 0, stream, 0, 5);
        return stream;
    }

    @Test
    void a_video_is_taken_out_whole() throws Exception {
        var file = object(TransferSyntax.MPEG4_HP41, stream());
        var json = run("dicom", "video", file, "--out", folder.resolve("a.h264"), "--json").json();
        assertEquals("h264", json.get("extension").asText());
        assertEquals(300, json.get("bytes").asInt());
        assertArrayEquals(stream(), Files.readAllBytes(folder.resolve("a.h264")));
    }

    @Test
    void its_frames_are_refused_with_the_way_to_take_it_out() throws Exception {
        var file = object(TransferSyntax.HEVC_MP51, stream());
        for (var command : List.of("decode", "render")) {
            for (var language : List.of("en", "zh-CN")) {
                var run = run("dicom", command, file, "--out", folder.resolve("out"), "--lang", language);
                assertEquals(3, run.exit());
                assertTrue(run.err().contains("HEVC/H.265 Main Profile") && run.err().contains("lantern dicom video"),
                        run.err());
                assertEquals(language.equals("zh-CN"), CliTest.hasChinese(run.err()));
            }
        }
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void other_objects_and_cut_ones_are_refused_and_others_named() throws Exception {
        var out = folder.resolve("out");
        var image = Fixture.write(Fixture.slice("2.25.3", 1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                folder.resolve("image"));
        assertEquals(3, run("dicom", "video", image, "--out", out).exit());
        var whole = Files.readAllBytes(object(TransferSyntax.MPEG2_MAIN, stream()));
        var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 30));
        assertEquals(3, run("dicom", "video", cut, "--out", out).exit());
        assertFalse(Files.exists(out));
        var xl = run("dicom", "decode", object(TransferSyntax.JPEG_XL_LOSSLESS, stream()), "--out", out);
        assertEquals(3, xl.exit());
        assertTrue(xl.err().contains("JPEG XL Lossless"), xl.err());
    }
}
