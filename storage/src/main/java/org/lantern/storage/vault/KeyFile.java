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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Permission;
import org.lantern.storage.account.Role;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Key256;

/**
 * What a vault's key file says: which vault it is, who its users are, their roles, and the slots that open it. This is
 * where the truth about users lies; the database has no copy. JSON, one line, with a checksum that shows accidental
 * damage before any password is asked for, and a MAC under the vault key that shows intended change after.
 *
 * @param version of the format: 1 had one user and no roles
 * @param vaultId 16 random bytes
 * @param generation counts up with every change
 */
record KeyFile(int version, byte[] vaultId, long generation, Instant created, List<KeySlot> slots) {
    static final int MOST_BYTES = 256 * 1024;
    private static final String FORMAT = "lantern-vault-keys";
    static final int VERSION = 2;
    private static final int MOST_SLOTS = 500;
    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    KeyFile {
        slots = List.copyOf(slots);
    }

    Optional<KeySlot.OfUser> of(String user) {
        return people().stream().filter(slot -> slot.user().equals(user)).findFirst();
    }

    /** The slot by which the user gets in; empty for one who is disabled, and for a stranger. */
    Optional<KeySlot.Password> slotOf(String user) {
        return of(user).filter(KeySlot.Password.class::isInstance).map(KeySlot.Password.class::cast);
    }

    /** Everybody who has, or had, a way in. */
    List<KeySlot.OfUser> people() {
        return slots.stream().filter(KeySlot.OfUser.class::isInstance).map(KeySlot.OfUser.class::cast).toList();
    }

    List<String> users() {
        return people().stream().map(KeySlot.OfUser::user).toList();
    }

    /** How many get in who may manage users. */
    long administrators() {
        return people().stream().filter(KeySlot.Password.class::isInstance)
                .filter(slot -> slot.role().may(Permission.MANAGE_USERS)).count();
    }

    /** The dearest slot: what it costs to find out that a user is unknown. */
    KdfCost dearest() {
        return people().stream().filter(KeySlot.Password.class::isInstance).map(KeySlot.Password.class::cast)
                .map(KeySlot.Password::cost)
                .max(Comparator.comparingLong(cost -> (long) cost.memoryKib() * cost.passes()))
                .orElse(KdfCost.STANDARD);
    }

    Optional<KeySlot.Recovery> recoverySlot() {
        return slots.stream().filter(KeySlot.Recovery.class::isInstance).map(KeySlot.Recovery.class::cast)
                .findFirst();
    }

    /** The next generation, with {@code slot} in the place of the same user's, or of the recovery slot. */
    KeyFile with(KeySlot slot) {
        List<KeySlot> changed = new ArrayList<>(slots);
        boolean replaced = false;
        for (int i = 0; i < changed.size(); i++) {
            boolean same = switch (changed.get(i)) {
                case KeySlot.OfUser old -> slot instanceof KeySlot.OfUser other && other.user().equals(old.user());
                case KeySlot.Recovery _ -> slot instanceof KeySlot.Recovery;
            };
            if (same) {
                changed.set(i, slot);
                replaced = true;
            }
        }
        if (!replaced) {
            changed.add(slot);
        }
        return new KeyFile(VERSION, vaultId, generation + 1, created, changed);
    }

    /** In the format of today. */
    KeyFile upgraded() {
        return new KeyFile(VERSION, vaultId, generation + 1, created, slots);
    }

