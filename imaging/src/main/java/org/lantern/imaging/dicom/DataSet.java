package org.lantern.imaging.dicom;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.lantern.imaging.ImagingException;

/**
 * A data set: elements in the order of their tags. Immutable, safe for several threads, and lazy: it knows where each
 * value lies and decodes it on access, so an access costs what the value costs, every time.
 *
 * <p>An absent element and one of zero length both give an empty result; {@link #contains} tells them apart. A value
 * that does not have the form of its VR is a {@link ImagingException.Malformed} with tag and offset.
 */
public final class DataSet implements Iterable<Element> {
    public static final DataSet EMPTY = new DataSet(new int[0], null, new ValueStore(false), CharacterSet.DEFAULT,
            false);

    private final int[] index;
    private final Object[] parts;
    private final ValueStore store;
    private final CharacterSet characterSet;
    private final boolean undefinedLength;

    DataSet(int[] index, Object[] parts, ValueStore store, CharacterSet characterSet, boolean undefinedLength) {
        this.index = index;
        this.parts = parts;
        this.store = store;
        this.characterSet = characterSet;
        this.undefinedLength = undefinedLength;
    }

    public int size() {
        return index.length / DataSetAssembler.STRIDE;
    }

    public boolean isEmpty() {
        return index.length == 0;
    }

    public boolean contains(Tag tag) {
        return find(tag) >= 0;
    }

    public Optional<Element> element(Tag tag) {
        int at = find(tag);
        return at < 0 ? Optional.empty() : Optional.of(new Element(this, at));
    }

