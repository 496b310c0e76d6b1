package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.BulkValue;
import org.lantern.imaging.dicom.ByteSwap;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.Vr;

/**
 * Writes data sets as the DICOM JSON Model, PS3.18 annex F.
 *
 * <p>A binary value that is longer than the options allow is not written: in its place stands
 * {@code "BulkDataURI": "length:N"} with N the number of its bytes, which keeps the document inside of the model. Numbers
 * of decimal and integer strings keep their digits; one that is no number is written as the string that it is. Binary
 * values are little-endian, encapsulated ones without the delimiter at their end. Group lengths, which say nothing about the object, are left out.
 */
public final class DicomJson {
    private static final int DELIMITER_BYTES = 8;
    /** A decimal string has 16 characters; what is far longer stays a string, for numbers take the square of their length. */
    private static final int LONGEST_NUMBER = 64;
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * What is written of binary values.
     *
     * @param inlineBytes longest binary value that is written, in bytes
     */
    public record Options(long inlineBytes) {
        /** Values over 1 KiB as their length. */
        public static final Options SHORT = new Options(1024);
        /** Everything. */
        public static final Options WHOLE = new Options(Long.MAX_VALUE);
    }

    private DicomJson() {}

    /** One document of several data sets' elements, such as file meta information and data set; the stream stays open. */
    public static void write(List<DataSet> dataSets, Options options, OutputStream out) throws ImagingException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            for (DataSet dataSet : dataSets) {
                writeElements(dataSet, options, json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    /** One JSON object. */
    public static void write(DataSet dataSet, JsonGenerator json, Options options) throws ImagingException {
        try {
            json.writeStartObject();
            writeElements(dataSet, options, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    private static void writeElements(DataSet dataSet, Options options, JsonGenerator json)
            throws IOException, ImagingException {
        for (Element element : dataSet) {
            if (element.tag().element() != 0) {
                json.writeObjectFieldStart(element.tag().hex());
                json.writeStringField("vr", element.vr().name());
                if (!element.isEmpty()) {
                    writeValue(element, dataSet.isBigEndian(), options, json);
                }
                json.writeEndObject();
            }
        }
    }

    private static void writeValue(Element element, boolean bigEndian, Options options, JsonGenerator json)
            throws IOException, ImagingException {
        switch (element.vr().form()) {
            case SEQUENCE -> {
                json.writeArrayFieldStart("Value");
                for (DataSet item : element.items()) {
                    write(item, json, options);
                }
                json.writeEndArray();
            }
            case BYTES -> writeBinary(element, bigEndian, options, json);
            case TEXT -> writeTexts(element, json);
            default -> {
                if (element.lengthBytes() % element.vr().valueBytes() != 0) {
                    writeBinary(element, false, options, json);
                } else {
                    json.writeArrayFieldStart("Value");
                    for (String text : element.texts()) {
                        writeNumber(element.vr(), text, json);
                    }
                    json.writeEndArray();
                }
            }
        }
    }

    private static void writeTexts(Element element, JsonGenerator json) throws IOException {
        List<String> texts = element.texts();
        if (texts.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("Value");
        for (String text : texts) {
            if (text.isEmpty()) {
                json.writeNull();
            } else if (element.vr() == Vr.PN) {
                writeName(text, json);
            } else if (element.vr() == Vr.DS || element.vr() == Vr.IS) {
                writeNumber(element.vr(), text, json);
            } else {
                json.writeString(text);
            }
        }
        json.writeEndArray();
    }

    private static void writeName(String text, JsonGenerator json) throws IOException {
        json.writeStartObject();
        String[] groups = text.split("=", 3);
        String[] names = {"Alphabetic", "Ideographic", "Phonetic"};
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isEmpty()) {
                json.writeStringField(names[i], groups[i].stripTrailing());
            }
        }
        json.writeEndObject();
    }

    private static void writeNumber(Vr vr, String text, JsonGenerator json) throws IOException {
        if (vr == Vr.AT) {
            json.writeString(text);
            return;
        }
        Optional<String> number = number(vr == Vr.FL ? Double.toString(Float.parseFloat(text)) : text);
        if (number.isPresent()) {
            json.writeNumber(number.get());
        } else {
            json.writeString(text);
        }
    }

    /** The number in the grammar of JSON, which wants digits on both sides of a point and no plus or zeros in front. */
    private static Optional<String> number(String text) {
        boolean isNumber = text.length() <= LONGEST_NUMBER
                && text.matches("[+-]?+([0-9]++\\.?+[0-9]*+|\\.[0-9]++)([eE][+-]?+[0-9]++)?+");
        if (!isNumber) {
            return Optional.empty();
        }
        String plain = text.startsWith("+") ? text.substring(1) : text;
        if (plain.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            return Optional.of(plain);
        }
        int exponent = Math.max(plain.indexOf('e'), plain.indexOf('E'));
        String power = exponent < 0 ? "" : plain.substring(exponent);
        BigDecimal digits = new BigDecimal(exponent < 0 ? plain : plain.substring(0, exponent));
        return Optional.of((digits.signum() == 0 && plain.startsWith("-") ? "-" : "") + digits.toPlainString() + power);
    }

    private static void writeBinary(Element element, boolean bigEndian, Options options, JsonGenerator json)
            throws IOException, ImagingException {
        boolean encapsulated = element.bulk().map(BulkValue::isEncapsulated).orElse(false);
        long length = element.lengthBytes() - (encapsulated ? DELIMITER_BYTES : 0);
        if (length > options.inlineBytes()) {
            json.writeStringField("BulkDataURI", "length:" + length);
            return;
        }
        byte[] bytes = element.bytes();
        if (bigEndian && !encapsulated) {
            ByteSwap.swap(bytes, 0, bytes.length, element.vr().unitBytes());
        }
        json.writeFieldName("InlineBinary");
        json.writeBinary(bytes, 0, (int) length);
    }
}