    /** Without any user, so that no slot of former times opens anything; a generation that is newer than all before. */
    KeyFile withoutUsers(long newest) {
        return new KeyFile(VERSION, vaultId, newest + 1, created,
                slots.stream().filter(KeySlot.Recovery.class::isInstance).toList());
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
            if (version < 1 || node.path("slots").size() > MOST_SLOTS || !Arrays.equals(file, bytes(node))
                    || !sumHolds) {
                throw damaged();
            }
            Instant created = Instant.parse(node.path("created").asText());
            List<KeySlot> slots = new ArrayList<>();
            for (JsonNode slot : node.path("slots")) {
                slots.add(version == 1 ? firstVersionSlot(slot, created) : slot(slot));
            }
            return new KeyFile(version, hex(node, "vault", 16), node.path("generation").longValue(), created, slots);
        } catch (JsonProcessingException | DateTimeException _) {
            throw damaged();
        } catch (java.io.IOException _) {
            throw damaged();
        }
    }

    /** Whoever was the one user of a vault was its administrator. */
    private static KeySlot firstVersionSlot(JsonNode slot, Instant created) throws StorageException {
        return slot.path("kind").asText().equals("recovery")
                ? recovery(slot)
                : password(slot, new KeySlot.Person(slot.path("user").asText(), Role.ADMINISTRATOR, created), false);
    }

    private static KeySlot slot(JsonNode slot) throws StorageException {
        switch (slot.path("kind").asText()) {
            case "recovery" -> {
                return recovery(slot);
            }
            case "disabled" -> {
                KeySlot.Person person = person(slot);
                return new KeySlot.Disabled(person.name(), person.role(), person.since());
            }
            case "password" -> {
                return password(slot, person(slot), slot.path("keyFile").asBoolean());
            }
            default -> throw new StorageException.TooNew("kind of key slot");
        }
    }

    private static KeySlot.Person person(JsonNode slot) throws StorageException {
        Role role = Role.ofTerm(slot.path("role").asText())
                .orElseThrow(() -> new StorageException.TooNew("role of a user"));
        return new KeySlot.Person(slot.path("user").asText(), role, Instant.parse(slot.path("since").asText()));
    }

    private static KeySlot.Recovery recovery(JsonNode slot) throws StorageException {
        return new KeySlot.Recovery(hex(slot, "salt", 16), wrapped(slot));
    }

    private static KeySlot.Password password(JsonNode slot, KeySlot.Person person, boolean keyFile)
            throws StorageException {
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
        return new KeySlot.Password(person.name(), person.role(), person.since(), keyFile,
                new KdfCost((int) memoryKib, (int) passes, (int) lanes), hex(slot, "salt", 16), wrapped(slot));
    }

    private static byte[] wrapped(JsonNode slot) throws StorageException {
        if (!slot.path("wrap").asText().equals("aes-256-kwp")) {
            throw new StorageException.TooNew("key wrap");
        }
        return hex(slot, "key", Key256.WRAPPED_BYTES);
    }

    private ObjectNode body() {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT).put("version", version).put("vault", HEX.formatHex(vaultId))
                .put("generation", generation).put("created", created.toString());
        for (KeySlot slot : slots) {
            ObjectNode entry = node.withArray("slots").addObject();
            switch (slot) {
                case KeySlot.Password password -> {
                    entry.put("kind", "password");
                    putPerson(entry, password);
                    if (version > 1) {
                        entry.put("keyFile", password.needsKeyFile());
                    }
                    entry.putObject("kdf").put("algorithm", "argon2id").put("memoryKib", password.cost().memoryKib())
                            .put("passes", password.cost().passes()).put("lanes", password.cost().lanes());
                    putWrapped(entry, password.salt(), password.wrapped());
                }
                case KeySlot.Disabled disabled -> {
                    entry.put("kind", "disabled");
                    putPerson(entry, disabled);
                }
                case KeySlot.Recovery recovery -> {
                    entry.put("kind", "recovery");
                    putWrapped(entry, recovery.salt(), recovery.wrapped());
                }
            }
        }
        return node;
    }

    private void putPerson(ObjectNode entry, KeySlot.OfUser slot) {
        entry.put("user", slot.user());
        if (version > 1) {
            entry.put("role", slot.role().term()).put("since", slot.since().toString());
        }
    }

    private static void putWrapped(ObjectNode entry, byte[] salt, byte[] wrapped) {
        entry.put("salt", HEX.formatHex(salt)).put("wrap", "aes-256-kwp").put("key", HEX.formatHex(wrapped));
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
