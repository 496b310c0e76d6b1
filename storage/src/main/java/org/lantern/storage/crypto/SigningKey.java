package org.lantern.storage.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Signs what leaves the vault, with Ed25519 (RFC 8032). Anybody can check it who knows the public key. */
public final class SigningKey {
    /** Length of a public key, in bytes. */
    public static final int PUBLIC_BYTES = 32;
    /** What the X.509 form of an Ed25519 key has before the key (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Ed25519PrivateKeyParameters key;

    SigningKey(byte[] seed) {
        this.key = new Ed25519PrivateKeyParameters(seed, 0);
    }

    public byte[] publicKey() {
        return key.generatePublicKey().getEncoded();
    }

    /** 64 bytes. */
    public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /** Whether the signature is that key's of that message. Uses the JDK's implementation, not the one that signs. */
    public static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != PUBLIC_BYTES) {
            return false;
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + PUBLIC_BYTES);
        System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, PUBLIC_BYTES);
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException | java.security.InvalidKeyException
                | java.security.spec.InvalidKeySpecException _) {
            return false;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("Ed25519 is part of the JDK", failure);
        }
    }
}
