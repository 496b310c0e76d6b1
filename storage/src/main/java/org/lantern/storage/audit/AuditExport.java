package org.lantern.storage.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.lantern.storage.crypto.SigningKey;

/**
 * The form in which audit entries leave a vault: lines of JSON in UTF-8. The first says which vault and which key; then
 * one line per entry, whose member {@code chain} is SHA-256 of the {@code chain} of the line before and the line without
 * it; the last has an Ed25519 signature of the last {@code chain} and the number of entries. Checking it needs no vault.
 */
public final class AuditExport {
    private static final String FORMAT = "lantern-audit-export";
    private static final int VERSION = 1;
    private static final byte[] CONTEXT = "lantern audit export 1\n".getBytes(StandardCharsets.UTF_8);
    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditExport() {}

    /**
     * What a check found.
     *
     * @param key of the signature, 64 hexadecimal digits; to be compared with the vault's
     * @param entries that were read
     * @param badLine the first line that is not what was written, from 1; empty if all are
     */
    public record Checked(String key, String vaultId, long entries, OptionalLong badLine) {}

    static void write(List<AuditEntry> entries, String vaultId, Instant now, SigningKey key, OutputStream out)
            throws IOException {
        ObjectNode head = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION).put("vault", vaultId)
                .put("exported", now.toString()).put("key", HEX.formatHex(key.publicKey()));
        byte[] chain = line(out, head, new byte[0]);
        for (AuditEntry entry : entries) {
            chain = line(out, entry.json(), chain);
        }
        ObjectNode end = JSON.createObjectNode().put("entries", entries.size()).put("signature",
                HEX.formatHex(key.sign(signed(chain, entries.size()))));
        out.write((end + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /**
     * Checks an export: that no line was taken out, put in, altered, moved or cut off.
     *
     * @param expectedKey of the vault it should come from; empty to trust the key in the file, which proves only that the
     *        file was not changed by somebody who does not know how to sign it anew
     */
    public static Checked check(InputStream in, Optional<String> expectedKey) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        ObjectNode head = parse(lines.readLine());
        if (head == null || !head.path("format").asText().equals(FORMAT) || head.path("version").asInt() != VERSION) {
            return new Checked("", "", 0, OptionalLong.of(1));
        }
        String key = head.path("key").asText();
        String vaultId = head.path("vault").asText();
        byte[] chain = chained(head, new byte[0]);
        if (chain == null || expectedKey.isPresent() && !expectedKey.get().equalsIgnoreCase(key)) {
            return new Checked(key, vaultId, 0, OptionalLong.of(1));
        }
        long entries = 0;
        while (true) {
            ObjectNode node = parse(lines.readLine());
            if (node != null && node.has("signature")) {
                boolean good = node.size() == 2 && node.path("entries").asLong(-1) == entries
                        && signs(key, chain, entries, node.path("signature").asText()) && lines.readLine() == null;
                return new Checked(key, vaultId, entries, good ? OptionalLong.empty() : OptionalLong.of(entries + 2));
            }
            byte[] next = node == null ? null : chained(node, chain);
            if (next == null) {
                return new Checked(key, vaultId, entries, OptionalLong.of(entries + 2));
            }
            chain = next;
            entries++;
        }
    }

    private static byte[] line(OutputStream out, ObjectNode node, byte[] before) throws IOException {
        byte[] chain = digest(before, node.toString().getBytes(StandardCharsets.UTF_8));
        out.write((node.put("chain", HEX.formatHex(chain)) + "\n").getBytes(StandardCharsets.UTF_8));
        return chain;
    }

    /** The line's chain, or null if the line does not say the same. */
    private static byte[] chained(ObjectNode node, byte[] before) {
        JsonNode said = node.remove("chain");
        byte[] chain = digest(before, node.toString().getBytes(StandardCharsets.UTF_8));
        return said != null && said.asText().equals(HEX.formatHex(chain)) ? chain : null;
    }

    /** Null for what is no line of ours to the last byte. */
    private static ObjectNode parse(String line) {
        try {
            return line != null && JSON.readTree(line) instanceof ObjectNode node && node.toString().equals(line)
                    ? node
                    : null;
        } catch (JsonProcessingException _) {
            return null;
        }
    }

    private static boolean signs(String key, byte[] chain, long entries, String signature) {
        try {
            return SigningKey.verifies(HEX.parseHex(key), signed(chain, entries), HEX.parseHex(signature));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static byte[] signed(byte[] chain, long entries) {
        return ByteBuffer.allocate(CONTEXT.length + chain.length + Long.BYTES).put(CONTEXT).put(chain)
                .putLong(entries).array();
    }

    private static byte[] digest(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("SHA-256 is part of the JDK", failure);
        }
    }
}
