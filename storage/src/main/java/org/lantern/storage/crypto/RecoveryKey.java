package org.lantern.storage.crypto;

import java.util.Arrays;
import java.util.Locale;
import org.lantern.storage.StorageException;

/**
 * The key that opens a vault when every password is forgotten: 256 random bits, printed once. On paper it is 13 groups
 * of four characters and a check character, in Crockford's base 32 (no I, L, O, U). The check character of a group is
 * the sum of the group's number and its characters in GF(32), each weighted with another power of the generator, so that
 * any one wrong character, any two exchanged ones and an exchange of groups is seen, and where.
 */
public final class RecoveryKey implements AutoCloseable {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUPS = 13;

    private final byte[] bytes;

    private RecoveryKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static RecoveryKey random(Entropy entropy) {
        return new RecoveryKey(entropy.bytes(32));
    }

    /**
     * Reads a key as typed: in any case, with any white space and dashes, O for 0 and I or L for 1.
     *
     * @throws StorageException.InvalidRecoveryKey naming the first wrong group
     */
    public static RecoveryKey parse(char[] typed) throws StorageException.InvalidRecoveryKey {
        int[] values = new int[GROUPS * 5];
        int count = 0;
        for (char c : typed) {
            if (Character.isWhitespace(c) || c == '-') {
                continue;
            }
            if (count == values.length) {
                throw new StorageException.InvalidRecoveryKey(0);
            }
            values[count] = value(c);
            if (values[count] < 0) {
                throw new StorageException.InvalidRecoveryKey(count / 5 + 1);
            }
            count++;
        }
        for (int group = 0; group < count / 5; group++) {
            if (check(values, group) != values[group * 5 + 4]) {
                throw new StorageException.InvalidRecoveryKey(group + 1);
            }
        }
        if (count != values.length) {
            throw new StorageException.InvalidRecoveryKey(0);
        }
        byte[] bytes = new byte[32];
        int bit = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % 5 == 4) {
                continue;
            }
            for (int b = 4; b >= 0; b--, bit++) {
                int set = values[i] >> b & 1;
                if (bit < 256) {
                    bytes[bit / 8] |= (byte) (set << 7 - bit % 8);
                } else if (set != 0) {
                    throw new StorageException.InvalidRecoveryKey(GROUPS);
                }
            }
        }
        Arrays.fill(values, 0);
        return new RecoveryKey(bytes);
    }

    /** 13 groups of five characters, with dashes between them. The caller zeroes them after printing. */
    public char[] printable() {
        int[] values = new int[GROUPS * 5];
        int bit = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % 5 == 4) {
                values[i] = check(values, i / 5);
                continue;
            }
            for (int b = 0; b < 5; b++, bit++) {
                values[i] = values[i] << 1 | (bit < 256 ? bytes[bit / 8] >> 7 - bit % 8 & 1 : 0);
            }
        }
        char[] text = new char[GROUPS * 6 - 1];
        for (int i = 0, at = 0; i < values.length; i++) {
            if (i > 0 && i % 5 == 0) {
                text[at++] = '-';
            }
            text[at++] = ALPHABET.charAt(values[i]);
        }
        Arrays.fill(values, 0);
        return text;
    }

    /** The key that wraps the vault key in the recovery slot. The bits are random already: nothing to stretch. */
    public Key256 wrappingKey(String label, byte[] salt) {
        try (Key256 key = Key256.of(bytes.clone())) {
            return key.derive(label, salt);
        }
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    private static int value(char c) {
        char upper = String.valueOf(c).toUpperCase(Locale.ROOT).charAt(0);
        return switch (upper) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> ALPHABET.indexOf(upper);
        };
    }

    private static int check(int[] values, int group) {
        int sum = group + 1;
        for (int i = 0; i < 4; i++) {
            sum = doubled(sum) ^ values[group * 5 + i];
        }
        return doubled(sum);
    }

    /** Times the generator of GF(32) with x^5 + x^2 + 1. */
    private static int doubled(int value) {
        int shifted = value << 1;
        return shifted > 31 ? shifted ^ 0b100101 : shifted;
    }
}
