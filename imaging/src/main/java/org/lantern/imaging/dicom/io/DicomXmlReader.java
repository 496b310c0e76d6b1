package org.lantern.imaging.dicom.io;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.CharacterSet;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;

/**
 * Reads the Native DICOM Model, PS3.19 annex A. Texts get the Specific Character Set that the document has, or UTF-8
 * where it lacks a character. A value that is only referred to ({@code BulkData}) is not there, and an object without its
 * values is not that object: such a document is refused. So is one with a document type: no entity is ever expanded.
 */
public final class DicomXmlReader {
    private static final List<String> GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");
    private static final List<String> COMPONENTS = List.of("FamilyName", "GivenName", "MiddleName", "NamePrefix",
            "NameSuffix");

    private final XMLStreamReader xml;
    private final ParseLimits limits;
    private int elements;

    private DicomXmlReader(XMLStreamReader xml, ParseLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    /** Reads one object: file meta information, where it has any, stays among the elements. */
    public static DataSet read(InputStream in, ParseLimits limits) throws ImagingException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("external entity");
        });
        XMLStreamReader xml = null;
        try {
            xml = factory.createXMLStreamReader(in);
            DicomXmlReader reader = new DicomXmlReader(xml, limits);
            reader.require(reader.nextTag() && xml.getLocalName().equals("NativeDicomModel"), 0, "no NativeDicomModel");
            DataSet dataSet = reader.dataSet(0);
            while (xml.hasNext()) {
                xml.next();
            }
            return dataSet;
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException io && !(io instanceof CharConversionException)) {
                throw new ImagingException.Io(io);
            }
            throw new ImagingException.Malformed(0, e.getLocation() == null ? 0
                    : Math.max(0, e.getLocation().getCharacterOffset()), "not XML, or not the model");
        } finally {
            close(xml);
        }
    }

    private static void close(XMLStreamReader xml) {
        if (xml != null) {
            try {
                xml.close();
            } catch (XMLStreamException _) {
                return; // it holds nothing that could stay open: the stream is the caller's
            }
        }
    }

    /** Goes to the next start, or end, of an element; true for a start. Text between elements must be white space. */
    private boolean nextTag() throws XMLStreamException, ImagingException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    count();
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw malformed(0, "a DTD");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    require(xml.isWhiteSpace(), 0, "text outside of a value");
                default -> {
                }
            }
        }
    }

    private void count() throws ImagingException {
        if (++elements > limits.elements()) {
            throw new ImagingException.LimitExceeded("elements", elements, limits.elements());
        }
    }

    private DataSet dataSet(int depth) throws XMLStreamException, ImagingException {
        if (depth > limits.depth()) {
            throw new ImagingException.LimitExceeded("depth", depth, limits.depth());
        }
        DataSetBuilder builder = new DataSetBuilder();
        while (nextTag()) {
            require(xml.getLocalName().equals("DicomAttribute"), 0, "no DicomAttribute");
            attribute(builder, depth);
        }
        try {
            return builder.buildItem(depth == 0 ? CharacterSet.DEFAULT : CharacterSet.UTF_8);
        } catch (IllegalArgumentException _) {
            throw malformed(0, "a text that its VR cannot hold");
        }
    }

    private void attribute(DataSetBuilder builder, int depth) throws XMLStreamException, ImagingException {
        String hex = String.valueOf(xml.getAttributeValue(null, "tag"));
        require(hex.matches("[0-9A-Fa-f]{8}"), 0, "no tag");
        Tag tag = new Tag(Integer.parseUnsignedInt(hex, 16));
        String letters = String.valueOf(xml.getAttributeValue(null, "vr"));
        Vr vr = letters.length() == 2 ? Vr.ofLetters(letters.charAt(0), letters.charAt(1)) : null;
        require(vr != null, tag.code(), "no VR");
        String creator = xml.getAttributeValue(null, "privateCreator");
        try {
            if (tag.isPrivate() && creator != null) {
                tag = builder.privateTag(tag.group(), creator, tag.element() & 0xff);
            }
            values(tag, vr, builder, depth);
        } catch (IllegalArgumentException | ArithmeticException | IllegalStateException _) {
            throw malformed(tag.code(), "a value that does not fit its VR");
        }
    }

    private void values(Tag tag, Vr vr, DataSetBuilder builder, int depth)
            throws XMLStreamException, ImagingException {
        Map<Integer, String> texts = new TreeMap<>();
        List<DataSet> items = new ArrayList<>();
        byte[] binary = null;
        while (nextTag()) {
            String name = xml.getLocalName();
            switch (name) {
                case "Item" -> {
                    require(vr == Vr.SQ, tag.code(), "an item outside of a sequence");
                    items.add(dataSet(depth + 1));
                }
                case "Value" -> texts.put(number(tag), text(tag));
                case "PersonName" -> texts.put(number(tag), personName(tag));
                case "InlineBinary" -> {
                    require(binary == null, tag.code(), "two values");
                    binary = Base64.getDecoder().decode(text(tag).replaceAll("[ \t\r\n]+", ""));
                }
                case "BulkData" -> throw new ImagingException.Unsupported("values by reference in XML");
                default -> throw malformed(tag.code(), "unknown element");
            }
        }
        require((texts.isEmpty() ? 0 : 1) + (items.isEmpty() ? 0 : 1) + (binary == null ? 0 : 1) < 2, tag.code(),
                "two values");
        if (vr == Vr.SQ) {
            require(texts.isEmpty() && binary == null, tag.code(), "a sequence without items");
            builder.putSequence(tag, items);
        } else if (texts.isEmpty()) {
            builder.putBytes(tag, vr, binary == null ? new byte[0] : binary);
        } else {
            put(tag, vr, texts, builder);
        }
    }

    /** The numbers say where a value belongs; what is left out between them is empty. */
    private void put(Tag tag, Vr vr, Map<Integer, String> texts, DataSetBuilder builder) throws ImagingException {
        int last = texts.keySet().stream().max(Integer::compare).orElse(0);
        // a number far up makes a value of as many empty ones, in a few bytes
        elements += last - texts.size() - 1;
        count();
        List<String> all = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
            all.add(texts.getOrDefault(i, ""));
        }
        if (vr.isText()) {
            builder.put(tag, vr, all.toArray(String[]::new));
        } else {
            require(vr.form() != Vr.Form.BYTES, tag.code(), "numbers for bytes");
            builder.putBytes(tag, vr, NumberTexts.bytes(vr, all));
        }
    }

    private int number(Tag tag) throws ImagingException {
        String number = String.valueOf(xml.getAttributeValue(null, "number"));
        require(number.matches("[1-9][0-9]{0,8}") && Integer.parseInt(number) <= limits.elements(), tag.code(),
                "no number");
        return Integer.parseInt(number);
    }

    /** The text of an element that has no others in it; ends behind its end tag. */
    private String text(Tag tag) throws XMLStreamException, ImagingException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    if (text.length() > limits.valueBytes()) {
                        throw new ImagingException.LimitExceeded("valueBytes", text.length(), limits.valueBytes());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                }
                default -> throw malformed(tag.code(), "an element inside of a text");
            }
        }
    }

    private String personName(Tag tag) throws XMLStreamException, ImagingException {
        String[] groups = {"", "", ""};
        while (nextTag()) {
            int group = GROUPS.indexOf(xml.getLocalName());
            require(group >= 0, tag.code(), "unknown name group");
            String[] components = {"", "", "", "", ""};
            while (nextTag()) {
                int component = COMPONENTS.indexOf(xml.getLocalName());
                require(component >= 0, tag.code(), "unknown name component");
                components[component] = text(tag);
            }
            groups[group] = NumberTexts.trimmed(String.join("^", components), '^');
        }
        return NumberTexts.trimmed(String.join("=", groups), '=');
    }

    private void require(boolean condition, int tag, String otherwise) throws ImagingException {
        if (!condition) {
            throw malformed(tag, otherwise);
        }
    }

    private ImagingException.Malformed malformed(int tag, String what) {
        return new ImagingException.Malformed(tag, Math.max(0, xml.getLocation().getCharacterOffset()), what);
    }
}
