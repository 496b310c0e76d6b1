package org.lantern.storage.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Role;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.fault.FullMedium;
import org.lantern.storage.medium.Disk;
import org.lantern.storage.medium.Medium;

class AuditTamperingTest {
    private static final byte[] VAULT = new byte[16];
    private static final int ENTRIES = 30;

    @TempDir
    Path folder;

    private final Entropy entropy = new Entropy();
    private final Key256 key = Key256.random(entropy);
    private byte[] trail;
    private byte[] head;
    private Position end;

    @BeforeEach
    void fill() throws Exception {
        try (AuditLog log = open(false)) {
            for (int i = 1; i < ENTRIES; i++) {
                log.write("admin", Role.ADMINISTRATOR, false, Deed.ofPatient(Action.CHART_VIEWED, i, "Kanarienvogel"));
            }
            end = log.position();
            assertEquals(List.of(), log.verify());
        }
        trail = Files.readAllBytes(trailFile());
        head = Files.readAllBytes(headFile());
    }

    @Test
    void four_hundred_tamperings_are_all_found() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            byte[] tampered = tampered(i % 5, random);
            Files.write(trailFile(), tampered);
            Files.write(headFile(), head);
            try (AuditLog log = open(true)) {
                assertFalse(log.verify().isEmpty(), "kind " + i % 5 + ", round " + i);
            } finally {
                Files.deleteIfExists(Trail.file(audit(), 2));
                Files.deleteIfExists(Trail.headFile(audit(), 2));
            }
        }
    }

    /** Without which finding everything would mean nothing: what is left alone is found whole. */
    @Test
    void an_untouched_trail_is_whole_however_often_it_is_opened() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (AuditLog log = open(true)) {
                log.expect(end);
                assertEquals(List.of(), log.verify());
                assertEquals(end, log.position());
            }
        }
        assertEquals(ENTRIES, entries(trail).size());
    }

    @Test
    void a_trail_and_a_head_of_former_times_are_noticed_by_who_knows_how_far_it_went() throws Exception {
        try (AuditLog log = open(true)) {
            log.write("admin", Role.ADMINISTRATOR, false, Deed.of(Action.EXPORTED, ""));
            end = log.position();
        }
        Files.write(trailFile(), trail);
        Files.write(headFile(), head);
        try (AuditLog log = open(true)) {
            assertEquals(List.of(), log.verify());
            log.expect(end);
            assertEquals(List.of(new AuditFault(2, 1, AuditFault.Kind.NOTICED)), log.verify());
        }
    }

    @Test
    void a_deleted_trail_is_noticed_and_a_torn_entry_at_the_end_is_cut_off() throws Exception {
        Files.write(trailFile(), Arrays.copyOf(trail, trail.length + 77));
        try (AuditLog log = open(true)) {
            assertEquals(List.of(), log.verify());
            log.write("admin", Role.ADMINISTRATOR, false, Deed.of(Action.EXPORTED, ""));
            assertEquals(List.of(), log.verify());
        }
        Files.delete(trailFile());
        Files.delete(headFile());
        try (AuditLog log = open(true)) {
            assertEquals(AuditFault.Kind.NOTICED, log.verify().getFirst().kind());
        }
    }

    /** The head is not synced with each entry: after a power cut it may be an older one. */
    @Test
    void entries_behind_a_head_that_lags_are_taken_up() throws Exception {
        try (AuditLog log = open(true)) {
            log.write("admin", Role.ADMINISTRATOR, false, Deed.of(Action.EXPORTED, "x"));
        }
        Files.write(headFile(), head);
        try (AuditLog log = open(true)) {
            assertEquals(end.count() + 1, log.position().count());
            assertEquals(List.of(), log.verify());
        }
    }

    @Test
    void nothing_of_an_entry_can_be_read_in_the_file() {
        assertFalse(new String(trail, StandardCharsets.ISO_8859_1).contains("Kanarienvogel"));
    }

    @Test
    void on_a_full_medium_an_entry_is_refused_and_the_trail_stays_whole() throws Exception {
        try (AuditLog log = AuditLog.open(new FullMedium(2000), audit(), key, VAULT, entropy, TestVault.CLOCK, true)) {
            StorageException.NoSpace full = assertThrows(StorageException.NoSpace.class, () -> {
                for (int i = 0; i < 50; i++) {
                    log.write("admin", Role.ADMINISTRATOR, false, Deed.of(Action.EXPORTED, "x"));
                }
            });
            assertTrue(full.getMessage().contains("space"));
        }
        try (AuditLog log = open(true)) {
            assertEquals(List.of(), log.verify());
        }
    }

    @Test
    void an_export_shows_every_change_to_whoever_has_no_vault() throws Exception {
        byte[] export;
        String exportKey;
        try (AuditLog log = open(true)) {
            Access access = new Access("rev", () -> Role.AUDITOR, Set.of(), log, TestVault.CLOCK);
            AuditTrail service = new AuditTrail(log, access, TestVault.CLOCK, "00");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertEquals(ENTRIES + 1, service.export(AuditFilter.ALL, out));
            export = out.toByteArray();
            exportKey = service.exportKey();
        }
        AuditExport.Checked good = check(export, Optional.of(exportKey));
        assertTrue(good.badLine().isEmpty());
        assertEquals(ENTRIES + 1, good.entries());
        assertTrue(check(export, Optional.of("00".repeat(32))).badLine().isPresent());
        Random random = new Random(3);
        for (int i = 0; i < 400; i++) {
            byte[] tampered = switch (i % 4) {
                case 0 -> flipped(export, random);
                case 1 -> Arrays.copyOf(export, 1 + random.nextInt(export.length - 2));
                case 2 -> lines(export, random, true);
                default -> lines(export, random, false);
            };
            assertTrue(check(tampered, Optional.empty()).badLine().isPresent(), "round " + i);
        }
    }

    private byte[] tampered(int kind, Random random) {
        List<byte[]> entries = entries(trail);
        int at = random.nextInt(entries.size());
        return switch (kind) {
            case 0 -> flipped(trail, random);
            case 1 -> {
                entries.remove(at);
                yield joined(entries);
            }
            case 2 -> {
                Collections.swap(entries, at, (at + 1 + random.nextInt(entries.size() - 1)) % entries.size());
                yield joined(entries);
            }
            case 3 -> {
                entries.add(at, entries.get(random.nextInt(entries.size())));
                yield joined(entries);
            }
            default -> Arrays.copyOf(trail, random.nextInt(trail.length));
        };
    }

    private static List<byte[]> entries(byte[] trail) {
        List<byte[]> all = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(trail);
        while (buffer.hasRemaining()) {
            byte[] entry = new byte[Integer.BYTES + buffer.getInt(buffer.position()) + Key256.MAC_BYTES];
            buffer.get(entry);
            all.add(entry);
        }
        return all;
    }

    private static byte[] joined(List<byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entries.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    /** A line is taken out, or moved. */
    private static byte[] lines(byte[] export, Random random, boolean remove) {
        List<String> lines = new ArrayList<>(new String(export, StandardCharsets.UTF_8).lines().toList());
        String line = lines.remove(1 + random.nextInt(lines.size() - 3));
        if (!remove) {
            lines.add(lines.size() - 1, line);
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static AuditExport.Checked check(byte[] export, Optional<String> expected) throws IOException {
        return AuditExport.check(new ByteArrayInputStream(export), expected);
    }

    private AuditLog open(boolean begun) throws StorageException {
        Medium disk = new Disk();
        return AuditLog.open(disk, audit(), key, VAULT, entropy, TestVault.CLOCK, begun);
    }

    private Path audit() {
        return folder.resolve("audit");
    }

    private Path trailFile() {
        return Trail.file(audit(), 1);
    }

    private Path headFile() {
        return Trail.headFile(audit(), 1);
    }
}
