package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.CharacterSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;

class HostileBytesTest {
    private static final List<byte[]> SAMPLES = samples();

    private static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        try {
            for (String uid : List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2",
                    "1.2.840.10008.1.2.1.99")) {
                samples.add(DicomFileTest.write(DicomFileTest.image(), TransferSyntax.of(uid)));
            }
            for (Path path : Peers.corpus()) {
                if (Files.size(path) < 40_000 && !path.toString().contains("TINY_ALPHA")) {
                    samples.add(Files.readAllBytes(path));
                }
            }
        } catch (ImagingException | java.io.IOException e) {
            throw new AssertionError(e);
        }
        return List.copyOf(samples);
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        return Arbitraries.longs().map(HostileBytesTest::mutant);
    }

    /** A sample with a few changes of the kinds that break parsers. */
    private static byte[] mutant(long seed) {
        Random random = new Random(seed);
        byte[] bytes = SAMPLES.get(random.nextInt(SAMPLES.size())).clone();
        int header = Math.min(bytes.length, random.nextBoolean() ? 2500 : bytes.length);
        for (int change = 0; change <= random.nextInt(6); change++) {
            int at = random.nextInt(header);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 4 -> {
                    int from = random.nextInt(header);
                    int count = Math.min(random.nextInt(64), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, Math.max(0, count));
                }
                case 5 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0);
                default -> {
                    byte[] item = HexFormat.of().parseHex("feff00e0ffffffff");
                    System.arraycopy(item, 0, bytes, at, Math.min(8, bytes.length - at));
                }
            }
            header = Math.min(header, bytes.length);
        }
        return bytes;
    }

    @Property(tries = 600)
    void a_damaged_file_costs_little_and_throws_nothing_but_our_failures(@ForAll("mutants") byte[] bytes) {
        assertTimeout(Duration.ofSeconds(5), () -> Gauntlet.run(bytes));
    }

    @Property(tries = 2000)
    void any_bytes_decode_in_any_character_set(@ForAll byte[] bytes, @ForAll long seed) {
        List<String> terms = List.of("", "ISO_IR 100", "ISO 2022 IR 13", "ISO 2022 IR 87", "ISO 2022 IR 159",
                "ISO 2022 IR 149", "ISO 2022 IR 58", "ISO 2022 IR 6", "GB18030", "GBK", "ISO_IR 192", "nonsense");
        Random random = new Random(seed);
        List<String> chosen = List.of(terms.get(random.nextInt(terms.size())),
                terms.get(random.nextInt(terms.size())));
        for (int i = 0; i + 3 < bytes.length && random.nextBoolean(); i += 5) {
            bytes[i] = 0x1b;
            bytes[i + 1] = (byte) "$()-".charAt(random.nextInt(4));
            bytes[i + 2] = (byte) "BJIACD(".charAt(random.nextInt(7));
        }
        CharacterSet.of(chosen).decode(bytes, 0, bytes.length);
    }

    private static byte[] part10(String body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(HexFormat.of().parseHex("0200100055491400"));
        out.writeBytes("1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(HexFormat.of().parseHex(body.replace(" ", "")));
        return out.toByteArray();
    }

    @Test
    void a_value_of_four_gigabytes_in_a_file_of_a_hundred_bytes_is_not_allocated() throws Exception {
        DicomFile file = DicomFileTest.read(part10("08001600 5549 0400 312e3200 42001100 4f42 0000 fffffffe 00"));
        assertEquals(Warning.Kind.TRUNCATED, file.warnings().getLast().kind());
        assertEquals(1, file.dataSet().size());
    }

    @Test
    void ten_thousand_sequences_inside_each_other_are_refused_in_milliseconds() {
        String level = "400030a7 5351 0000 ffffffff feff00e0 ffffffff";
        byte[] deep = part10("08001600 5549 0400 312e3200" + level.repeat(10_000));
        assertTimeout(Duration.ofMillis(500), () -> assertEquals("depth",
                assertThrows(ImagingException.LimitExceeded.class, () -> DicomFileTest.read(deep)).limit()));
    }

    @Test
    void a_million_empty_items_are_refused() {
        byte[] many = part10("08001600 5549 0400 312e3200 400030a7 5351 0000 ffffffff"
                + "feff00e000000000".repeat(1_000_001));
        assertEquals("elements",
                assertThrows(ImagingException.LimitExceeded.class, () -> DicomFileTest.read(many)).limit());
    }

    @Test
    void a_unsigned_long_where_a_short_belongs_is_no_short() throws Exception {
        DicomFile file = DicomFileTest.read(part10("08001600 5549 0400 312e3200 28001000 554c 0400 00000100"));
        assertEquals(65536, file.dataSet().integer(Tag.Rows).orElseThrow());
        DicomFile odd = DicomFileTest.read(part10("08001600 5549 0400 312e3200 28001000 5553 0300 000001"));
        assertTrue(odd.warnings().stream().anyMatch(w -> w.kind() == Warning.Kind.ODD_LENGTH));
        assertThrows(ImagingException.Malformed.class,
                () -> odd.dataSet().integer(Tag.Rows));
    }
}
