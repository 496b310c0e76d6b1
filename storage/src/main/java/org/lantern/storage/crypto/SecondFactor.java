package org.lantern.storage.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.lantern.storage.StorageException;

/**
 * What a person holds beside the password they know: a file of 256 random bits, kept on a USB stick. Without it, the
 * right password opens nothing. One line of text and one of 64 hexadecimal digits.
 */
public final class SecondFactor implements AutoCloseable {
    private static final String HEADING = "lantern key file 1\n";
    private static final int LENGTH = HEADING.length() + 64 + 1;

    private final byte[] bytes;

    private SecondFactor(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Makes a new key file.
     *
     * @throws StorageException.Invalid if there is a file already: somebody else's slot may need it
     */
    public static SecondFactor create(Path file, Entropy entropy) throws StorageException {
        byte[] key = entropy.bytes(32);
        byte[] text = Arrays.copyOf(HEADING.getBytes(StandardCharsets.US_ASCII), LENGTH);
        for (int i = 0; i < 32; i++) {
            text[HEADING.length() + 2 * i] = (byte) Character.forDigit(key[i] >> 4 & 15, 16);
            text[HEADING.length() + 2 * i + 1] = (byte) Character.forDigit(key[i] & 15, 16);
        }
        text[LENGTH - 1] = '\n';
        try {
            Files.write(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
            return new SecondFactor(key);
        } catch (java.nio.file.FileAlreadyExistsException _) {
            throw new StorageException.Invalid("key file exists");
        } catch (IOException failure) {
            throw StorageException.of("key file", failure);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * @throws StorageException.NotFound if there is no such file
     * @throws StorageException.Invalid if it is no key file
     */
    public static SecondFactor read(Path file) throws StorageException {
        byte[] text = new byte[0];
        try {
            if (Files.size(file) > LENGTH + 1) {
                throw new StorageException.Invalid("key file");
            }
            text = Files.readAllBytes(file);
            byte[] heading = HEADING.getBytes(StandardCharsets.US_ASCII);
            if (text.length < LENGTH - 1 || !Arrays.equals(heading, 0, heading.length, text, 0, heading.length)) {
                throw new StorageException.Invalid("key file");
            }
            byte[] key = new byte[32];
            for (int i = 0; i < 32; i++) {
                int high = Character.digit(text[heading.length + 2 * i], 16);
                int low = Character.digit(text[heading.length + 2 * i + 1], 16);
                if (high < 0 || low < 0) {
                    throw new StorageException.Invalid("key file");
                }
                key[i] = (byte) (high << 4 | low);
            }
            return new SecondFactor(key);
        } catch (NoSuchFileException _) {
            throw new StorageException.NotFound("key file");
        } catch (IOException failure) {
            throw StorageException.of("key file", failure);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    byte[] bytes() {
        return bytes;
    }
}
