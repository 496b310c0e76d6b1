package org.lantern.imaging.dicom.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.BulkValue;
import org.lantern.imaging.dicom.ByteSwap;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Dictionary;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.PersonName;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;

/**
 * Writes data sets as the Native DICOM Model, PS3.19 annex A, in UTF-8.
 *
 * <p>What {@link DicomJson} says of binary values, numbers and group lengths holds here too. A text with a character that
 * XML cannot hold, such as a form feed, is written as its bytes. The tag of a private element has 00 for its block, which
 * its creator stands for.
 */
public final class DicomXml {
    static final String NAMESPACE = "http://dicom.nema.org/PS3.19/models/NativeDICOM";
    private static final int DELIMITER_BYTES = 8;
    private static final String[] GROUPS = {"Alphabetic", "Ideographic", "Phonetic"};

    private final Writer out;
    private final long inlineBytes;

    private DicomXml(Writer out, long inlineBytes) {
        this.out = out;
        this.inlineBytes = inlineBytes;
    }

    /** One document of several data sets' elements, such as file meta information and data set; the stream stays open. */
    public static void write(List<DataSet> dataSets, DicomJson.Options options, OutputStream out)
            throws ImagingException {
        try {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            DicomXml xml = new DicomXml(writer, options.inlineBytes());
            writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<NativeDicomModel xmlns=\"" + NAMESPACE
                    + "\" xml:space=\"preserve\">\n");
            for (DataSet dataSet : dataSets) {
                xml.elements(dataSet);
            }
            writer.write("</NativeDicomModel>\n");
            writer.flush();
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    private void elements(DataSet dataSet) throws IOException, ImagingException {
        for (Element element : dataSet) {
            if (element.tag().element() != 0) {
                start(dataSet, element.tag(), element.vr());
                if (!element.isEmpty()) {
                    value(element, dataSet.isBigEndian());
                }
                out.write("</DicomAttribute>\n");
            }
        }
    }

    private void start(DataSet dataSet, Tag tag, Vr vr) throws IOException {
        Optional<String> creator = dataSet.privateCreator(tag).filter(DicomXml::isWritable);
        Tag written = creator.isPresent() ? new Tag(tag.code() & 0xffff00ff) : tag;
        out.write("<DicomAttribute tag=\"" + written.hex() + "\" vr=\"" + vr + "\"");
        Optional<String> keyword = Dictionary.of(tag).map(Dictionary.Entry::keyword).filter(k -> !k.isEmpty());
        if (keyword.isPresent()) {
            out.write(" keyword=\"" + keyword.get() + "\"");
        }
        if (creator.isPresent()) {
            out.write(" privateCreator=\"");
            text(creator.get());
            out.write("\"");
        }
        out.write(">\n");
    }

    private void value(Element element, boolean bigEndian) throws IOException, ImagingException {
        Vr vr = element.vr();
        boolean whole = vr.isText() || vr.form() == Vr.Form.SEQUENCE
                || vr.form() != Vr.Form.BYTES && element.lengthBytes() % vr.valueBytes() == 0;
        List<String> texts = whole && vr != Vr.SQ ? element.texts() : List.of();
        if (vr == Vr.SQ) {
            int number = 0;
            for (DataSet item : element.items()) {
                out.write("<Item number=\"" + ++number + "\">\n");
                elements(item);
                out.write("</Item>\n");
            }
        } else if (!whole || !texts.stream().allMatch(DicomXml::isWritable)) {
            binary(element, bigEndian);
        } else {
            int number = 0;
            for (String text : texts) {
                number++;
                if (vr == Vr.PN) {
                    name(number, PersonName.parse(text), texts.size() > 1);
                } else {
                    out.write("<Value number=\"" + number + "\">");
                    text(text);
                    out.write("</Value>\n");
                }
            }
        }
    }

    /** @param place whether an empty name must be written because others follow or precede it */
    private void name(int number, PersonName name, boolean place) throws IOException {
        if (name.isEmpty() && !place) {
            return;
        }
        out.write("<PersonName number=\"" + number + "\">\n");
        PersonName.NameGroup[] groups = {name.alphabetic(), name.ideographic(), name.phonetic()};
        for (int i = 0; i < groups.length; i++) {
            PersonName.NameGroup group = groups[i];
            if (!group.isEmpty()) {
                out.write("<" + GROUPS[i] + ">\n");
                component("FamilyName", group.family());
                component("GivenName", group.given());
                component("MiddleName", group.middle());
                component("NamePrefix", group.prefix());
                component("NameSuffix", group.suffix());
                out.write("</" + GROUPS[i] + ">\n");
            }
        }
        out.write("</PersonName>\n");
    }

    private void component(String name, String text) throws IOException {
        if (!text.isEmpty()) {
            out.write("<" + name + ">");
            text(text);
            out.write("</" + name + ">\n");
        }
    }

    private void binary(Element element, boolean bigEndian) throws IOException, ImagingException {
        boolean encapsulated = element.bulk().map(BulkValue::isEncapsulated).orElse(false);
        long length = element.lengthBytes() - (encapsulated ? DELIMITER_BYTES : 0);
        if (length > inlineBytes) {
            out.write("<BulkData uri=\"length:" + length + "\"/>\n");
            return;
        }
        byte[] bytes = element.bytes();
        if (bigEndian && !encapsulated) {
            ByteSwap.swap(bytes, 0, bytes.length, element.vr().unitBytes());
        }
        out.write("<InlineBinary>");
        byte[] exact = length == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, (int) length);
        out.write(Base64.getEncoder().encodeToString(exact));
        out.write("</InlineBinary>\n");
    }

    /** Whether XML 1.0 has all the characters (its section 2.2). */
    private static boolean isWritable(String text) {
        return text.codePoints().allMatch(c -> c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c < 0xd800
                || c >= 0xe000 && c < 0xfffe || c >= 0x10000);
    }

    /** A carriage return that is not escaped becomes a line feed when it is read, and in an attribute a blank. */
    private void text(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\t', '\n', '\r' -> out.write("&#" + (int) c + ";");
                default -> out.write(c);
            }
        }
    }
}
