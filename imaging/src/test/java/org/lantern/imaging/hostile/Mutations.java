package org.lantern.imaging.hostile;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

import org.lantern.imaging.dicom.Vr;

/** Changes of the kinds that break parsers: flipped bits, cuts, splices, edited lengths, swapped VRs, stray items. */
final class Mutations {
    private static final List<byte[]> MARKS = List.of(hex("feff00e0ffffffff"), hex("feff0de000000000"),
            hex("feffdde000000000"), hex("ffffffff"), hex("feffffff"), hex("00000080"), hex("0000"), hex("ffff"),
            hex("00000000"), hex("ff7f"));
    /** Where headers are, most of the time. */
    private static final int HEADER_BYTES = 1500;

    private Mutations() {}

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** @param others what pieces are taken from */
    static byte[] mutant(byte[] from, List<byte[]> others, RandomGenerator random) {
        byte[] bytes = from.clone();
        for (int changes = 1 + random.nextInt(5); changes > 0 && bytes.length > 0; changes--) {
            int reach = random.nextBoolean() ? Math.min(bytes.length, HEADER_BYTES) : bytes.length;
            bytes = changed(bytes, random.nextInt(reach), others, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, int at, List<byte[]> others, RandomGenerator random) {
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> put(MARKS.get(random.nextInt(MARKS.size())), bytes, at);
            case 3 -> {
                return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
            case 4 -> {
                return spliced(bytes, at, others.get(random.nextInt(others.size())), random);
            }
            case 5 -> length(bytes, at, random);
            case 6 -> vr(bytes, at, random);
            default -> {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(16));
                byte[] without = Arrays.copyOf(bytes, bytes.length - count);
                System.arraycopy(bytes, at + count, without, at, bytes.length - at - count);
                return without;
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] other, RandomGenerator random) {
        if (other.length == 0) {
            return bytes;
        }
        int from = random.nextInt(other.length);
        int count = Math.min(random.nextInt(200), other.length - from);
        byte[] longer = new byte[bytes.length + count];
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(other, from, longer, at, count);
        System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
        return longer;
    }

    private static void put(byte[] mark, byte[] bytes, int at) {
        System.arraycopy(mark, 0, bytes, at, Math.min(mark.length, bytes.length - at));
    }

    /** The place behind the next VR's letters, or -1. */
    private static int vrAt(byte[] bytes, int from) {
        for (int i = from; i + 4 < bytes.length && i < from + 400; i++) {
            if (Vr.ofLetters(bytes[i], bytes[i + 1]) != null) {
                return i;
            }
        }
        return -1;
    }

    private static void length(byte[] bytes, int from, RandomGenerator random) {
        int at = vrAt(bytes, from);
        if (at >= 0) {
            bytes[at + 2] = (byte) (bytes[at + 2] + random.nextInt(-4, 5));
            bytes[at + 3] = random.nextInt(8) == 0 ? (byte) -1 : bytes[at + 3];
        }
    }

    private static void vr(byte[] bytes, int from, RandomGenerator random) {
        int at = vrAt(bytes, from);
        if (at >= 0) {
            String name = Vr.values()[random.nextInt(Vr.values().length)].name();
            bytes[at] = (byte) name.charAt(0);
            bytes[at + 1] = (byte) name.charAt(1);
        }
    }
}
