package org.lantern.imaging.hostile;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.PersonName;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.imaging.dicom.io.DicomDirectory;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomJson;
import org.lantern.imaging.dicom.io.DicomListing;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.ParseLimits;

/** Attacks on what reads data sets. */
final class Reading {
    /** Small, so that a bomb is noticed and long values are met often. */
    static final ParseLimits LIMITS = new ParseLimits(64, 20_000, 1 << 20, 256, 200, 8L << 20);
    private static final long BASE_BYTES = 4 << 20;
    private static final byte[] DEFLATED = "1.2.840.10008.1.2.1.99".getBytes(StandardCharsets.US_ASCII);

    /** A source that is no array, as a file is none. */
    private record Behind(byte[] bytes) implements ByteSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, byte[] target, int offset, int length) throws EOFException {
            if (position < 0 || position > bytes.length - length) {
                throw new EOFException();
            }
            System.arraycopy(bytes, (int) position, target, offset, length);
        }

        @Override
        public void close() {}
    }

    private Reading() {}

    static DicomFile open(byte[] bytes) throws ImagingException {
        return DicomFile.read(new ArrayByteSource(bytes), LIMITS);
    }

    /** What the index of so many bytes may take: the shortest item has 8 bytes and becomes a data set. */
    static long parsing(byte[] bytes) {
        boolean deflated = new String(bytes, StandardCharsets.ISO_8859_1)
                .contains(new String(DEFLATED, StandardCharsets.ISO_8859_1));
        long content = bytes.length + (deflated ? Math.min(LIMITS.inflateBytes(), 200L * bytes.length + 65536) : 0);
        return BASE_BYTES + 80 * content;
    }

    /** What was read can be written and read again, and is the same if nothing was wrong with it. */
    static void part10(byte[] bytes) throws Exception {
        Spending.within(parsing(bytes), () -> {
            try (DicomFile file = open(bytes)) {
                file.warnings().forEach(Object::toString);
            } catch (ImagingException _) {
                // refused, as it should be
            }
        });
        try (DicomFile file = open(bytes)) {
            byte[] again = written(file);
            if (again == null) {
                return;
            }
            try (DicomFile second = open(again)) {
                if (file.warnings().isEmpty()) {
                    requireSame(file.dataSet(), second.dataSet());
                }
            }
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }

    private static byte[] written(DicomFile file) throws ImagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(file.meta(), file.dataSet(), file.transferSyntax(), out);
        } catch (ImagingException.MissingElement | ImagingException.Unsupported | ImagingException.Malformed _) {
            return null;
        }
        return out.toByteArray();
    }

    private static void requireSame(DataSet expected, DataSet actual) throws ImagingException {
        if (json(expected).equals(json(actual))) {
            return;
        }
        for (Element element : expected) {
            DataSet one = new DataSetBuilder().put(element).build();
            DataSet other = actual.element(element.tag()).map(e -> new DataSetBuilder().put(e).build())
                    .orElse(DataSet.EMPTY);
            if (!json(one).equals(json(other))) {
                throw new AssertionError("written and read again it is not the same: " + json(one) + json(other));
            }
        }
        throw new AssertionError("more after writing and reading again");
    }

    private static String json(DataSet dataSet) throws ImagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomJson.write(List.of(dataSet), DicomJson.Options.WHOLE, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A header alone has what the whole object has before its pixel data, and takes no more of the source. */
    static void header(byte[] bytes) throws Exception {
        Spending.within(parsing(bytes), () -> {
            try (DicomFile header = DicomFile.readHeader(new Behind(bytes), LIMITS)) {
                header.isComplete();
            } catch (ImagingException _) {
                // refused, as it should be
            }
        });
        try (DicomFile header = DicomFile.readHeader(new Behind(bytes), LIMITS)) {
            DicomFile whole;
            try {
                whole = open(bytes);
            } catch (ImagingException.LimitExceeded | ImagingException.Truncated _) {
                return; // by what follows the header
            }
            int last = header.pixelData().map(p -> p.tag().code()).orElse(-1);
            boolean ordered = whole.warnings().isEmpty();
            for (Element element : whole.dataSet()) {
                if (ordered && Integer.compareUnsigned(element.tag().code(), last) < 0
                        && !header.dataSet().contains(element.tag())) {
                    throw new AssertionError(element.tag() + " is missing in the header");
                }
            }
            everyValue(header.dataSet());
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }

    /** Every typed access to every element gives a value or a failure of ours. */
    static void values(byte[] bytes) throws Exception {
        try (DicomFile file = open(bytes)) {
            Spending.within(BASE_BYTES + 4000L * (bytes.length + elements(file.dataSet())), () -> {
                everyValue(file.meta());
                everyValue(file.dataSet());
                DicomJson.write(List.of(file.meta(), file.dataSet()), DicomJson.Options.SHORT,
                        OutputStream.nullOutputStream());
                attempt(() -> file.dataSet().toBuilder().build());
            });
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }

    private static long elements(DataSet dataSet) {
        long count = dataSet.size();
        for (Element element : dataSet) {
            for (DataSet item : element.items()) {
                count += 1 + elements(item);
            }
        }
        return count;
    }

    static void everyValue(DataSet dataSet) throws ImagingException {
        for (Element element : dataSet) {
            Tag tag = element.tag();
            dataSet.texts(tag);
            dataSet.text(tag);
            dataSet.personName(tag).map(PersonName::display);
            dataSet.privateCreator(tag);
            attempt(element::bytes);
            attempt(() -> dataSet.integer(tag));
            attempt(() -> dataSet.integers(tag));
            attempt(() -> dataSet.longs(tag));
            attempt(() -> dataSet.decimal(tag));
            attempt(() -> dataSet.decimals(tag));
            attempt(() -> dataSet.exactDecimals(tag));
            attempt(() -> dataSet.date(tag));
            attempt(() -> dataSet.time(tag));
            attempt(() -> dataSet.moment(tag));
            attempt(() -> dataSet.tags(tag));
            for (DataSet item : element.items()) {
                everyValue(item);
            }
        }
    }

    private interface Attempt {
        Object run() throws ImagingException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (ImagingException _) {
            // a value that has not the form of its VR
        }
    }

    /** A listing has nothing in it that could move a terminal's cursor, change its colours or turn its text. */
    static void listing(byte[] bytes) throws Exception {
        try (DicomFile file = open(bytes)) {
            for (boolean whole : new boolean[]{false, true}) {
                StringBuilder text = new StringBuilder();
                DicomListing.write(file.dataSet(), whole, text);
                text.chars().filter(c -> c != '\n' && isUnsafe(c)).findAny().ifPresent(c -> {
                    throw new AssertionError("U+" + Integer.toHexString(c) + " in the listing");
                });
            }
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }

    static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Records are taken once each, whatever their offsets say. */
    static void directory(byte[] bytes) throws Exception {
        try (DicomFile file = open(bytes)) {
            int records = file.dataSet().items(Tag.DirectoryRecordSequence).size();
            DicomDirectory directory = DicomDirectory.of(file);
            if (count(directory.roots()) > records || directory.fileIds().size() > records) {
                throw new AssertionError("more entries than records");
            }
        } catch (ImagingException _) {
            // refused, as it should be
        }
    }

    private static int count(List<DicomDirectory.Entry> entries) {
        return entries.stream().mapToInt(entry -> 1 + count(entry.children())).sum();
    }
}
