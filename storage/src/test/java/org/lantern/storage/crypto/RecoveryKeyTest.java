package org.lantern.storage.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.lantern.storage.StorageException.InvalidRecoveryKey;

class RecoveryKeyTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final RecoveryKey key = RecoveryKey.random(new Entropy());
    private final String printed = new String(key.printable());

    @Test
    void a_key_reads_back_as_it_was_printed_in_any_case_and_spacing() throws InvalidRecoveryKey {
        assertEquals(13 * 6 - 1, printed.length());
        String typed = printed.toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o').replace('1', 'l') + "\n";
        byte[] expected = key.wrappingKey("x", new byte[16]).open();
        assertArrayEquals(expected, RecoveryKey.parse(typed.toCharArray()).wrappingKey("x", new byte[16]).open());
    }

    @Test
    void every_single_wrong_character_is_refused_with_its_group() {
        for (int i = 0; i < printed.length(); i++) {
            if (printed.charAt(i) == '-') {
                continue;
            }
            for (char wrong : ALPHABET.toCharArray()) {
                if (wrong != printed.charAt(i)) {
                    assertRefused(printed.substring(0, i) + wrong + printed.substring(i + 1), i / 6 + 1);
                }
            }
        }
    }

    @Test
    void exchanged_characters_and_groups_are_refused() {
        for (int i = 0; i + 1 < printed.length(); i++) {
            char a = printed.charAt(i);
            char b = printed.charAt(i + 1);
            if (a != b && a != '-' && b != '-') {
                assertRefused(printed.substring(0, i) + b + a + printed.substring(i + 2), i / 6 + 1);
            }
        }
        String[] groups = printed.split("-");
        for (int i = 0; i + 1 < groups.length; i++) {
            String[] swapped = groups.clone();
            swapped[i] = groups[i + 1];
            swapped[i + 1] = groups[i];
            assertRefused(String.join("-", swapped), i + 1);
        }
    }

    @Test
    void a_key_of_another_length_or_alphabet_is_refused() {
        assertRefused(printed.substring(0, printed.length() - 1), 0);
        assertRefused(printed + "A", 0);
        assertRefused("U" + printed.substring(1), 1);
        assertRefused("", 0);
    }

    private static void assertRefused(String typed, int group) {
        InvalidRecoveryKey refused = assertThrows(InvalidRecoveryKey.class,
                () -> RecoveryKey.parse(typed.toCharArray()), typed);
        assertEquals(group, refused.group(), typed);
        assertFalse(refused.getMessage().contains(typed.isEmpty() ? "-" : typed));
    }
}
