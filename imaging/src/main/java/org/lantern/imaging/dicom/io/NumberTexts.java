package org.lantern.imaging.dicom.io;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.lantern.imaging.dicom.Vr;

/**
 * Numbers as the JSON and XML models write them, made binary. What does not fit its VR is an
 * {@link IllegalArgumentException} or an {@link ArithmeticException}.
 */
final class NumberTexts {
    /** Characters of an integer; making it takes the square of their number. */
    private static final int LONGEST = 100;

    private NumberTexts() {}

    /** A text without the given character at its end. A regular expression would try at each of a million of them. */
    static String trimmed(String text, char end) {
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == end) {
            length--;
        }
        return text.substring(0, length);
    }

    /** The values of a numeric VR, little-endian. */
    static byte[] bytes(Vr vr, List<String> texts) {
        ByteBuffer bytes = ByteBuffer.allocate(texts.size() * vr.valueBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (String text : texts) {
            switch (vr) {
                case AT -> {
                    int code = Integer.parseUnsignedInt(text, 16);
                    bytes.putShort((short) (code >>> 16)).putShort((short) code);
                }
                case FL -> bytes.putFloat(Float.parseFloat(special(text)));
                case FD -> bytes.putDouble(Double.parseDouble(special(text)));
                default -> integer(vr, text, bytes);
            }
        }
        return bytes.array();
    }

    /** NaN and infinities have no number in JSON; Python and DCMTK write them as these texts. */
    private static String special(String text) {
        return switch (text) {
            case "inf", "+inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            case "nan" -> "NaN";
            default -> text;
        };
    }

    private static void integer(Vr vr, String text, ByteBuffer bytes) {
        if (text.length() > LONGEST) {
            throw new ArithmeticException();
        }
        BigDecimal decimal = new BigDecimal(text);
        if (decimal.precision() - (long) decimal.scale() > 40 || decimal.scale() > 400) {
            throw new ArithmeticException();
        }
        BigInteger number = decimal.toBigIntegerExact();
        int bits = 8 * vr.valueBytes();
        boolean signed = vr == Vr.SS || vr == Vr.SL || vr == Vr.SV;
        if (signed ? number.bitLength() >= bits : number.signum() < 0 || number.bitLength() > bits) {
            throw new ArithmeticException();
        }
        switch (vr.valueBytes()) {
            case 2 -> bytes.putShort(number.shortValue());
            case 4 -> bytes.putInt(number.intValue());
            default -> bytes.putLong(number.longValue());
        }
    }
}
