package org.lantern.storage.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Key256;

/**
 * What a vault's key file says: which vault it is and the slots that open it. JSON, one line, with a checksum that shows
 * accidental damage before any password is asked for, and a MAC under the vault key that shows intended change after.
 *
 * @param vaultId 16 random bytes
 * @param generation counts up with every change
 */
record KeyFile(byte[] vaultId, long generation, Instant created, List<KeySlot> slots) {
    static final int MOST_BYTES = 256 * 1024;
    private static final String FORMAT = "lantern-vault-keys";
    private static final int VERSION = 1;
    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    KeyFile {
        slots = List.copyOf(slots);
    }

    Optional<KeySlot.Password> slotOf(String user) {
        return slots.stream().filter(KeySlot.Password.class::isInstance).map(KeySlot.Password.class::cast)
                .filter(slot -> slot.user().equals(user)).findFirst();
    }

    List<String> users() {
        return slots.stream().filter(KeySlot.Password.class::isInstance).map(KeySlot.Password.class::cast)
                .map(KeySlot.Password::user).toList();
    }

    Optional<KeySlot.Recovery> recoverySlot() {
        return slots.stream().filter(KeySlot.Recovery.class::isInstance).map(KeySlot.Recovery.class::cast)
                .findFirst();
    }

    /** The next generation, with {@code slot} in the place of the same user's, or of the recovery slot. */
    KeyFile with(KeySlot slot) {
        List<KeySlot> changed = new ArrayList<>(slots);
        changed.removeIf(old -> switch (old) {
            case KeySlot.Password password -> slot instanceof KeySlot.Password other
                    && other.user().equals(password.user());
            case KeySlot.Recovery _ -> slot instanceof KeySlot.Recovery;
        });
        changed.add(slot);
        return new KeyFile(vaultId, generation + 1, created, changed);
    }

    byte[] encode(Key256 macKey) {
        ObjectNode node = body();
        node.put("mac", HEX.formatHex(macKey.mac(bytes(node))));
        node.put("sum", HEX.formatHex(sum(bytes(node))));
        return bytes(node);
    }

    /** Whether {@link #encode} under this key gave what this was read from. */
    boolean isAuthentic(byte[] file, Key256 macKey) {
        return MessageDigest.isEqual(file, encode(macKey));
    }

    /**
     * Reads a key file. Everything that a later step allocates by is within bounds afterwards; whether it is authentic
     * can only be told with the vault key.
     */
    static KeyFile decode(byte[] file) throws StorageException {
        try {
            JsonNode parsed = JSON.readTree(file);
            if (!(parsed instanceof ObjectNode node) || !node.path("format").asText().equals(FORMAT)) {
                throw damaged();
            }
            int version = node.path("version").asInt();
            if (version > VERSION) {
                throw new StorageException.TooNew("key file version " + version);
            }
            ObjectNode summed = node.deepCopy();
            summed.remove("sum");
            boolean sumHolds = node.path("sum").asText().equals(HEX.formatHex(sum(bytes(summed))));
            if (version != VERSION || !Arrays.equals(file, bytes(node)) || !sumHolds) {
                throw damaged();
            }
            List<KeySlot> slots = new ArrayList<>();
            for (JsonNode slot : node.path("slots")) {
                slots.add(slot(slot));
            }
            return new KeyFile(hex(node, "vault", 16), node.path("generation").longValue(),
                    Instant.parse(node.path("created").asText()), slots);
        } catch (JsonProcessingException | DateTimeException _) {
            throw damaged();
        } catch (java.io.IOException _) {
            throw damaged();
        }
    }

    private static KeySlot slot(JsonNode slot) throws StorageException {
        byte[] salt = hex(slot, "salt", 16);
        byte[] wrapped = hex(slot, "key", Key256.WRAPPED_BYTES);
        if (!slot.path("wrap").asText().equals("aes-256-kwp")) {
            throw new StorageException.TooNew("key wrap");
        }
        switch (slot.path("kind").asText()) {
            case "recovery" -> {
                return new KeySlot.Recovery(salt, wrapped);
            }
            case "password" -> {
                JsonNode kdf = slot.path("kdf");
                if (!kdf.path("algorithm").asText().equals("argon2id")) {
                    throw new StorageException.TooNew("password derivation");
                }
                long memoryKib = kdf.path("memoryKib").longValue();
                long passes = kdf.path("passes").longValue();
                long lanes = kdf.path("lanes").longValue();
                if (!KdfCost.isAllowed(memoryKib, passes, lanes)) {
                    throw damaged();
                }
                return new KeySlot.Password(slot.path("user").asText(),
                        new KdfCost((int) memoryKib, (int) passes, (int) lanes), salt, wrapped);
            }
            default -> throw new StorageException.TooNew("kind of key slot");
        }
    }

    private ObjectNode body() {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT).put("version", VERSION).put("vault", HEX.formatHex(vaultId))
                .put("generation", generation).put("created", created.toString());
        for (KeySlot slot : slots) {
            ObjectNode entry = node.withArray("slots").addObject();
            switch (slot) {
                case KeySlot.Password password -> {
                    entry.put("kind", "password").put("user", password.user());
                    entry.putObject("kdf").put("algorithm", "argon2id").put("memoryKib", password.cost().memoryKib())
                            .put("passes", password.cost().passes()).put("lanes", password.cost().lanes());
                }
                case KeySlot.Recovery _ -> entry.put("kind", "recovery");
            }
            entry.put("salt", HEX.formatHex(slot.salt())).put("wrap", "aes-256-kwp").put("key",
                    HEX.formatHex(slot.wrapped()));
        }
        return node;
    }

    private static byte[] hex(JsonNode node, String field, int length) throws StorageException {
        try {
            byte[] bytes = HEX.parseHex(node.path(field).asText());
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            throw damaged();
        }
        throw damaged();
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sum(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("SHA-256 is part of the JDK", failure);
        }
    }

    private static StorageException.Tampered damaged() {
        return new StorageException.Tampered("key file");
    }
}
