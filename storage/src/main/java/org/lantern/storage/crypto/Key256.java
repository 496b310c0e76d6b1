package org.lantern.storage.crypto;

import org.lantern.storage.BrokenSealException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A 256-bit key and what may be done with it. Each key has one purpose; keys for others are derived with HKDF-SHA256
 * (RFC 5869) under a label. Zeroed on close; using it afterwards is an error.
 */
public final class Key256 implements AutoCloseable {
    /** Length of a wrapped key (AES-256 key wrap with padding, RFC 5649), in bytes. */
    public static final int WRAPPED_BYTES = 40;
    /** Length of a message authentication code (HMAC-SHA256), in bytes. */
    public static final int MAC_BYTES = 32;

    private final byte[] bytes;
    private boolean closed;

    private Key256(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new key. */
    public static Key256 random(Entropy entropy) {
        return new Key256(entropy.bytes(32));
    }

    /** Takes 32 bytes over as a key. */
    public static Key256 of(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        return new Key256(bytes);
    }

    /**
     * The key that a password gives: Argon2id, then HKDF under a label that names the user.
     *
     * @param salt 16 bytes, other for each slot
     */
    public static Key256 ofPassword(Secret password, byte[] salt, KdfCost cost, String label) {
        try (Key256 key = stretch(password, salt, cost)) {
            return key.derive(label);
        }
    }

    /** As {@link #ofPassword(Secret, byte[], KdfCost, String)}, of a password and a key file: neither is enough alone. */
    public static Key256 ofPassword(Secret password, SecondFactor factor, byte[] salt, KdfCost cost, String label) {
        try (Key256 key = stretch(password, salt, cost)) {
            byte[] both = concatenate(key.open(), factor.bytes());
            byte[] name = concatenate(label.getBytes(StandardCharsets.UTF_8),
                    "/key-file".getBytes(StandardCharsets.UTF_8));
            try {
                KDF hkdf = KDF.getInstance("HKDF-SHA256");
                return new Key256(hkdf.deriveData(
                        HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(both).thenExpand(name, 32)));
            } catch (GeneralSecurityException failure) {
                throw new IllegalStateException("HKDF-SHA256 is part of the JDK", failure);
            } finally {
                Arrays.fill(both, (byte) 0);
            }
        }
    }

    /** Processor time that one password takes at this cost, in milliseconds. */
    static double costMillis(KdfCost cost) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (Secret nothing = Secret.ofPassword(new char[16])) {
            long before = threads.getCurrentThreadCpuTime();
            stretch(nothing, new byte[16], cost).close();
            return (threads.getCurrentThreadCpuTime() - before) / 1e6;
        }
    }

    private static Key256 stretch(Secret password, byte[] salt, KdfCost cost) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKib()).withIterations(cost.passes()).withParallelism(cost.lanes())
                        .withSalt(salt).build());
        byte[] stretched = new byte[32];
        argon2.generateBytes(password.bytes(), stretched);
        return new Key256(stretched);
    }

    /** The key for another purpose, and the context that it is bound to. */
    public Key256 derive(String label, byte[]... context) {
        byte[] name = label.getBytes(StandardCharsets.UTF_8);
        byte[] info = concatenate(name, new byte[1], concatenate(context));
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256");
            return new Key256(hkdf.deriveData(
                    HKDFParameterSpec.ofExtract().addIKM(open()).thenExpand(info, 32)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HKDF-SHA256 is part of the JDK", failure);
        }
    }

    /** The key that follows this one in a chain: SHA-256 of it. Nobody gets from it back to this one. */
    public Key256 next() {
        try {
            return new Key256(MessageDigest.getInstance("SHA-256").digest(open()));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("SHA-256 is part of the JDK", failure);
        }
    }

    /** A pair of keys for signatures that is always the same for this key. */
    public SigningKey signing() {
        return new SigningKey(open());
    }

    /** Whether the other is the same key; takes the same time whatever the answer. */
    public boolean isSameAs(Key256 other) {
        return MessageDigest.isEqual(open(), other.open());
    }

    /** Wraps {@code key} so that only this key gives it back. 40 bytes. */
    public byte[] wrap(Key256 key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
            cipher.init(Cipher.WRAP_MODE, aes());
            return cipher.wrap(key.aes());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES/KWP is part of the JDK", failure);
        }
    }

    /** @throws BrokenSealException if it was not wrapped by this key, or was altered */
    public Key256 unwrap(byte[] wrapped) throws BrokenSealException {
        try {
            Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
            cipher.init(Cipher.UNWRAP_MODE, aes());
            byte[] key = cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
            if (key.length != 32) {
                throw new BrokenSealException("wrapped key");
            }
            return new Key256(key);
        } catch (InvalidKeyException failure) {
            throw new BrokenSealException("wrapped key");
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES/KWP is part of the JDK", failure);
        }
    }

    /** HMAC-SHA256 over the parts one after the other. */
    public byte[] mac(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(open(), "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HmacSHA256 is part of the JDK", failure);
        }
    }

    /** Whether {@code expected} is the code of the parts; takes the same time whatever the answer. */
    public boolean verifies(byte[] expected, byte[]... parts) {
        return MessageDigest.isEqual(expected, mac(parts));
    }

    /** A cipher with this key. */
    public Seal seal() {
        return new Seal(aes());
    }

    /** The key as 64 hexadecimal digits, for a database that wants a password. The caller zeroes them. */
    public char[] hex() {
        char[] digits = new char[64];
        byte[] key = open();
        for (int i = 0; i < 32; i++) {
            digits[2 * i] = Character.forDigit(key[i] >> 4 & 15, 16);
            digits[2 * i + 1] = Character.forDigit(key[i] & 15, 16);
        }
        return digits;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    byte[] open() {
        if (closed) {
            throw new IllegalStateException("key was dropped");
        }
        return bytes;
    }

    private SecretKeySpec aes() {
        return new SecretKeySpec(open(), "AES");
    }

    private static byte[] concatenate(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int offset = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, offset, part.length);
            offset += part.length;
        }
        return whole;
    }
}
