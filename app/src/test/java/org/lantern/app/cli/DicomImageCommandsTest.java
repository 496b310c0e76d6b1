package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lantern.imaging.dicom.TransferSyntax;

class DicomImageCommandsTest {
    private static final Set<String> PROMISED = Set.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1",
            "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.5");

    /**
     * Big-endian files whose 8-bit pixels are words: dcmtk and GDCM swap them (PS3.5 A.3) and give the values of the
     * little-endian twin; the expectations have the bytes as they lie in the file.
     */
    private static final Map<String, String> TWINS = Map.of("pydicom-data/OBXXXX1A_expb.dcm",
            "pydicom-data/OBXXXX1A.dcm", "pydicom-data/OBXXXX1A_expb_2frame.dcm", "pydicom-data/OBXXXX1A_2frame.dcm",
            "pydicom/SC_rgb_small_odd_big_endian.dcm", "pydicom/SC_rgb_small_odd.dcm");

    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    private Path file() {
        return Fixture.write(Fixture.slice("2.25.5", 2), TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                folder.resolve("in.dcm"));
    }

    @Test
    void decode_writes_the_stored_values_and_says_their_shape() throws Exception {
        var raw = folder.resolve("raw");
        var json = run("dicom", "decode", file(), "--out", raw, "--json").json();
        assertEquals(Fixture.ROWS, json.get("rows").asInt());
        assertEquals(Fixture.COLUMNS, json.get("columns").asInt());
        assertEquals(1, json.get("frames").asInt());
        assertEquals(1, json.get("samplesPerPixel").asInt());
        assertEquals(16, json.get("bitsAllocated").asInt());
        assertTrue(json.get("signed").asBoolean());
        assertEquals("MONOCHROME2", json.get("photometric").asText());
        assertEquals("1.2.840.10008.1.2.1.99", json.get("transferSyntax").asText());
        assertEquals(70, json.get("bytes").asInt());
        var values = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        for (int i = 0; i < 35; i++) {
            assertEquals(180 + i, values.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "-1", "x"})
    void a_frame_that_the_image_does_not_have_exits_with_2(String frame) {
        var run = run("dicom", "decode", file(), "--out", folder.resolve("raw"), "--frame=" + frame);
        assertEquals(2, run.exit());
        assertEquals(1, run.err().lines().count());
        assertFalse(Files.exists(folder.resolve("raw")));
    }

    @Test
    void of_a_truncated_file_nothing_is_written() throws Exception {
        var whole = Fixture.write(Fixture.slice("2.25.5", 2), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                folder.resolve("whole.dcm"));
        var bytes = Files.readAllBytes(whole);
        var cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(bytes, bytes.length - 9));
        var out = Files.writeString(folder.resolve("out"), "before");
        for (var command : List.of("decode", "render")) {
            var run = run("dicom", command, cut, "--out", out, "--lang", "zh-CN");
            assertEquals(3, run.exit(), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(CliTest.hasChinese(run.err()));
            assertEquals("before", Files.readString(out));
        }
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count(), "no draft is left behind");
        }
    }

    @Test
    void a_place_that_cannot_be_written_exits_with_6() {
        var run = run("dicom", "decode", file(), "--out", folder.resolve("no/such/folder/raw"));
        assertEquals(6, run.exit());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void a_full_medium_exits_with_6() {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "no full device");
        var run = run("dicom", "decode", file(), "--out", "/dev/full/raw");
        assertEquals(6, run.exit());
    }

    @Test
    void render_draws_what_the_window_shows() throws Exception {
        var png = folder.resolve("a.png");
        // stored 180..214; this window runs from 189.5 to 204.5 exactly, PS3.3 C.11.2.1.2.1
        assertEquals(0, run("dicom", "render", file(), "--out", png, "--window", "197.5,16").exit());
        var levels = levels(png);
        assertEquals(List.of(Fixture.COLUMNS, Fixture.ROWS), size(png));
        for (int i = 0; i < 35; i++) {
            double expected = Math.clamp((180 + i - 197) / 15.0 + 0.5, 0, 1) * 255;
            assertEquals(expected, levels[i], 0.51, "pixel " + i);
        }
        assertEquals(0, run("dicom", "render", file(), "--out", png, "--window", "197.5,16", "--invert").exit());
        var inverted = levels(png);
        for (int i = 0; i < 35; i++) {
            assertEquals(255 - levels[i], inverted[i], 1);
        }
    }

    @Test
    void render_takes_the_files_first_voi_or_the_one_asked_for() throws Exception {
        var first = folder.resolve("first.png");
        var one = folder.resolve("one.png");
        var two = folder.resolve("two.png");
        var explicit = folder.resolve("explicit.png");
        assertEquals(0, run("dicom", "render", file(), "--out", first).exit());
        assertEquals(0, run("dicom", "render", file(), "--out", one, "--voi", "1").exit());
        assertEquals(0, run("dicom", "render", file(), "--out", two, "--voi", "2").exit());
        assertEquals(0, run("dicom", "render", file(), "--out", explicit, "--window=110,36").exit());
        assertArrayEquals(levels(first), levels(one));
        assertArrayEquals(levels(explicit), levels(two));
        assertFalse(Arrays.equals(levels(one), levels(two)));
        assertEquals(2, run("dicom", "render", file(), "--out", two, "--voi", "3").exit());
    }

    @Test
    void enhancements_are_applied_in_the_order_given_and_large_pictures_made_smaller() throws Exception {
        var plain = folder.resolve("plain.png");
        var enhanced = folder.resolve("enhanced.png");
        var other = folder.resolve("other.png");
        assertEquals(0, run("dicom", "render", file(), "--out", plain).exit());
        var json = run("dicom", "render", file(), "--out", enhanced, "--enhance", "gamma:value=0.5", "--enhance",
                "equalize", "--json").json();
        assertTrue(json.get("enhancement").asText().matches("gamma:value=0\\.5.*;equalize.*"), json.toString());
        assertEquals(0, run("dicom", "render", file(), "--out", other, "--enhance", "equalize").exit());
        assertFalse(Arrays.equals(levels(plain), levels(other)));
        assertEquals(0, run("dicom", "render", file(), "--out", plain, "--max-size", "4").exit());
        assertEquals(List.of(4, 3), size(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--enhance nonsense", "--enhance clahe:tiles=x", "--enhance gamma:value=-1", "--window 40",
            "--window 40,0", "--window a,b", "--preset nonsense", "--window 1,2 --voi 1", "--max-size 0"})
    void a_wrong_option_exits_with_2_and_one_line(String options) {
        var arguments = new ArrayList<Object>(List.of("dicom", "render", file(), "--out", folder.resolve("a.png")));
        arguments.addAll(List.of(options.split(" ")));
        var run = run(arguments.toArray());
        assertEquals(2, run.exit(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(folder.resolve("a.png")));
    }

    @Test
    void every_uncompressed_deflated_and_rle_file_of_the_corpus_has_the_expected_values() throws Exception {
        var root = Path.of(System.getProperty("lantern.shared", "nowhere"), "corpus");
        var expectations = root.resolve("expected/pixels.json");
        assumeTrue(Files.exists(expectations), "no corpus");
        int same = 0;
        var different = new ArrayList<String>();
        var all = new JsonMapper().readTree(expectations.toFile());
        for (var entry : all.properties()) {
            var expected = all.get(TWINS.getOrDefault(entry.getKey(), entry.getKey()));
            if (!PROMISED.contains(entry.getValue().path("ts").asText()) || !expected.path("agree").asBoolean()) {
                continue;
            }
            var fault = decode(root.resolve(entry.getKey()), expected);
            if (fault.isEmpty()) {
                same++;
            } else {
                different.add(entry.getKey() + ": " + fault);
            }
        }
        assertEquals(List.of(), different);
        assertTrue(same > 50, same + " files");
    }

    private String decode(Path file, JsonNode expected) throws Exception {
        var raw = folder.resolve("raw");
        var run = run("dicom", "decode", file, "--out", raw, "--json");
        if (run.exit() != 0) {
            return run.exit() + " " + run.err();
        }
        var json = run.json();
        var bytes = Files.readAllBytes(raw);
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        boolean shape = json.get("rows").asInt() == expected.get("rows").asInt()
                && json.get("columns").asInt() == expected.get("cols").asInt()
                && json.get("frames").asInt() == expected.get("frames").asInt()
                && json.get("samplesPerPixel").asInt() == expected.get("samples").asInt()
                && json.get("bytes").asLong() == bytes.length;
        return shape && hash.equals(expected.get("sha256").asText()) ? "" : "not the same";
    }

    private static int[] levels(Path png) throws Exception {
        try (var in = Files.newInputStream(png)) {
            var image = new Image(in);
            int columns = (int) image.getWidth();
            var levels = new int[columns * (int) image.getHeight()];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = image.getPixelReader().getArgb(i % columns, i / columns) & 0xff;
            }
            return levels;
        }
    }

    private static List<Integer> size(Path png) throws Exception {
        try (var in = Files.newInputStream(png)) {
            var image = new Image(in);
            return List.of((int) image.getWidth(), (int) image.getHeight());
        }
    }
}
