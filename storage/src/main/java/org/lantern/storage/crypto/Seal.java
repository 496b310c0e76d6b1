package org.lantern.storage.crypto;

import org.lantern.storage.BrokenSealException;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption with one key: AES-256-GCM (NIST SP 800-38D), 96-bit nonce, 128-bit tag behind the
 * ciphertext. The caller sees to it that no nonce is used twice with a key. Safe for use by several threads at once.
 */
public final class Seal {
    /** Length of a nonce, in bytes. */
    public static final int NONCE_BYTES = 12;
    /** How much longer the sealed bytes are than the plain ones. */
    public static final int TAG_BYTES = 16;

    private final SecretKeySpec key;

    Seal(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Seals {@code length} bytes into {@code length + TAG_BYTES}.
     *
     * @param bound what the seal is bound to beside the content: place, identity, length
     */
    public void close(byte[] nonce, byte[] bound, byte[] plain, int offset, int length, byte[] sealed,
            int sealedOffset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(bound);
            cipher.doFinal(plain, offset, length, sealed, sealedOffset);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES/GCM is part of the JDK", failure);
        }
    }

    /**
     * Opens {@code length} sealed bytes into {@code length - TAG_BYTES} plain ones.
     *
     * @param what named in the failure
     * @throws BrokenSealException if any bit of nonce, bound data or sealed bytes is not what it was; {@code plain} then
     *         holds nothing of use
     */
    public void open(byte[] nonce, byte[] bound, byte[] sealed, int offset, int length, byte[] plain, int plainOffset,
            String what) throws BrokenSealException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(bound);
            cipher.doFinal(sealed, offset, length, plain, plainOffset);
        } catch (AEADBadTagException failure) {
            throw new BrokenSealException(what);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES/GCM is part of the JDK", failure);
        }
    }
}
