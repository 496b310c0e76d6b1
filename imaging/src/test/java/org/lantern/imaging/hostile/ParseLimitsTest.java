package org.lantern.imaging.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.CharacterSet;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.PersonName;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomJson;
import org.lantern.imaging.dicom.io.DicomJsonReader;
import org.lantern.imaging.dicom.io.DicomListing;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.DicomXmlReader;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.dicom.io.Warning;

/** Each limit of the parser at its value, above it and far above it; and the known ways to hurt one. */
class ParseLimitsTest {
    private static final Duration HANG = Duration.ofMinutes(1);
    private static final long LITTLE_BYTES = 2 << 20;
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final String UID = "08001600 5549 0400 312e3200";

    private static byte[] part10(String transferSyntax, byte[]... bodies) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        byte[] uid = Arrays.copyOf(transferSyntax.getBytes(StandardCharsets.US_ASCII),
                transferSyntax.length() + 1 & ~1);
        out.writeBytes(hex("0200100055 49"));
        out.write(uid.length);
        out.write(0);
        out.writeBytes(uid);
        for (byte[] body : bodies) {
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] deflated(byte[] body) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(body);
        deflater.finish();
        byte[] out = new byte[body.length + body.length / 100 + 1000];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static DicomFile read(byte[] bytes, ParseLimits limits) throws ImagingException {
        return DicomFile.read(new ArrayByteSource(bytes), limits);
    }

    private static String refusedLimit(byte[] bytes, ParseLimits limits, long allowedBytes) {
        return assertTimeoutPreemptively(HANG, () -> {
            ImagingException.LimitExceeded[] refused = new ImagingException.LimitExceeded[1];
            Spending.within(allowedBytes, () -> refused[0] = assertThrows(ImagingException.LimitExceeded.class,
                    () -> read(bytes, limits)));
            return refused[0].limit();
        });
    }

    private static ParseLimits limits(int depth, int elements, int valueBytes, int ratio, long inflateBytes) {
        return new ParseLimits(depth, elements, valueBytes, 64, ratio, inflateBytes);
    }

