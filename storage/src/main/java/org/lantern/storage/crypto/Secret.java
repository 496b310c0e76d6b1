package org.lantern.storage.crypto;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A password, held as the UTF-8 bytes of its NFC form, so that the same characters open a vault whatever the keyboard
 * or operating system that composed them. Zeroed on close. Never turned into a string by us.
 */
public final class Secret implements AutoCloseable {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes a password over: {@code password} is zeroed. Every sequence of {@code char}s gives different bytes, unpaired
     * surrogates included, save those that NFC makes one.
     */
    public static Secret ofPassword(char[] password) {
        CharBuffer typed = CharBuffer.wrap(password);
        char[] composed = password;
        if (!Normalizer.isNormalized(typed, Normalizer.Form.NFC)) {
            composed = Normalizer.normalize(typed, Normalizer.Form.NFC).toCharArray();
        }
        byte[] encoded = utf8(composed);
        Arrays.fill(password, '\0');
        Arrays.fill(composed, '\0');
        return new Secret(encoded);
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    byte[] bytes() {
        return bytes;
    }

    /** As UTF-8, but an unpaired surrogate keeps its own three bytes instead of becoming a question mark. */
    private static byte[] utf8(char[] chars) {
        byte[] buffer = new byte[chars.length * 3];
        int length = 0;
        for (int i = 0; i < chars.length; i++) {
            int point = Character.codePointAt(chars, i);
            if (point < 0x80) {
                buffer[length++] = (byte) point;
            } else if (point < 0x800) {
                buffer[length++] = (byte) (0xc0 | point >> 6);
                buffer[length++] = (byte) (0x80 | point & 0x3f);
            } else if (point < 0x10000) {
                buffer[length++] = (byte) (0xe0 | point >> 12);
                buffer[length++] = (byte) (0x80 | point >> 6 & 0x3f);
                buffer[length++] = (byte) (0x80 | point & 0x3f);
            } else {
                buffer[length++] = (byte) (0xf0 | point >> 18);
                buffer[length++] = (byte) (0x80 | point >> 12 & 0x3f);
                buffer[length++] = (byte) (0x80 | point >> 6 & 0x3f);
                buffer[length++] = (byte) (0x80 | point & 0x3f);
                i++;
            }
        }
        byte[] exact = Arrays.copyOf(buffer, length);
        Arrays.fill(buffer, (byte) 0);
        return exact;
    }
}