    /** In the order of the tags. */
    @Override
    public Iterator<Element> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Element next() {
                if (next >= size()) {
                    throw new NoSuchElementException();
                }
                return new Element(DataSet.this, next++);
            }
        };
    }

    /** The character set that the texts are in: the data set's own, or for an item the one of what holds it. */
    public CharacterSet characterSet() {
        return characterSet;
    }

    /** The byte order of {@link Element#bytes()}. */
    public boolean isBigEndian() {
        return store.bigEndian;
    }

    /** For an item: whether it was encoded without its length. */
    public boolean isUndefinedLength() {
        return undefinedLength;
    }

    /** The first value as text, decoded and trimmed as its VR demands; a number in decimal notation. */
    public Optional<String> text(Tag tag) {
        int at = find(tag);
        return at < 0 ? Optional.empty() : Optional.ofNullable(Values.firstText(this, at));
    }

    /** All values as text, empty ones included as empty strings; an empty list if there is none. */
    public List<String> texts(Tag tag) {
        int at = find(tag);
        return at < 0 ? List.of() : Values.texts(this, at);
    }

    /** The first value of an integer, of an integer string, or of a decimal string that is a whole number. */
    public OptionalInt integer(Tag tag) throws ImagingException {
        int at = find(tag);
        if (at < 0 || isEmpty(at)) {
            return OptionalInt.empty();
        }
        return Values.firstInt(this, at);
    }

    /** All values of an integer or integer string; empty if there is none. */
    public int[] integers(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 || isEmpty(at) ? new int[0] : Values.ints(this, at);
    }

    /** All values of an integer of up to 64 bits; an unsigned 64-bit one beyond 2^63-1 is malformed here. */
    public long[] longs(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 || isEmpty(at) ? new long[0] : Values.longs(this, at);
    }

    /** The first value of any number. Never NaN from a text; a binary value is given as it stands. */
    public OptionalDouble decimal(Tag tag) throws ImagingException {
        int at = find(tag);
        if (at < 0 || isEmpty(at)) {
            return OptionalDouble.empty();
        }
        return Values.firstDouble(this, at);
    }

    /** All values of any number; empty if there is none. */
    public double[] decimals(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 || isEmpty(at) ? new double[0] : Values.doubles(this, at);
    }

    /** The values of a decimal or integer string exactly as they are written. */
    public List<BigDecimal> exactDecimals(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 || isEmpty(at) ? List.of() : Values.exactDecimals(this, at);
    }

    /** A date (DA), in the form of the standard or in the one with points that preceded it. */
    public Optional<LocalDate> date(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 ? Optional.empty() : Moments.date(this, at);
    }

    /** A time (TM) of any precision down to hours. A leap second is given as the second before it. */
    public Optional<LocalTime> time(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 ? Optional.empty() : Moments.time(this, at);
    }

    /** A date time (DT) with what it has: precision and offset. */
    public Optional<Moment> moment(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 ? Optional.empty() : Moments.moment(this, at);
    }

    public Optional<PersonName> personName(Tag tag) {
        Optional<String> text = text(tag);
        return text.isPresent() ? Optional.of(PersonName.parse(text.get())) : Optional.empty();
    }

    /** The tags that an attribute tag (AT) points to. */
    public List<Tag> tags(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 ? List.of() : Values.tags(this, at);
    }

    /** The items of a sequence; empty if absent, empty, or not a sequence. */
    public List<DataSet> items(Tag tag) {
        int at = find(tag);
        return at < 0 ? List.of() : items(at);
    }

    /** The first item of a sequence. */
    public Optional<DataSet> item(Tag tag) {
        List<DataSet> items = items(tag);
        return items.isEmpty() ? Optional.empty() : Optional.of(items.getFirst());
    }

    /**
     * The value's bytes as encoded, as a copy.
     *
     * @throws ImagingException.Io if the value was left in its source and cannot be read from it any more
     */
    public Optional<byte[]> bytes(Tag tag) throws ImagingException {
        int at = find(tag);
        return at < 0 || isEmpty(at) ? Optional.empty() : Optional.of(valueBytes(at));
    }

    /** The creator that a private element belongs to. */
    public Optional<String> privateCreator(Tag tag) {
        if (!tag.isPrivate() || tag.element() < 0x1000) {
            return Optional.empty();
        }
        return text(tag.privateCreator());
    }

    /**
     * The same data set with all texts in UTF-8. Items that name a character set of their own keep it.
     *
     * @throws ImagingException.Malformed if bytes of a text mean nothing in the present set, so that they would be lost
     */
    public DataSet inUtf8() throws ImagingException {
        for (int at = 0; at < size(); at++) {
            requireReadable(at);
        }
        return toBuilder().put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192").build();
    }

    private void requireReadable(int at) throws ImagingException {
        for (DataSet item : items(at)) {
            for (int i = 0; i < item.size(); i++) {
                item.requireReadable(i);
            }
        }
        if (part(at) == null && vr(at).usesCharacterSet() && Values.wholeText(this, at).indexOf('\ufffd') >= 0) {
            throw malformed(at, "bytes without a meaning in the character set");
        }
    }

    /** A builder that has all elements of this data set; values that lie in the source stay there. */
    public DataSetBuilder toBuilder() {
        DataSetBuilder builder = new DataSetBuilder();
        for (int i = 0; i < size(); i++) {
            builder.copy(this, i);
        }
        return builder;
    }

    int find(Tag tag) {
        int key = tag.code() + Integer.MIN_VALUE;
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int code = index[middle * DataSetAssembler.STRIDE] + Integer.MIN_VALUE;
            if (code < key) {
                low = middle + 1;
            } else if (code > key) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    int tagCode(int at) {
        return index[at * DataSetAssembler.STRIDE];
    }

    Vr vr(int at) {
        int code = index[at * DataSetAssembler.STRIDE + DataSetAssembler.CODE] & 0xff;
        if (code == VrCode.UNKNOWN && (tagCode(at) & 0x10000) != 0) {
            return privateVr(at);
        }
        return VrCode.vr(code);
    }

    /** What the private dictionary says, if the value can be that: it was read without knowing its VR. */
    private Vr privateVr(int at) {
        Tag tag = new Tag(tagCode(at));
        Vr vr = privateCreator(tag).flatMap(c -> PrivateDictionary.of(c, tag)).map(PrivateDictionary.Entry::vr)
                .orElse(Vr.UN);
        boolean possible = switch (vr.form()) {
            case SEQUENCE -> isEmpty(at);
            case BYTES -> true;
            case TEXT -> part(at) == null;
            case INTEGER, REAL -> part(at) == null && length(at) % vr.valueBytes() == 0;
        };
        return possible ? vr : Vr.UN;
    }

    boolean wasUnknown(int at) {
        return (index[at * DataSetAssembler.STRIDE + DataSetAssembler.CODE] & DataSetAssembler.WAS_UN) != 0;
    }

    int rawCode(int at) {
        return index[at * DataSetAssembler.STRIDE + DataSetAssembler.CODE];
    }

    int offset(int at) {
        return index[at * DataSetAssembler.STRIDE + DataSetAssembler.OFFSET];
    }

    /** Length of a value that lies in the store. */
    int length(int at) {
        return index[at * DataSetAssembler.STRIDE + DataSetAssembler.LENGTH];
    }

    long valueLength(int at) {
        Object part = part(at);
        return part instanceof BulkValue bulk ? bulk.lengthBytes() : part != null ? 0 : length(at);
    }

    boolean isUndefinedLength(int at) {
        return length(at) == -1;
    }

    boolean isEmpty(int at) {
        Object part = part(at);
        return part == null ? length(at) == 0 : part instanceof List<?> list && list.isEmpty();
    }

    long position(int at) {
        return store.position(offset(at));
    }

    Object part(int at) {
        return parts == null ? null : parts[at];
    }

    byte[] storeBytes() {
        return store.bytes;
    }

    @SuppressWarnings("unchecked")
    List<DataSet> items(int at) {
        return part(at) instanceof List<?> items ? (List<DataSet>) items : List.of();
    }

    byte[] valueBytes(int at) throws ImagingException {
        if (part(at) instanceof BulkValue bulk) {
            if (bulk.lengthBytes() > Integer.MAX_VALUE - 16) {
                throw new ImagingException.LimitExceeded("valueBytes", bulk.lengthBytes(), Integer.MAX_VALUE - 16);
            }
            byte[] bytes = new byte[(int) bulk.lengthBytes()];
            bulk.read(0, bytes, 0, bytes.length);
            return bytes;
        }
        if (part(at) != null) {
            return new byte[0];
        }
        return java.util.Arrays.copyOfRange(store.bytes, offset(at), offset(at) + length(at));
    }

    ImagingException.Malformed malformed(int at, String what) {
        return new ImagingException.Malformed(tagCode(at), position(at), what);
    }

    /** Number of elements; never a value. */
    @Override
    public String toString() {
        return size() + " elements";
    }
}
