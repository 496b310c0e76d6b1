package org.lantern.storage.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.lantern.storage.StorageException;

/** Signatures under model files: Ed25519 (RFC 8032), keys in their standard encodings (X.509 and PKCS #8, DER). */
public final class ModelSignature {
    private static final String ALGORITHM = "Ed25519";

    private ModelSignature() {}

    /**
     * A publisher's keys.
     *
     * @param publicKey for those who verify
     * @param privateKey for the publisher alone
     */
    public record Keys(byte[] publicKey, byte[] privateKey) {}

    public static Keys generate() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new Keys(pair.getPublic().getEncoded(), pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of the JDK", e);
        }
    }

    /** @throws StorageException.Invalid if the bytes are no private key of this kind */
    public static byte[] sign(byte[] privateKey, byte[] content) throws StorageException.Invalid {
        try {
            var key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(privateKey));
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException _) {
            throw new StorageException.Invalid("private key");
        }
    }

    /** Whether a signature is that of the key under the content. */
    public static boolean verifies(byte[] publicKey, byte[] content, byte[] signature) {
        try {
            var verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key(publicKey));
            verification.update(content);
            return verification.verify(signature);
        } catch (GeneralSecurityException | StorageException.Invalid _) {
            return false;
        }
    }

    /**
     * Hexadecimal SHA-256 of a public key, by which people compare it.
     *
     * @throws StorageException.Invalid if the bytes are no public key of this kind
     */
    public static String fingerprint(byte[] publicKey) throws StorageException.Invalid {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key(publicKey).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of the JDK", e);
        }
    }

    private static PublicKey key(byte[] publicKey) throws StorageException.Invalid {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(publicKey));
        } catch (GeneralSecurityException _) {
            throw new StorageException.Invalid("public key");
        }
    }
}
