package org.lantern.imaging.dicom;

import java.util.List;
import java.util.Optional;

import org.lantern.imaging.ImagingException;

/** One element of a data set. A view: it holds the data set, and decodes when asked. */
public final class Element {
    private final DataSet dataSet;
    private final int index;

    Element(DataSet dataSet, int index) {
        this.dataSet = dataSet;
        this.index = index;
    }

    DataSet dataSet() {
        return dataSet;
    }

    int index() {
        return index;
    }

    public Tag tag() {
        return new Tag(dataSet.tagCode(index));
    }

    /** As encoded; in implicit VR, and for UN where the dictionary knows better, by the dictionary. */
    public Vr vr() {
        return dataSet.vr(index);
    }

    /** Whether the element was encoded as UN although {@link #vr()} is known. */
    public boolean wasUnknown() {
        return dataSet.wasUnknown(index);
    }

    /** Length of the value in bytes as encoded; 0 for a sequence, whose size shows in its items. */
    public long lengthBytes() {
        return dataSet.valueLength(index);
    }

    /** Place of the value in the source that it was read from. */
    public long position() {
        return dataSet.position(index);
    }

    public boolean isEmpty() {
        return dataSet.isEmpty(index);
    }

    /** Present when the value was left in the source. */
    public Optional<BulkValue> bulk() {
        return dataSet.part(index) instanceof BulkValue bulk ? Optional.of(bulk) : Optional.empty();
    }

    /** The items of a sequence; empty for everything else. */
    public List<DataSet> items() {
        return dataSet.items(index);
    }

    /** Whether the sequence was encoded without its length. */
    public boolean isUndefinedLength() {
        return dataSet.isUndefinedLength(index);
    }

    /** The value's bytes as encoded, as a copy; in the byte order of {@link DataSet#isBigEndian()}. */
    public byte[] bytes() throws ImagingException {
        return dataSet.valueBytes(index);
    }

    /** The values of a text, decoded and trimmed; of a number in decimal notation. */
    public List<String> texts() {
        return dataSet.texts(tag());
    }

    @Override
    public String toString() {
        return tag() + " " + vr();
    }
}
