package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Dictionary;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.PrivateDictionary;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;

/**
 * A data set for people to read: one line for each element with tag, VR, length, keyword or private name, and values.
 * Control characters in values are shown as {@code \\uXXXX}, so that a terminal prints text and nothing else.
 */
public final class DicomListing {
    private static final int LONGEST_LINE_VALUE = 100;
    private static final int SHOWN_BYTES = 16;

    private DicomListing() {}

    /** @param whole whether long values are written out; else they are cut */
    public static void write(DataSet dataSet, boolean whole, Appendable out) throws ImagingException {
        try {
            write(dataSet, whole, "", out);
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    private static void write(DataSet dataSet, boolean whole, String indent, Appendable out)
            throws IOException, ImagingException {
        for (Element element : dataSet) {
            String length = element.vr() == Vr.SQ ? Integer.toString(element.items().size())
                    : Long.toString(element.lengthBytes());
            out.append(String.format(Locale.ROOT, "%s%s %s %8s  %s", indent, element.tag(), element.vr(), length,
                    name(dataSet, element.tag())));
            if (element.vr() == Vr.SQ) {
                out.append('\n');
                int number = 0;
                for (DataSet item : element.items()) {
                    out.append(indent).append("  > item ").append(Integer.toString(++number)).append('\n');
                    write(item, whole, indent + "    ", out);
                }
            } else {
                out.append("  ").append(value(element, whole)).append('\n');
            }
        }
    }

    private static String name(DataSet dataSet, Tag tag) {
        if (tag.element() == 0) {
            return "GroupLength";
        }
        if (tag.isPrivateCreator()) {
            return "PrivateCreator";
        }
        return tag.isPrivate()
                ? dataSet.privateCreator(tag).flatMap(c -> PrivateDictionary.of(c, tag))
                        .map(e -> "[" + e.name() + "]").orElse("?")
                : Dictionary.of(tag).map(Dictionary.Entry::keyword).orElse("?");
    }

    private static String value(Element element, boolean whole) throws ImagingException {
        if (element.isEmpty()) {
            return "";
        }
        boolean binary = element.vr().form() == Vr.Form.BYTES
                || !element.vr().isText() && element.lengthBytes() % element.vr().valueBytes() != 0;
        if (binary) {
            if (!whole && element.bulk().isPresent()) {
                return "(" + element.lengthBytes() + " bytes)";
            }
            byte[] bytes = element.bytes();
            int shown = whole ? bytes.length : Math.min(bytes.length, SHOWN_BYTES);
            String text = java.util.HexFormat.ofDelimiter("\\").formatHex(Arrays.copyOf(bytes, shown));
            return shown < bytes.length ? text + "\\… (" + bytes.length + " bytes)" : text;
        }
        List<String> texts = element.texts();
        String text = printable(String.join("\\", texts));
        if (element.vr() == Vr.UI) {
            String names = texts.stream().map(Uids::of).flatMap(java.util.Optional::stream).map(Uids.Entry::name)
                    .collect(Collectors.joining(", "));
            text += names.isEmpty() ? "" : " = " + names;
        }
        return whole || text.length() <= LONGEST_LINE_VALUE ? text : text.substring(0, LONGEST_LINE_VALUE) + "…";
    }

    /** Control and direction characters as escapes: a value must not be able to move the cursor or turn the text. */
    public static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
