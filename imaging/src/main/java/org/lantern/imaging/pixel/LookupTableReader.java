package org.lantern.imaging.pixel;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;

/** Reads lookup tables: a descriptor of three numbers and the entries, PS3.3 C.11.1.1 and C.7.6.3.1.5. */
final class LookupTableReader {
    /**
     * @param count 1..65536
     * @param firstMapped lowest input that has an entry
     * @param bits 1..16 of each entry
     */
    record Descriptor(int count, int firstMapped, int bits) {}

    private LookupTableReader() {}

    /** @param signed whether the table's inputs can be negative */
    static LookupTable read(DataSet item, Tag descriptorTag, Tag dataTag, boolean signed) throws ImagingException {
        Descriptor descriptor = descriptor(item, descriptorTag, signed);
        byte[] bytes = item.bytes(dataTag).orElseThrow(() -> new ImagingException.MissingElement(dataTag.code()));
        int[] entries = new int[descriptor.count];
        if (bytes.length >= 2 * descriptor.count) {
            int mask = (1 << descriptor.bits) - 1;
            for (int i = 0; i < entries.length; i++) {
                entries[i] = word(item, bytes, i) & mask;
            }
        } else if (bytes.length >= descriptor.count && descriptor.bits <= 8) {
            for (int i = 0; i < entries.length; i++) {
                entries[i] = bytes[i] & 0xff;
            }
        } else {
            throw new ImagingException.Malformed(dataTag.code(), 0,
                    bytes.length + " bytes for " + descriptor.count + " entries");
        }
        return new LookupTable(descriptor.firstMapped, descriptor.bits, entries);
    }

    static Descriptor descriptor(DataSet item, Tag tag, boolean signed) throws ImagingException {
        int[] numbers = item.integers(tag);
        if (numbers.length == 0) {
            throw new ImagingException.MissingElement(tag.code());
        }
        if (numbers.length != 3 || numbers[2] < 1 || numbers[2] > 16) {
            throw new ImagingException.Malformed(tag.code(), 0, "not a lookup table descriptor");
        }
        int count = numbers[0] & 0xffff;
        boolean statedSigned = item.element(tag).map(element -> element.vr() == Vr.SS).orElse(false);
        int first = signed || statedSigned ? (short) numbers[1] : numbers[1] & 0xffff;
        return new Descriptor(count == 0 ? 65536 : count, first, numbers[2]);
    }

    /** All 16-bit words of an element, whatever its VR. */
    static int[] words(DataSet item, Tag tag) throws ImagingException {
        byte[] bytes = item.bytes(tag).orElseThrow(() -> new ImagingException.MissingElement(tag.code()));
        int[] words = new int[bytes.length / 2];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(item, bytes, i);
        }
        return words;
    }

    private static int word(DataSet item, byte[] bytes, int index) {
        int first = bytes[2 * index] & 0xff;
        int second = bytes[2 * index + 1] & 0xff;
        return item.isBigEndian() ? first << 8 | second : second << 8 | first;
    }
}
