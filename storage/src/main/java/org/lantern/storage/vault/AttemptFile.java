package org.lantern.storage.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.crypto.Key256;

/**
 * What is known about failed logins, in the form in which it is kept: before a login nobody has a key, so each attempt
 * is added under the key of a chain that is then erased, and whoever opens the vault, and can make the first key again,
 * sees whether anything was taken out or altered.
 *
 * @param series counts the logins that succeeded; each begins a new chain
 * @param counts what earlier series left
 * @param countsMac of these, under the first key
 * @param key for the next attempt
 */
record AttemptFile(long series, List<Count> counts, byte[] countsMac, byte[] key, List<Try> tries) {
    private static final String FORMAT = "lantern-login-attempts";
    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Failed logins of one user since the last that succeeded.
     *
     * @param user empty for all strangers together
     * @param uptime of the machine at the last one, in nanoseconds
     */
    record Count(String user, int failures, long uptime) {
        byte[] encode() {
            return (user + "\n" + failures + "\n" + uptime + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    /** One attempt. */
    record Try(String user, Instant time, long uptime, byte[] mac) {
        static Try of(String user, Instant time, long uptime, Key256 key) {
            return new Try(user, time, uptime, key.mac(content(user, time, uptime)));
        }

        boolean isAuthentic(Key256 under) {
            return under.verifies(mac, content(user, time, uptime));
        }

        private static byte[] content(String user, Instant time, long uptime) {
            return (user + "\n" + time + "\n" + uptime).getBytes(StandardCharsets.UTF_8);
        }
    }

    static AttemptFile start(long series, List<Count> counts, Key256 first) {
        try (Key256 next = first.next()) {
            return new AttemptFile(series, List.copyOf(counts), first.mac(encode(counts)), bytes(next), List.of());
        }
    }

    /** With one more attempt; the key it was added under is not in the result. */
    AttemptFile with(String user, Instant time, long uptime) {
        List<Try> more = new ArrayList<>(tries);
        try (Key256 now = Key256.of(key.clone()); Key256 next = now.next()) {
            more.add(Try.of(user, time, uptime, now));
            return new AttemptFile(series, counts, countsMac, bytes(next), List.copyOf(more));
        }
    }

    /** Failed logins of a user. */
    Count count(String user) {
        int failures = 0;
        long last = 0;
        for (Count count : counts) {
            if (count.user().equals(user)) {
                failures = count.failures();
                last = count.uptime();
            }
        }
        for (Try attempt : tries) {
            if (attempt.user().equals(user)) {
                failures++;
                last = attempt.uptime();
            }
        }
        return new Count(user, failures, last);
    }

    /** Whether nothing was changed by somebody who could not make the first key. */
    boolean isAuthentic(Key256 first) {
        if (!first.verifies(countsMac, encode(counts))) {
            return false;
        }
        Key256 at = first.next();
        try {
            for (Try attempt : tries) {
                if (!attempt.isAuthentic(at)) {
                    return false;
                }
                Key256 before = at;
                at = before.next();
                before.close();
            }
            try (Key256 kept = Key256.of(key.clone())) {
                return at.isSameAs(kept);
            }
        } finally {
            at.close();
        }
    }

    byte[] encode() {
        ObjectNode node = JSON.createObjectNode().put("format", FORMAT).put("version", 1).put("series", series);
        var list = node.putArray("counts");
        counts.forEach(count -> list.addObject().put("user", count.user()).put("failures", count.failures())
                .put("uptime", count.uptime()));
        node.put("countsMac", HEX.formatHex(countsMac)).put("key", HEX.formatHex(key));
        var attempts = node.putArray("tries");
        tries.forEach(attempt -> attempts.addObject().put("user", attempt.user()).put("time", attempt.time().toString())
                .put("uptime", attempt.uptime()).put("mac", HEX.formatHex(attempt.mac())));
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for what cannot be read. */
    static Optional<AttemptFile> decode(byte[] file) {
        try {
            JsonNode node = JSON.readTree(file);
            byte[] key = HEX.parseHex(node.path("key").asText());
            byte[] mac = HEX.parseHex(node.path("countsMac").asText());
            if (!node.path("format").asText().equals(FORMAT) || key.length != 32 || mac.length != Key256.MAC_BYTES) {
                return Optional.empty();
            }
            List<Count> counts = new ArrayList<>();
            for (JsonNode count : node.path("counts")) {
                counts.add(new Count(count.path("user").asText(), Math.max(0, count.path("failures").asInt()),
                        count.path("uptime").asLong()));
            }
            List<Try> tries = new ArrayList<>();
            for (JsonNode attempt : node.path("tries")) {
                tries.add(new Try(attempt.path("user").asText(), Instant.parse(attempt.path("time").asText()),
                        attempt.path("uptime").asLong(), HEX.parseHex(attempt.path("mac").asText())));
            }
            return Optional.of(new AttemptFile(node.path("series").asLong(), counts, mac, key, tries));
        } catch (IOException | DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] encode(List<Count> counts) {
        StringBuilder all = new StringBuilder();
        counts.forEach(count -> all.append(new String(count.encode(), StandardCharsets.UTF_8)));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Key256 key) {
        char[] hex = key.hex();
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = (byte) (Character.digit(hex[2 * i], 16) << 4 | Character.digit(hex[2 * i + 1], 16));
        }
        return bytes;
    }
}
