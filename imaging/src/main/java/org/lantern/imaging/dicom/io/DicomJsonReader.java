package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.CharacterSet;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;

/**
 * Reads the DICOM JSON Model, PS3.18 annex F. Texts get the character set UTF-8. A value that was replaced by a
 * reference ({@code BulkDataURI}) is not there, and an object without its values is not that object: such a document is
 * refused.
 */
public final class DicomJsonReader {
    private final JsonParser json;
    private final ParseLimits limits;
    private int elements;

    private DicomJsonReader(JsonParser json, ParseLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    /** Reads one object: file meta information, where it has any, stays among the elements. */
    public static DataSet read(InputStream in, ParseLimits limits) throws ImagingException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8 * (limits.depth() + 2))
                        .maxStringLength(limits.valueBytes()).maxNumberLength(100).build())
                .build();
        try (JsonParser json = factory.createParser(in)) {
            DicomJsonReader reader = new DicomJsonReader(json, limits);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw reader.malformed(0, "not a JSON object");
            }
            DataSet dataSet = reader.dataSet(0);
            if (json.nextToken() != null) {
                throw reader.malformed(0, "more than one JSON value");
            }
            return dataSet;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new ImagingException.Malformed(0, Math.max(0, offset(e)), "not JSON");
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    private static long offset(com.fasterxml.jackson.core.JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
    }

    private DataSet dataSet(int depth) throws IOException, ImagingException {
        if (depth > limits.depth()) {
            throw new ImagingException.LimitExceeded("depth", depth, limits.depth());
        }
        DataSetBuilder builder = new DataSetBuilder();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (++elements > limits.elements()) {
                throw new ImagingException.LimitExceeded("elements", elements, limits.elements());
            }
            if (name == null || !name.matches("[0-9A-Fa-f]{8}")) {
                throw malformed(0, "a name that is no tag");
            }
            element(new Tag(Integer.parseUnsignedInt(name, 16)), builder, depth);
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw malformed(0, e.getMessage());
        }
    }

    private void element(Tag tag, DataSetBuilder builder, int depth) throws IOException, ImagingException {
        require(json.nextToken() == JsonToken.START_OBJECT, tag, "no object");
        Vr vr = null;
        List<Object> values = null;
        byte[] binary = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "vr" -> {
                    String letters = json.getValueAsString("");
                    vr = letters.length() == 2 ? Vr.ofLetters(letters.charAt(0), letters.charAt(1)) : null;
                    require(vr != null, tag, "no VR");
                }
                case "Value" -> {
                    require(token == JsonToken.START_ARRAY, tag, "Value is no array");
                    values = values(tag, depth);
                }
                case "InlineBinary" -> {
                    require(token == JsonToken.VALUE_STRING, tag, "InlineBinary is no string");
                    binary = json.getBinaryValue();
                }
                case "BulkDataURI" -> throw new ImagingException.Unsupported("values by reference in JSON");
                default -> throw malformed(tag.code(), "unknown member");
            }
        }
        require(vr != null, tag, "no VR");
        require(values == null || binary == null, tag, "two values");
        try {
            put(tag, vr, values == null ? List.of() : values, binary, builder);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw malformed(tag.code(), "value does not fit its VR");
        }
    }

    private List<Object> values(Tag tag, int depth) throws IOException, ImagingException {
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (++elements > limits.elements()) {
                throw new ImagingException.LimitExceeded("elements", elements, limits.elements());
            }
            switch (json.currentToken()) {
                case START_OBJECT -> values.add(object(tag, depth));
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.add(json.getText());
                case VALUE_NULL -> values.add("");
                default -> throw malformed(tag.code(), "a value that is neither text, number nor object");
            }
        }
        return values;
    }

    /** An item, or a person's name: names have members that are no tags. */
    private Object object(Tag tag, int depth) throws IOException, ImagingException {
        JsonToken next = json.nextToken();
        if (next == JsonToken.END_OBJECT) {
            return DataSet.EMPTY;
        }
        if (!json.currentName().matches("Alphabetic|Ideographic|Phonetic")) {
            return itemFrom(depth);
        }
        String[] groups = {"", "", ""};
        while (next == JsonToken.FIELD_NAME) {
            int group = switch (json.currentName()) {
                case "Alphabetic" -> 0;
                case "Ideographic" -> 1;
                case "Phonetic" -> 2;
                default -> throw malformed(tag.code(), "unknown member of a name");
            };
            require(json.nextToken() == JsonToken.VALUE_STRING, tag, "a name group that is no text");
            groups[group] = json.getText();
            next = json.nextToken();
        }
        return NumberTexts.trimmed(String.join("=", groups), '=');
    }

    private DataSet itemFrom(int depth) throws IOException, ImagingException {
        if (depth >= limits.depth()) {
            throw new ImagingException.LimitExceeded("depth", depth + 1L, limits.depth());
        }
        DataSetBuilder builder = new DataSetBuilder();
        do {
            String name = json.currentName();
            if (!name.matches("[0-9A-Fa-f]{8}")) {
                throw malformed(0, "a name that is no tag");
            }
            if (++elements > limits.elements()) {
                throw new ImagingException.LimitExceeded("elements", elements, limits.elements());
            }
            element(new Tag(Integer.parseUnsignedInt(name, 16)), builder, depth + 1);
        } while (json.nextToken() != JsonToken.END_OBJECT);
        try {
            return builder.buildItem(CharacterSet.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed(0, e.getMessage());
        }
    }

    private void put(Tag tag, Vr vr, List<Object> values, byte[] binary, DataSetBuilder builder)
            throws ImagingException {
        if (vr == Vr.SQ) {
            List<DataSet> items = new ArrayList<>();
            for (Object value : values) {
                require(value instanceof DataSet, tag, "an item that is no object");
                items.add((DataSet) value);
            }
            builder.putSequence(tag, items);
            return;
        }
        if (binary != null || values.isEmpty()) {
            builder.putBytes(tag, vr, binary == null ? new byte[0] : binary);
            return;
        }
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            boolean emptyName = value instanceof DataSet item && item.isEmpty() && vr == Vr.PN;
            require(value instanceof String || emptyName, tag, "an object that is no item");
            texts.add(emptyName ? "" : (String) value);
        }
        if (vr.isText()) {
            builder.put(tag, vr, texts.toArray(String[]::new));
        } else {
            require(vr.form() != Vr.Form.BYTES, tag, "numbers for bytes");
            builder.putBytes(tag, vr, NumberTexts.bytes(vr, texts));
        }
    }

    private void require(boolean condition, Tag tag, String otherwise) throws ImagingException {
        if (!condition) {
            throw malformed(tag.code(), otherwise);
        }
    }

    private ImagingException.Malformed malformed(int tag, String what) {
        return new ImagingException.Malformed(tag, Math.max(0, json.currentLocation().getByteOffset()), what);
    }
}