    private static byte[] nested(int depth, String header) {
        return part10(EXPLICIT, hex(UID + header.repeat(depth)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"400030a7 5351 0000 ffffffff feff00e0 ffffffff",
            "400030a7 5351 0000 0000ff00 feff00e0 0000ff00"})
    void depth(String level) throws Exception {
        assertEquals(2, read(nested(64, level), ParseLimits.CLINICAL).dataSet().size());
        assertEquals("depth", refusedLimit(nested(65, level), ParseLimits.CLINICAL, LITTLE_BYTES));
        assertEquals("depth", refusedLimit(nested(10_000, level), ParseLimits.CLINICAL, LITTLE_BYTES));
    }

    /** What is inside of a UN is implicit VR. */
    @Test
    void depth_inside_of_an_unknown_value() throws Exception {
        String outer = "400030a7 554e 0000 ffffffff feff00e0 ffffffff";
        String inner = "400030a7 ffffffff feff00e0 ffffffff";
        assertEquals(2, read(nested(1, outer + inner.repeat(63)), ParseLimits.CLINICAL).dataSet().size());
        assertEquals("depth", refusedLimit(nested(1, outer + inner.repeat(64)), ParseLimits.CLINICAL, LITTLE_BYTES));
        assertEquals("depth", refusedLimit(nested(1, outer + inner.repeat(9999)), ParseLimits.CLINICAL, LITTLE_BYTES));
    }

    /** Counts the items that hold something. */
    @Test
    void depth_of_json() throws Exception {
        for (int depth : new int[]{65, 66, 10_000}) {
            byte[] json = ("{\"00400275\":{\"vr\":\"SQ\",\"Value\":[".repeat(depth) + "{}" + "]}}".repeat(depth))
                    .getBytes(StandardCharsets.US_ASCII);
            if (depth == 65) {
                DicomJsonReader.read(new ByteArrayInputStream(json), ParseLimits.CLINICAL);
            } else {
                assertThrows(ImagingException.class,
                        () -> DicomJsonReader.read(new ByteArrayInputStream(json), ParseLimits.CLINICAL));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 1_000_000})
    void elements(int count) throws Exception {
        ParseLimits limits = limits(4, 100, 1000, 200, 1 << 20);
        String item = "feff00e000000000";
        // the first element, the sequence and the transfer syntax count too
        byte[] file = part10(EXPLICIT, hex(UID + "400030a7 5351 0000 ffffffff"), hex(item.repeat(count - 2)));
        if (count == 100) {
            assertEquals(98, read(file, limits).dataSet().items(new Tag(0x0040a730)).size());
        } else {
            assertEquals("elements", refusedLimit(file, limits, LITTLE_BYTES));
        }
    }

    @Test
    void elements_of_fragments_are_counted_too() {
        byte[] file = part10(EXPLICIT, hex(UID + "e07f1000 4f42 0000 ffffffff"),
                hex("feff00e000000000".repeat(100_000)));
        assertEquals("elements", refusedLimit(file, limits(4, 1000, 1000, 200, 1 << 20), LITTLE_BYTES));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1002, 50_000_000})
    void value_bytes(int length) throws Exception {
        ParseLimits limits = limits(4, 100, 1000, 200, 1 << 20);
        byte[] header = hex(UID + "1000 0040 5554 0000" + "%02x%02x%02x%02x".formatted(length & 255,
                length >> 8 & 255, length >> 16 & 255, length >>> 24));
        byte[] file = part10(EXPLICIT, header, new byte[length]);
        if (length == 1000) {
            assertEquals(2, read(file, limits).dataSet().size());
        } else {
            assertEquals("valueBytes", refusedLimit(file, limits, LITTLE_BYTES));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4f42", "554e", "4f57", "5554", "5351"})
    void a_length_of_4_gigabytes_is_not_allocated(String vr) {
        for (String length : List.of("fffffffe", "fefffffe", "00000080", "ffffff7f")) {
            byte[] file = part10(EXPLICIT, hex(UID + "42001100" + vr + "0000" + length), new byte[50]);
            assertTimeoutPreemptively(HANG, () -> Spending.within(LITTLE_BYTES, () -> {
                try (DicomFile read = read(file, ParseLimits.CLINICAL)) {
                    assertFalse(read.isComplete());
                } catch (ImagingException _) {
                    // refused, which will do too
                }
            }));
        }
    }

    @Test
    void bulk_bytes_are_a_border_and_no_limit() throws Exception {
        for (int length : new int[]{64, 66, 1 << 20}) {
            byte[] file = part10(EXPLICIT,
                    hex(UID + "42001100 4f42 0000" + HexFormat.of().toHexDigits(Integer.reverseBytes(length))),
                    new byte[length]);
            DataSet dataSet = read(file, limits(4, 100, 1000, 200, 1 << 20)).dataSet();
            assertEquals(length > 64, dataSet.element(new Tag(0x00420011)).orElseThrow().bulk().isPresent());
            assertEquals(length, dataSet.bytes(new Tag(0x00420011)).orElseThrow().length);
        }
    }

    /** fo-dicom #2165, Orthanc CVE-2026-5438: a file of a megabyte that becomes a gigabyte. */
    @Test
    void inflate_ratio() throws Exception {
        byte[] zeros = new byte[8 << 20];
        byte[] header = hex(UID + "42001100 4f42 0000 00008000");
        byte[] body = new byte[header.length + zeros.length];
        System.arraycopy(header, 0, body, 0, header.length);
        byte[] packed = deflated(body);
        int ratio = Math.ceilDiv(body.length, packed.length);
        assertEquals(2, read(part10(DEFLATED, packed), limits(4, 100, 1000, 2 * ratio, 16 << 20)).dataSet().size());
        assertEquals("inflateRatio", refusedLimit(part10(DEFLATED, packed), limits(4, 100, 1000, ratio / 2, 16 << 20),
                3L * body.length));
        assertEquals("inflateRatio", refusedLimit(part10(DEFLATED, packed), ParseLimits.CLINICAL, 3L * body.length));
    }

    @Test
    void inflate_bytes() throws Exception {
        byte[] header = hex(UID + "42001100 4f42 0000 00001000");
        byte[] body = new byte[header.length + (1 << 20)];
        System.arraycopy(header, 0, body, 0, header.length);
        new java.util.SplittableRandom(1).nextBytes(body);
        System.arraycopy(header, 0, body, 0, header.length);
        byte[] file = part10(DEFLATED, deflated(body));
        assertEquals(2, read(file, limits(4, 100, 1000, 200, body.length)).dataSet().size());
        assertEquals("inflateBytes", refusedLimit(file, limits(4, 100, 1000, 200, body.length - 1), 8L * body.length));
        assertEquals("inflateBytes", refusedLimit(file, limits(4, 100, 1000, 200, 1000), LITTLE_BYTES));
    }

    /** GDCM CVE-2026-3650, dcm4che #1211: VRs that are none, in the meta information and behind it, with huge lengths. */
    @Test
    void unknown_vrs_with_huge_lengths_take_no_memory() {
        for (String vr : List.of("5858", "0000", "5a5a", "ffff", "4f00")) {
            for (String length : List.of("0000ffffff7f", "0000ffffffff", "ffff", "000000000080")) {
                byte[] meta = part10(EXPLICIT, hex("02000200" + vr + length), hex(UID));
                byte[] body = part10(EXPLICIT, hex(UID + "10001000" + vr + length), hex(UID));
                for (byte[] file : List.of(meta, body)) {
                    assertTimeoutPreemptively(HANG, () -> Spending.within(LITTLE_BYTES, () -> {
                        try (DicomFile read = read(file, ParseLimits.CLINICAL)) {
                            assertTrue(!read.warnings().isEmpty());
                        } catch (ImagingException _) {
                            // refused, which will do too
                        }
                    }));
                }
            }
        }
    }

    /** Orthanc CVE-2026-5442: US attributes that come as UL, so that sizes no 16 bits can hold reach the decoder. */
    @Test
    void sizes_that_no_short_can_hold_are_refused() throws Exception {
        DataSet huge = new DataSetBuilder().putAll(Seeds.image(1, 1, 1, 8, 0).build())
                .putBytes(Tag.Rows, Vr.UL, new byte[]{0, 0, 1, 0}).putBytes(Tag.PixelData, Vr.OW, new byte[2]).build();
        byte[] file = Seeds.written(huge, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThrows(ImagingException.Malformed.class, () -> FrameReader.open(read(file, ParseLimits.CLINICAL)));
        DataSet negative = new DataSetBuilder().putAll(huge).putBytes(Tag.Rows, Vr.SS, new byte[]{-1, -1}).build();
        byte[] other = Seeds.written(negative, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThrows(ImagingException.Malformed.class, () -> FrameReader.open(read(other, ParseLimits.CLINICAL)));
    }

    /** CVE-2019-11687: a preamble that makes the file a program. It is read, warned of by nobody, and never written. */
    @ParameterizedTest
    @ValueSource(strings = {"4d5a9000", "7f454c46", "cafebabe", "49492a00", "504b0304", "2321 2f62"})
    void a_preamble_is_never_written_again(String magic) throws Exception {
        byte[] file = Seeds.instance("2.25.1");
        byte[] start = hex(magic);
        System.arraycopy(start, 0, file, 0, start.length);
        try (DicomFile read = read(file, ParseLimits.CLINICAL)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(read.meta(), read.dataSet(), read.transferSyntax(), out);
            assertArrayEquals(new byte[128], Arrays.copyOf(out.toByteArray(), 128));
        }
    }

    /** Orthanc XSSInjection and its like: names that act on what shows them. */
    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\u202egnp.exe", "\u2066A\u2069", "A\u001b[2J\u001b]0;x\u0007",
            "A\u009b31m", "A\r\nB", "A\bB", "\u200fA", "A\u2028B", "\ufeffA", "A\u0000B"})
    void a_name_cannot_act_on_the_terminal(String name) throws Exception {
        DataSet dataSet = new DataSetBuilder().put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .putBytes(Tag.PatientName, Vr.PN, name.getBytes(StandardCharsets.UTF_8)).build();
        StringBuilder listing = new StringBuilder();
        DicomListing.write(dataSet, true, listing);
        assertTrue(listing.chars().noneMatch(c -> c != '\n' && Reading.isUnsafe(c)), listing.toString());
        PersonName.parse(dataSet.text(Tag.PatientName).orElse("")).display();
    }

    @Test
    void a_uid_beyond_ascii_is_not_written() throws Exception {
        DataSet dataSet = new DataSetBuilder().putAll(Seeds.image(1, 1, 1, 8, 0).build())
                .putBytes(Tag.SOPInstanceUID, Vr.UI, new byte[]{'1', '.', (byte) 0xd8, 0}).build();
        assertThrows(ImagingException.Malformed.class,
                () -> Seeds.written(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    /** Orthanc CVE-2026-5444: the Philips private compression. Nothing here decodes it; it is bytes that stay bytes. */
    @Test
    void the_private_compression_pmsct_rle1_is_carried_and_not_decoded() throws Exception {
        DataSetBuilder builder = Seeds.image(4, 4, 1, 16, 0).put(new Tag(0x07a10010), Vr.LO, "ELSCINT1")
                .put(new Tag(0x07a11011), Vr.CS, "PMSCT_RLE1").putBytes(new Tag(0x07a1100a), Vr.OW,
                        hex("a5ffffff5affffff0000000000000000"));
        byte[] file = Seeds.written(builder.build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (DicomFile read = read(file, ParseLimits.CLINICAL)) {
            assertEquals(16, read.dataSet().bytes(new Tag(0x07a1100a)).orElseThrow().length);
            assertThrows(ImagingException.NoPixelData.class, () -> FrameReader.open(read));
        }
    }

    /** 300,000 digits and two characters that make them no number: no pattern may try again from each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "0", "-", "1e", "1\\\\", "^", "=", " ", "00010101"})
    void long_values_that_are_almost_right(String piece) throws Exception {
        String value = piece.repeat(300_000 / piece.length()) + "..";
        byte[] text = value.getBytes(StandardCharsets.US_ASCII);
        DataSetBuilder builder = new DataSetBuilder();
        int group = 0x0011;
        for (Vr vr : Vr.values()) {
            if (vr.isText()) {
                builder.putBytes(Tag.of(group += 2, 0x1001), vr, text);
            }
        }
        DataSet dataSet = builder.build();
        assertTimeoutPreemptively(HANG, () -> {
            Reading.everyValue(dataSet);
            DicomJson.write(List.of(dataSet), DicomJson.Options.WHOLE, java.io.OutputStream.nullOutputStream());
            DicomListing.write(dataSet, true, new StringBuilder());
            for (String vr : List.of("PN", "DS", "IS", "US", "SV", "FD")) {
                String quoted = vr.equals("PN") ? "{\"Alphabetic\":\"" + value + "\"}" : "\"" + value + "\"";
                String json = "{\"00100010\":{\"vr\":\"" + vr + "\",\"Value\":["
                        + quoted.replace("\\", "\\\\") + "]}}";
                refusedOrRead(() -> DicomJsonReader.read(
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), ParseLimits.CLINICAL));
                String name = "<PersonName number=\"1\"><Alphabetic><FamilyName>" + value
                        + "</FamilyName></Alphabetic></PersonName>";
                String xml = "<NativeDicomModel><DicomAttribute tag=\"00100010\" vr=\"" + vr + "\">"
                        + (vr.equals("PN") ? name : "<Value number=\"1\">" + value + "</Value>")
                        + "</DicomAttribute></NativeDicomModel>";
                refusedOrRead(() -> DicomXmlReader.read(
                        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), ParseLimits.CLINICAL));
            }
        });
    }

    private interface Attempt {
        DataSet run() throws ImagingException;
    }

    private static void refusedOrRead(Attempt attempt) {
        try {
            assertTrue(attempt.run().size() > 0);
        } catch (ImagingException _) {
            // refused, which will do too
        }
    }

    /** 70 bytes that would be a value of a million empty ones, many times. */
    @Test
    void numbers_of_values_in_xml_are_counted_as_elements() {
        String attribute = "<DicomAttribute tag=\"%08x\" vr=\"LO\"><Value number=\"900000\">x</Value></DicomAttribute>";
        StringBuilder xml = new StringBuilder("<NativeDicomModel>");
        for (int i = 0; i < 200; i++) {
            xml.append(attribute.formatted(0x00110000 + 0x20000 * i + 0x10));
        }
        byte[] bytes = xml.append("</NativeDicomModel>").toString().getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(HANG, () -> Spending.within(100 << 20, () -> assertEquals("elements",
                assertThrows(ImagingException.LimitExceeded.class, () -> DicomXmlReader
                        .read(new ByteArrayInputStream(bytes), ParseLimits.CLINICAL)).limit())));
    }

    /** What a text of JSON may hold and no character set can. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"\\ud800\"}]}}",
            "{\"00400275\":{\"vr\":\"SQ\",\"Value\":[{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\\udc00\"]}}]}}"})
    void half_a_character_in_json_is_refused(String json) {
        assertThrows(ImagingException.Malformed.class, () -> DicomJsonReader
                .read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), ParseLimits.CLINICAL));
    }

    /** An overline is no tilde: JIS X 0201 has the one where ASCII has the other. */
    @Test
    void a_tilde_survives_in_japanese() {
        CharacterSet set = CharacterSet.of(List.of("ISO 2022 IR 13", "ISO 2022 IR 87"));
        for (String text : List.of("a~b", "~", "\u203e", "\uff94~\u5c71~^~", "\u5c71\u203e~")) {
            byte[] bytes = set.encode(text).orElseThrow();
            assertEquals(text, set.decode(bytes, 0, bytes.length));
        }
    }

    @Test
    void a_file_that_ends_anywhere_is_read_as_far_as_it_goes_or_refused() throws Exception {
        byte[] whole = Seeds.written(Seeds.everyVr(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try (DicomFile read = read(cut, ParseLimits.CLINICAL)) {
                boolean atElement = read.warnings().stream().noneMatch(w -> w.kind() == Warning.Kind.TRUNCATED);
                assertTrue(!read.isComplete() || atElement);
            } catch (ImagingException _) {
                // refused, as it should be
            }
        }
    }
}
