package org.lantern.imaging.dicom;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.lantern.imaging.ImagingException;

/** Decodes the values of elements; {@code at} is the place of an element in its data set's index. */
final class Values {
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
            1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    private static final long EXACT_DOUBLE = 1L << 53;

    private Values() {}

    static String firstText(DataSet dataSet, int at) {
        if (dataSet.part(at) != null || dataSet.length(at) == 0) {
            return null;
        }
        Vr vr = dataSet.vr(at);
        if (!vr.isText()) {
            List<String> all = texts(dataSet, at);
            return all.isEmpty() ? null : all.getFirst();
        }
        byte[] bytes = dataSet.storeBytes();
        int from = dataSet.offset(at);
        int end = from + dataSet.length(at);
        if (vr.usesCharacterSet() && !isAscii(bytes, from, end)) {
            List<String> all = texts(dataSet, at);
            return all.isEmpty() || all.getFirst().isEmpty() ? null : all.getFirst();
        }
        if (vr.isMultiValued()) {
            int stop = from;
            while (stop < end && bytes[stop] != '\\') {
                stop++;
            }
            end = stop;
        }
        while (end > from && (bytes[end - 1] & 0xdf) == 0) {
            end--;
        }
        if (vr.isMultiValued()) {
            while (from < end && bytes[from] == ' ') {
                from++;
            }
        }
        return from == end ? null : new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] < 0 || bytes[i] == 0x1b) {
                return false;
            }
        }
        return true;
    }

    /** The whole value decoded, with delimiters, padding and blanks as they are. */
    static String wholeText(DataSet dataSet, int at) {
        byte[] bytes = dataSet.storeBytes();
        int from = dataSet.offset(at);
        int length = dataSet.length(at);
        Vr vr = dataSet.vr(at);
        return vr.usesCharacterSet() ? dataSet.characterSet().decode(bytes, from, length, vr)
                : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    static List<String> texts(DataSet dataSet, int at) {
        if (dataSet.part(at) != null || dataSet.length(at) == 0) {
            return List.of();
        }
        Vr vr = dataSet.vr(at);
        List<String> values = new ArrayList<>();
        switch (vr.form()) {
            case TEXT -> {
                String whole = wholeText(dataSet, at);
                if (!vr.isMultiValued()) {
                    String text = trimEnd(whole);
                    if (!text.isEmpty()) {
                        values.add(text);
                    }
                } else if (!trimEnd(whole).isEmpty()) {
                    for (String value : whole.split("\\\\", -1)) {
                        values.add(trimEnd(value).stripLeading());
                    }
                }
            }
            case INTEGER -> {
                for (int i = 0; i < dataSet.length(at) / vr.valueBytes(); i++) {
                    values.add(vr == Vr.AT ? new Tag(tag(dataSet, at, i)).hex()
                            : vr == Vr.UV ? Long.toUnsignedString(bits(dataSet, at, i, vr))
                                    : Long.toString(bits(dataSet, at, i, vr)));
                }
            }
            case REAL -> {
                for (int i = 0; i < dataSet.length(at) / vr.valueBytes(); i++) {
                    values.add(vr == Vr.FL ? Float.toString((float) real(dataSet, at, i, vr))
                            : Double.toString(real(dataSet, at, i, vr)));
                }
            }
            default -> {
            }
        }
        return values;
    }

    static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        return text.substring(0, end);
    }

    static OptionalInt firstInt(DataSet dataSet, int at) throws ImagingException {
        Vr vr = dataSet.vr(at);
        if (vr == Vr.US || vr == Vr.SS) {
            requireValues(dataSet, at, vr);
            return OptionalInt.of((int) bits(dataSet, at, 0, vr));
        }
        if (vr.isText()) {
            String text = firstText(dataSet, at);
            return text == null ? OptionalInt.empty()
                    : OptionalInt.of(toInt(dataSet, at, whole(dataSet, at, vr, text)));
        }
        long[] all = longs(dataSet, at);
        return OptionalInt.of(toInt(dataSet, at, all[0]));
    }

    static int[] ints(DataSet dataSet, int at) throws ImagingException {
        long[] wide = longs(dataSet, at);
        int[] values = new int[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = toInt(dataSet, at, wide[i]);
        }
        return values;
    }

    private static int toInt(DataSet dataSet, int at, long value) throws ImagingException {
        if (value != (int) value) {
            throw dataSet.malformed(at, "beyond 32 bits");
        }
        return (int) value;
    }

    static long[] longs(DataSet dataSet, int at) throws ImagingException {
        Vr vr = dataSet.vr(at);
        if (vr.isText()) {
            List<String> texts = texts(dataSet, at);
            long[] values = new long[texts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = whole(dataSet, at, vr, texts.get(i));
            }
            return values;
        }
        if (vr.form() != Vr.Form.INTEGER || vr == Vr.AT) {
            throw dataSet.malformed(at, vr + " holds no integers");
        }
        requireValues(dataSet, at, vr);
        long[] values = new long[dataSet.length(at) / vr.valueBytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bits(dataSet, at, i, vr);
            if (vr == Vr.UV && values[i] < 0) {
                throw dataSet.malformed(at, "beyond 63 bits");
            }
        }
        return values;
    }

    private static long whole(DataSet dataSet, int at, Vr vr, String text) throws ImagingException {
        try {
            return vr == Vr.DS ? new BigDecimal(decimal(text)).longValueExact() : Long.parseLong(text);
        } catch (NumberFormatException | ArithmeticException _) {
            throw dataSet.malformed(at, "not an integer");
        }
    }

    /** Guards against exponents that a decimal string of 16 characters may have but no memory can write out. */
    private static String decimal(String text) {
        if (text.length() > 64) {
            throw new NumberFormatException();
        }
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (exponent >= 0 && Math.abs(Long.parseLong(text.substring(exponent + 1))) > 400) {
            throw new NumberFormatException();
        }
        return text;
    }

    static OptionalDouble firstDouble(DataSet dataSet, int at) throws ImagingException {
        Vr vr = dataSet.vr(at);
        if (!vr.isText()) {
            return OptionalDouble.of(doubles(dataSet, at)[0]);
        }
        if (dataSet.part(at) != null) {
            return OptionalDouble.empty();
        }
        byte[] bytes = dataSet.storeBytes();
        int from = dataSet.offset(at);
        int end = valueEnd(bytes, from, from + dataSet.length(at));
        return isBlank(bytes, from, end) ? OptionalDouble.empty()
                : OptionalDouble.of(parse(dataSet, at, bytes, from, end));
    }

    static double[] doubles(DataSet dataSet, int at) throws ImagingException {
        Vr vr = dataSet.vr(at);
        if (vr == Vr.DS || vr == Vr.IS || vr.isText()) {
            return textDoubles(dataSet, at);
        }
        if (vr.form() == Vr.Form.REAL) {
            requireValues(dataSet, at, vr);
            double[] values = new double[dataSet.length(at) / vr.valueBytes()];
            for (int i = 0; i < values.length; i++) {
                values[i] = real(dataSet, at, i, vr);
            }
            return values;
        }
        long[] wide = longs(dataSet, at);
        double[] values = new double[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = wide[i];
        }
        return values;
    }

    private static double[] textDoubles(DataSet dataSet, int at) throws ImagingException {
        byte[] bytes = dataSet.storeBytes();
        int from = dataSet.offset(at);
        int end = from + dataSet.length(at);
        if (isBlank(bytes, from, end)) {
            return new double[0];
        }
        int count = 1;
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\\') {
                count++;
            }
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            int stop = valueEnd(bytes, from, end);
            values[i] = parse(dataSet, at, bytes, from, stop);
            from = stop + 1;
        }
        return values;
    }

    private static int valueEnd(byte[] bytes, int from, int end) {
        int stop = from;
        while (stop < end && bytes[stop] != '\\') {
            stop++;
        }
        return stop;
    }

    private static boolean isBlank(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if ((bytes[i] & 0xdf) != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * A decimal string as the nearest double. Digits and power of ten that a double holds exactly need one correctly
     * rounded operation (Clinger 1990); everything else goes through the JDK.
     */
    private static double parse(DataSet dataSet, int at, byte[] bytes, int from, int end) throws ImagingException {
        while (from < end && bytes[from] == ' ') {
            from++;
        }
        while (end > from && (bytes[end - 1] & 0xdf) == 0) {
            end--;
        }
        int i = from;
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        long digits = 0;
        int point = -1;
        int seen = 0;
        for (; i < end && seen < 19; i++) {
            int c = bytes[i];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + c - '0';
                seen++;
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        int scale = point < 0 ? 0 : i - point - 1;
        if (i == end && seen > 0 && digits <= EXACT_DOUBLE && scale < POWERS_OF_TEN.length) {
            double value = digits / POWERS_OF_TEN[scale];
            return negative ? -value : value;
        }
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        if (!isDecimal(text)) {
            throw dataSet.malformed(at, "not a decimal string");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw dataSet.malformed(at, "beyond the range of numbers");
        }
        return value;
    }

    /** The grammar of DS; the JDK would take "NaN", "Infinity", hexadecimal and a trailing "d" too. */
    private static boolean isDecimal(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = c == '+' || c == '-';
            boolean exponent = c == 'e' || c == 'E';
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (!(c == '.' || sign && (i == 0 || (text.charAt(i - 1) | 0x20) == 'e') || exponent && digit)) {
                return false;
            }
        }
        // possessive: what was taken is never given back, or a long value that is no number takes the square of its length
        return digit && text.matches("[+-]?+([0-9]++\\.?+[0-9]*+|\\.[0-9]++)([eE][+-]?+[0-9]++)?+");
    }

    static List<BigDecimal> exactDecimals(DataSet dataSet, int at) throws ImagingException {
        List<BigDecimal> values = new ArrayList<>();
        for (String text : texts(dataSet, at)) {
            if (!isDecimal(text)) {
                throw dataSet.malformed(at, "not a decimal string");
            }
            try {
                values.add(new BigDecimal(decimal(text)));
            } catch (NumberFormatException _) {
                throw dataSet.malformed(at, "not a decimal string");
            }
        }
        return List.copyOf(values);
    }

    static List<Tag> tags(DataSet dataSet, int at) throws ImagingException {
        if (dataSet.vr(at) != Vr.AT) {
            throw dataSet.malformed(at, "holds no tags");
        }
        if (dataSet.length(at) % 4 != 0) {
            throw dataSet.malformed(at, "length is no multiple of 4");
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < dataSet.length(at) / 4; i++) {
            tags.add(new Tag(tag(dataSet, at, i)));
        }
        return tags;
    }

    private static int tag(DataSet dataSet, int at, int i) {
        byte[] bytes = dataSet.storeBytes();
        int offset = dataSet.offset(at) + 4 * i;
        boolean big = dataSet.isBigEndian();
        return u16(bytes, offset, big) << 16 | u16(bytes, offset + 2, big);
    }

    private static void requireValues(DataSet dataSet, int at, Vr vr) throws ImagingException {
        if (dataSet.part(at) != null || dataSet.length(at) % vr.valueBytes() != 0) {
            throw dataSet.malformed(at, "length " + dataSet.valueLength(at) + " is no multiple of " + vr.valueBytes());
        }
    }

    /** Value {@code i} of an integer VR, sign or zeros extended; UV as its 64 bits. */
    private static long bits(DataSet dataSet, int at, int i, Vr vr) {
        byte[] bytes = dataSet.storeBytes();
        int offset = dataSet.offset(at) + i * vr.valueBytes();
        boolean big = dataSet.isBigEndian();
        return switch (vr) {
            case US -> u16(bytes, offset, big);
            case SS -> (short) u16(bytes, offset, big);
            case UL -> i32(bytes, offset, big) & 0xffffffffL;
            case SL -> i32(bytes, offset, big);
            default -> i64(bytes, offset, big);
        };
    }

    private static double real(DataSet dataSet, int at, int i, Vr vr) {
        byte[] bytes = dataSet.storeBytes();
        int offset = dataSet.offset(at) + i * vr.valueBytes();
        boolean big = dataSet.isBigEndian();
        return vr == Vr.FL ? Float.intBitsToFloat(i32(bytes, offset, big))
                : Double.longBitsToDouble(i64(bytes, offset, big));
    }

    // Plain shifts and not VarHandles: a header is often read by a program that has just started, and the machinery
    // behind a VarHandle takes longer to load than the headers of a whole series take to read.

    private static int u16(byte[] bytes, int offset, boolean big) {
        int first = bytes[offset] & 0xff;
        int second = bytes[offset + 1] & 0xff;
        return big ? first << 8 | second : second << 8 | first;
    }

    private static int i32(byte[] bytes, int offset, boolean big) {
        int first = u16(bytes, offset, big);
        int second = u16(bytes, offset + 2, big);
        return big ? first << 16 | second : second << 16 | first;
    }

    private static long i64(byte[] bytes, int offset, boolean big) {
        long first = i32(bytes, offset, big) & 0xffffffffL;
        long second = i32(bytes, offset + 4, big) & 0xffffffffL;
        return big ? first << 32 | second : second << 32 | first;
    }
}
