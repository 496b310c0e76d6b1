package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.BulkValue;
import org.lantern.imaging.dicom.ByteSwap;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.Vr;

/** Writes elements in one encoding, PS3.5 section 7.1. */
final class ElementWriter {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int LONGEST_SHORT = 0xffff;
    private static final int ITEM = 0xfffee000;
    private static final int ITEM_END = 0xfffee00d;
    private static final int SEQUENCE_END = 0xfffee0dd;
    private static final int UNDEFINED = -1;

    private final OutputStream out;
    private final boolean explicit;
    private final boolean bigEndian;

    ElementWriter(OutputStream out, boolean explicit, boolean bigEndian) {
        this.out = out;
        this.explicit = explicit;
        this.bigEndian = bigEndian;
    }

    void write(DataSet dataSet) throws IOException, ImagingException {
        for (Element element : dataSet) {
            write(element, dataSet.isBigEndian());
        }
    }

    private void write(Element element, boolean valuesBig) throws IOException, ImagingException {
        Vr vr = writtenVr(element);
        Optional<BulkValue> bulk = element.bulk();
        if (element.vr() == Vr.SQ) {
            // The content of a sequence that came as UN is implicit VR, whatever is around it.
            ElementWriter inside = element.wasUnknown() && explicit ? new ElementWriter(out, false, bigEndian) : this;
            header(element.tag().code(), vr,
                    element.isUndefinedLength() ? UNDEFINED : checked(inside.itemsLength(element.items())));
            inside.items(element.items());
            if (element.isUndefinedLength()) {
                delimiter(SEQUENCE_END);
            }
        } else if (bulk.isPresent()) {
            BulkValue value = bulk.get();
            boolean encapsulated = value.isEncapsulated();
            header(element.tag().code(), vr, encapsulated ? UNDEFINED : checked(value.lengthBytes()));
            copy(value, encapsulated ? 1 : vr.unitBytes());
        } else {
            byte[] bytes = element.bytes();
            if (valuesBig != bigEndian && !element.wasUnknown()) {
                ByteSwap.swap(bytes, 0, bytes.length, vr.unitBytes());
            }
            header(element.tag().code(), vr, bytes.length);
            out.write(bytes);
        }
    }

    /** A value that is too long for a 16-bit length field is written as UN (PS3.5 section 6.2.2 note 6). */
    private Vr writtenVr(Element element) throws ImagingException {
        Vr vr = element.wasUnknown() && explicit ? Vr.UN : element.vr();
        return explicit && !vr.hasLongLength() && element.lengthBytes() > LONGEST_SHORT ? Vr.UN : vr;
    }

    private void items(List<DataSet> items) throws IOException, ImagingException {
        for (DataSet item : items) {
            tag(ITEM);
            i32(item.isUndefinedLength() ? UNDEFINED : checked(length(item)));
            write(item);
            if (item.isUndefinedLength()) {
                delimiter(ITEM_END);
            }
        }
    }

    /** Length in bytes of a data set in this encoding, without delimiters of its own. */
    long length(DataSet dataSet) throws ImagingException {
        long length = 0;
        for (Element element : dataSet) {
            Vr vr = writtenVr(element);
            length += explicit && vr.hasLongLength() ? 12 : 8;
            if (element.vr() == Vr.SQ) {
                ElementWriter inside = element.wasUnknown() && explicit ? new ElementWriter(out, false, bigEndian)
                        : this;
                length += inside.itemsLength(element.items()) + (element.isUndefinedLength() ? 8 : 0);
            } else {
                length += element.lengthBytes();
            }
        }
        return length;
    }

    private long itemsLength(List<DataSet> items) throws ImagingException {
        long length = 0;
        for (DataSet item : items) {
            length += 8 + length(item) + (item.isUndefinedLength() ? 8 : 0);
        }
        return length;
    }

    private static int checked(long length) throws ImagingException {
        if (length > 0xfffffffeL) {
            throw new ImagingException.LimitExceeded("length field", length, 0xfffffffeL);
        }
        return (int) length;
    }

    private void copy(BulkValue value, int unitBytes) throws IOException, ImagingException {
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, value.lengthBytes()))];
        boolean swapped = value.isBigEndian() != bigEndian && unitBytes > 1;
        for (long at = 0; at < value.lengthBytes(); at += buffer.length) {
            int count = (int) Math.min(buffer.length, value.lengthBytes() - at);
            value.read(at, buffer, 0, count);
            if (swapped) {
                ByteSwap.swap(buffer, 0, count, unitBytes);
            }
            out.write(buffer, 0, count);
        }
    }

    private void header(int tag, Vr vr, int length) throws IOException {
        tag(tag);
        if (!explicit) {
            i32(length);
            return;
        }
        out.write(vr.name().charAt(0));
        out.write(vr.name().charAt(1));
        if (vr.hasLongLength()) {
            u16(0);
            i32(length);
        } else {
            u16(length);
        }
    }

    private void delimiter(int tag) throws IOException {
        tag(tag);
        i32(0);
    }

    private void tag(int tag) throws IOException {
        u16(tag >>> 16);
        u16(tag);
    }

    private void u16(int number) throws IOException {
        out.write(bigEndian ? number >>> 8 : number);
        out.write(bigEndian ? number : number >>> 8);
    }

    private void i32(int number) throws IOException {
        u16(bigEndian ? number >>> 16 : number);
        u16(bigEndian ? number : number >>> 16);
    }
}
