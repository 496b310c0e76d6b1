package org.lantern.imaging.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.CharacterSet;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.PersonName;
import org.lantern.imaging.dicom.io.DicomJson;
import org.lantern.imaging.dicom.io.DicomJsonReader;
import org.lantern.imaging.dicom.io.DicomXml;
import org.lantern.imaging.dicom.io.DicomXmlReader;

/** Attacks on what reads texts. */
final class Texts {
    private static final List<String> TERMS = List.of("", "ISO_IR 100", "ISO_IR 13", "ISO_IR 166", "ISO_IR 192",
            "GB18030", "GBK", "ISO 2022 IR 6", "ISO 2022 IR 13", "ISO 2022 IR 58", "ISO 2022 IR 87", "ISO 2022 IR 100",
            "ISO 2022 IR 144", "ISO 2022 IR 149", "ISO 2022 IR 159", "nonsense");

    private Texts() {}

    /**
     * The first two bytes choose the character set, the rest is text in it. What was decoded and can be encoded is the
     * same when it is decoded again.
     */
    static void characterSets(byte[] bytes) throws Exception {
        if (bytes.length < 2) {
            return;
        }
        String first = TERMS.get((bytes[0] & 0xff) % TERMS.size());
        String second = TERMS.get((bytes[1] & 0xff) % TERMS.size());
        CharacterSet set = CharacterSet.of(bytes[1] < 0 ? List.of(first) : List.of(first, second));
        Spending.within((1 << 20) + 2000L * bytes.length, () -> {
            String text = set.decode(bytes, 2, bytes.length - 2);
            PersonName.parse(text).display();
            Optional<byte[]> encoded = text.indexOf('\u001b') >= 0 ? Optional.empty() : set.encode(text);
            if (encoded.isPresent()) {
                byte[] again = encoded.get();
                if (!set.decode(again, 0, again.length).equals(text)) {
                    throw new AssertionError("encoded and decoded again it is not the same in " + set + ": "
                            + escaped(text) + " and " + escaped(set.decode(again, 0, again.length)) + " by "
                            + Arrays.toString(again));
                }
            }
        });
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c > ' ' && c < 127 ? "" + (char) c : "\\u%04x".formatted(c)));
        return out.toString();
    }

    /** Of a document: what was read is the same when it is written and read again. */
    static void json(byte[] bytes) throws Exception {
        document(bytes, in -> DicomJsonReader.read(in, Reading.LIMITS),
                (dataSet, out) -> DicomJson.write(List.of(dataSet), DicomJson.Options.WHOLE, out));
    }

    /** As {@link #json}. */
    static void xml(byte[] bytes) throws Exception {
        document(bytes, in -> DicomXmlReader.read(in, Reading.LIMITS),
                (dataSet, out) -> DicomXml.write(List.of(dataSet), DicomJson.Options.WHOLE, out));
    }

    private interface Reader {
        DataSet read(InputStream in) throws ImagingException;
    }

    private interface Writer {
        void write(DataSet dataSet, OutputStream out) throws ImagingException;
    }

    private static void document(byte[] bytes, Reader reader, Writer writer) throws Exception {
        Spending.within((24 << 20) + 1000L * bytes.length, () -> {
            try {
                reader.read(new ByteArrayInputStream(bytes));
            } catch (ImagingException _) {
                // refused, as it should be
            }
        });
        try {
            ByteArrayOutputStream once = new ByteArrayOutputStream();
            writer.write(reader.read(new ByteArrayInputStream(bytes)), once);
            ByteArrayOutputStream twice = new ByteArrayOutputStream();
            writer.write(reader.read(new ByteArrayInputStream(once.toByteArray())), twice);
            if (!Arrays.equals(once.toByteArray(), twice.toByteArray())) {
                throw new AssertionError("written and read again it is not the same");
            }
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }
}
