package org.lantern.storage.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC5649WrapEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.lantern.storage.BrokenSealException;

class KeyTest {
    private final Entropy entropy = new Entropy();

    /** A second implementation, BouncyCastle's, says the same. */
    @Test
    void derived_and_wrapped_keys_are_those_of_the_standards() throws Exception {
        byte[] bytes = entropy.bytes(32);
        Key256 key = Key256.of(bytes.clone());
        byte[] info = ("label\0" + "context").getBytes(StandardCharsets.UTF_8);
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(bytes, null, info));
        byte[] expected = new byte[32];
        hkdf.generateBytes(expected, 0, 32);
        Key256 derived = key.derive("label", "context".getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(expected, derived.open());

        RFC5649WrapEngine wrap = new RFC5649WrapEngine(AESEngine.newInstance());
        wrap.init(false, new KeyParameter(bytes));
        byte[] wrapped = key.wrap(derived);
        assertEquals(Key256.WRAPPED_BYTES, wrapped.length);
        assertArrayEquals(derived.open(), wrap.unwrap(wrapped, 0, wrapped.length));
        assertArrayEquals(derived.open(), key.unwrap(wrapped).open());
    }

    @Test
    void every_flipped_bit_of_a_wrapped_key_is_noticed() {
        Key256 key = Key256.random(entropy);
        byte[] wrapped = key.wrap(Key256.random(entropy));
        for (int bit = 0; bit < wrapped.length * 8; bit++) {
            byte[] flipped = wrapped.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(BrokenSealException.class, () -> key.unwrap(flipped));
        }
    }

    @Test
    void a_seal_opens_only_as_a_whole_and_in_its_place() throws Exception {
        Seal seal = Key256.random(entropy).seal();
        byte[] nonce = entropy.bytes(12);
        byte[] bound = {1, 2, 3};
        byte[] plain = "some plain bytes".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new byte[plain.length + Seal.TAG_BYTES];
        seal.close(nonce, bound, plain, 0, plain.length, sealed, 0);
        byte[] opened = new byte[plain.length];
        seal.open(nonce, bound, sealed, 0, sealed.length, opened, 0, "x");
        assertArrayEquals(plain, opened);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(BrokenSealException.class,
                    () -> seal.open(nonce, bound, flipped, 0, flipped.length, opened, 0, "x"));
        }
        assertThrows(BrokenSealException.class,
                () -> seal.open(nonce, new byte[]{1, 2, 4}, sealed, 0, sealed.length, opened, 0, "x"));
    }

    @Test
    void content_tags_tell_contents_apart_and_need_the_key() {
        byte[] content = entropy.bytes(200_000);
        Key256 key = Key256.random(entropy);
        byte[] tag = tag(key, content);
        assertArrayEquals(tag, tag(key, content.clone()));
        assertFalse(Arrays.equals(tag, tag(Key256.random(entropy), content)));
        assertFalse(Arrays.equals(tag, tag(key, Arrays.copyOf(content, 199_999))));
        assertFalse(Arrays.equals(tag, tag(key, Arrays.copyOf(content, 200_001))));
        for (int i = 0; i < 64; i++) {
            byte[] changed = content.clone();
            changed[i * 3000] ^= 1;
            assertFalse(Arrays.equals(tag, tag(key, changed)));
        }
        assertEquals(32, tag(key, new byte[0]).length);
    }

    @Test
    void a_dropped_key_does_nothing_any_more() {
        Key256 key = Key256.random(entropy);
        key.close();
        assertThrows(IllegalStateException.class, () -> key.derive("x"));
    }

    @Test
    void costs_beyond_the_bounds_are_refused_before_anything_is_allocated() {
        assertTrue(KdfCost.isAllowed(19 * 1024, 2, 1));
        assertFalse(KdfCost.isAllowed(19 * 1024 - 1, 2, 1));
        assertFalse(KdfCost.isAllowed(1024 * 1024 + 1, 2, 1));
        assertFalse(KdfCost.isAllowed(Long.MAX_VALUE, 2, 1));
        assertFalse(KdfCost.isAllowed(64 * 1024, 21, 1));
        assertFalse(KdfCost.isAllowed(64 * 1024, 3, 0));
        assertThrows(IllegalArgumentException.class, () -> new KdfCost(1 << 30, 3, 1));
    }

    @Test
    void different_passwords_have_different_bytes_even_with_broken_surrogates() {
        String[] passwords = {"\ud800", "\ud801", "?", "\ufffd", "\ud83d\ude00", "\ude00\ud83d"};
        for (int i = 0; i < passwords.length; i++) {
            for (int j = 0; j < i; j++) {
                assertFalse(Arrays.equals(utf8(passwords[i]), utf8(passwords[j])), HexFormat.of().formatHex(
                        utf8(passwords[i])));
            }
        }
        assertArrayEquals("密码😀é".getBytes(StandardCharsets.UTF_8), utf8("密码😀é"));
    }

    /** Same low bytes, precomposed and decomposed, compatibility forms, four-byte characters, white space, case. */
    @Test
    void two_hundred_near_misses_are_another_password_unless_unicode_says_they_are_the_same() {
        String password = "李四诊所密码安全😀é";
        java.util.Random random = new java.util.Random(4);
        int same = 0;
        for (int i = 0; i < 200; i++) {
            StringBuilder near = new StringBuilder(password);
            int at = random.nextInt(near.length());
            switch (i % 5) {
                case 0 -> near.setCharAt(at, (char) (near.charAt(at) & 0xff | random.nextInt(1, 0x30) << 8));
                case 1 -> near.replace(near.length() - 1, near.length(), "e\u0301");
                case 2 -> near.insert(at, "\u0301\u200b\u3000 ".charAt(random.nextInt(4)));
                case 3 -> near.setCharAt(at, (char) (near.charAt(at) ^ 1 << random.nextInt(16)));
                default -> near.deleteCharAt(at);
            }
            boolean isSame = java.text.Normalizer.normalize(near, java.text.Normalizer.Form.NFC).equals(password);
            assertEquals(isSame, Arrays.equals(utf8(password), utf8(near.toString())), near.toString());
            same += isSame ? 1 : 0;
        }
        assertEquals(40, same);
    }

    @Test
    void the_typed_characters_are_zeroed() {
        char[] typed = "abc".toCharArray();
        Secret secret = Secret.ofPassword(typed);
        assertArrayEquals(new char[3], typed);
        secret.close();
        assertArrayEquals(new byte[3], secret.bytes());
    }

    private static byte[] utf8(String password) {
        return Secret.ofPassword(password.toCharArray()).bytes();
    }

    private static byte[] tag(Key256 key, byte[] content) {
        try (ContentTagger tagger = new ContentTagger(key)) {
            ContentTagger.Tag tag = tagger.begin();
            for (int at = 0; at < content.length; at += ContentTagger.CHUNK_BYTES) {
                tag.add(content, at, Math.min(ContentTagger.CHUNK_BYTES, content.length - at));
            }
            return tag.finish();
        }
    }
}
