package org.lantern.imaging.dicom.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.CharacterSet;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetAssembler;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.VrCode;

/**
 * Walks the elements of one data set in one byte order (PS3.5 section 7). It indexes; it decodes nothing but what it
 * needs on the way: the character set and Pixel Representation. Faults in the data end up in the warnings.
 */
final class HeaderParser implements IntConsumer {
    private static final int ITEM = 0xfffee000;
    private static final int ITEM_END = 0xfffee00d;
    private static final int SEQUENCE_END = 0xfffee0dd;
    private static final int CHARACTER_SET = 0x00080005;
    private static final int PIXEL_REPRESENTATION = 0x00280103;
    private static final int UNDEFINED = -1;

    private final HeaderWindow window;
    private final boolean bigEndian;
    private final ParseLimits limits;
    private final List<Warning> warnings;
    private final boolean untilPixelData;
    private final DataSetAssembler assembler;
    private int at;
    private int elements;
    private boolean stopped;
    private PixelData pixelData;
    private int pixelRepresentation;
    /** The value of the last element, if it is in memory; else its length is negative. */
    private int lastOffset;
    private int lastLength;

    /** @param untilPixelData whether to stop there, with what follows unread */
    HeaderParser(HeaderWindow window, int start, boolean bigEndian, ParseLimits limits, List<Warning> warnings,
            boolean untilPixelData) {
        this.window = window;
        this.at = start;
        this.bigEndian = bigEndian;
        this.limits = limits;
        this.warnings = warnings;
        this.untilPixelData = untilPixelData;
        this.assembler = new DataSetAssembler(bigEndian);
    }

    /** File meta information: the elements of group 0002, however long they say they are. */
    DataSet meta() throws ImagingException {
        assembler.begin();
        while (!stopped && window.ensure(at, 8) && (tag(at) & 0xffff0000) == 0x00020000) {
            element(true, 0, CharacterSet.DEFAULT, window.size);
        }
        DataSet meta = assembler.end(CharacterSet.DEFAULT, 0, false, this);
        assembler.finish(Arrays.copyOf(window.bytes, Math.min(at, window.filled)), window.gaps());
        return meta;
    }

    /** Everything from the present place to the end of the source, or to the pixel data. */
    DataSet dataSet(boolean explicit) throws ImagingException {
        DataSet dataSet = dataSet(window.size, explicit, 0, CharacterSet.DEFAULT, false);
        assembler.finish(window.trimmed(Math.min(at, window.filled)), window.gaps());
        return dataSet;
    }

    int offset() {
        return at;
    }

    PixelData pixelData() {
        return pixelData;
    }

    private DataSet dataSet(long end, boolean explicit, int depth, CharacterSet inherited, boolean undefined)
            throws ImagingException {
        CharacterSet characterSet = inherited;
        int outerSign = pixelRepresentation;
        assembler.begin();
        long previous = -1;
        while (!stopped && window.position(at) < end) {
            if (!window.ensure(at, 8)) {
                warn(Warning.Kind.TRUNCATED, 0);
                stopped = true;
                break;
            }
            int tag = tag(at);
            if ((tag & 0xffff0000) == 0xfffe0000) {
                if (depth > 0 && (tag == ITEM_END || undefined)) {
                    if (tag == ITEM_END) {
                        at += 8;
                    } else {
                        warn(Warning.Kind.ODD_HEADER, tag);
                    }
                    break;
                }
                warn(Warning.Kind.ODD_HEADER, tag);
                at += 8;
                continue;
            }
            if (tag == 0 && depth == 0) {
                warn(Warning.Kind.TRAILING_BYTES, tag);
                break;
            }
            if (Integer.toUnsignedLong(tag) < previous) {
                warn(Warning.Kind.NOT_ASCENDING, tag);
            }
            previous = Integer.toUnsignedLong(tag);
            element(explicit, depth, characterSet, end);
            if (tag == CHARACTER_SET) {
                characterSet = lastCharacterSet(characterSet);
            } else if (tag == PIXEL_REPRESENTATION && lastLength == 2) {
                pixelRepresentation = u16(lastOffset);
            }
        }
        DataSet dataSet = assembler.end(characterSet, pixelRepresentation, undefined, this);
        pixelRepresentation = outerSign;
        return dataSet;
    }

    private CharacterSet lastCharacterSet(CharacterSet otherwise) {
        if (lastLength < 0) {
            return otherwise;
        }
        String terms = new String(window.bytes, lastOffset, lastLength, StandardCharsets.ISO_8859_1);
        List<String> list = new ArrayList<>();
        for (String term : terms.split("\\\\", -1)) {
            list.add(term.replace('\0', ' ').strip());
        }
        return CharacterSet.of(list);
    }

    /** An element that occurs again in its data set. */
    @Override
    public void accept(int tag) {
        warn(Warning.Kind.REPEATED, tag);
    }

    /** One element with all that is in it; {@code at} is on its header, of which 8 bytes are there. */
    private void element(boolean explicit, int depth, CharacterSet characterSet, long end) throws ImagingException {
        count();
        int tag = tag(at);
        int code;
        int length;
        int header = 8;
        lastLength = -1;
        if (explicit) {
            Vr vr = Vr.ofLetters(window.bytes[at + 4], window.bytes[at + 5]);
            if (vr == null) {
                code = -1;
                length = 0;
            } else if (vr.hasLongLength()) {
                if (!window.ensure(at, 12)) {
                    truncated(tag);
                    return;
                }
                code = vr.ordinal();
                length = i32(at + 8);
                header = 12;
            } else {
                code = vr.ordinal();
                length = u16(at + 6);
            }
            if (code < 0) {
                oddHeader(tag, depth, characterSet, end);
                return;
            }
        } else {
            code = VrCode.ofTag(tag);
            length = i32(at + 4);
        }
        at += header;
        value(tag, code, length, explicit, depth, characterSet, end);
    }

    /** An element without a VR that we know, in an explicit VR data set. */
    private void oddHeader(int tag, int depth, CharacterSet characterSet, long end) throws ImagingException {
        int first = window.bytes[at + 4];
        int second = window.bytes[at + 5];
        if (first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z' && window.ensure(at, 12)) {
            warn(Warning.Kind.UNKNOWN_VR, tag);
            boolean isLong = u16(at + 6) == 0 && Integer.toUnsignedLong(i32(at + 8)) <= end - window.position(at + 12);
            int length = isLong ? i32(at + 8) : u16(at + 6);
            at += isLong ? 12 : 8;
            value(tag, Vr.UN.ordinal(), length, true, depth, characterSet, end);
            return;
        }
        warn(Warning.Kind.ODD_HEADER, tag);
        int length = i32(at + 4);
        int code = VrCode.ofTag(tag);
        if (length != UNDEFINED && Integer.toUnsignedLong(length) > end - window.position(at + 8)) {
            length = u16(at + 6);
            code = Vr.UN.ordinal();
        }
        at += 8;
        value(tag, code, length, false, depth, characterSet, end);
    }

    private void value(int tag, int code, int length, boolean explicit, int depth, CharacterSet characterSet, long end)
            throws ImagingException {
        boolean pixels = depth == 0 && (tag == 0x7fe00010 || tag == 0x7fe00008 || tag == 0x7fe00009);
        if (length == UNDEFINED) {
            undefinedLength(tag, code, explicit, depth, characterSet, end, pixels);
            return;
        }
        long wanted = Integer.toUnsignedLong(length);
        long here = window.position(at);
        if (pixels) {
            pixelData = new PixelData(new Tag(tag), VrCode.vr(code), here, wanted, false);
            if (wanted > window.size - here) {
                truncated(tag);
                return;
            }
            if (untilPixelData) {
                stopped = true;
                return;
            }
        }
        if (wanted > window.size - here) {
            if ((code & 0xff) == Vr.SQ.ordinal() && end == window.size) {
                warn(Warning.Kind.TRUNCATED, tag);
                sequence(tag, false, end, explicit, depth, characterSet, false);
                stopped = true;
            } else {
                truncated(tag);
            }
            return;
        }
        if (wanted > end - here) {
            warn(Warning.Kind.OVERLONG, tag);
            at = window.skip(at, end - here);
            return;
        }
        int known = code;
        if (code == Vr.UN.ordinal() && explicit && !bigEndian) {
            int better = VrCode.ofTag(tag);
            known = better == VrCode.UNKNOWN && (tag & 0x10000) == 0 ? code : better | DataSetAssembler.WAS_UN;
        }
        if ((known & 0xff) == VrCode.UNKNOWN && wanted >= 8 && window.ensure(at, 8) && tag(at) == ITEM
                && (tag & 0x10000) != 0 && assembler.isPrivateSequence(tag, window.bytes)) {
            known += Vr.SQ.ordinal() - VrCode.UNKNOWN;
        }
        if ((known & 0xff) == Vr.SQ.ordinal()) {
            boolean wasUn = (known & DataSetAssembler.WAS_UN) != 0;
            if (wanted == 0 || wanted >= 8 && window.ensure(at, 8) && (tag(at) == ITEM || tag(at) == SEQUENCE_END)) {
                sequence(tag, wasUn, here + wanted, explicit && !wasUn, depth, characterSet, false);
                return;
            }
            warn(Warning.Kind.BROKEN_STRUCTURE, tag);
            known = Vr.UN.ordinal();
        }
        if ((length & 1) != 0) {
            warn(Warning.Kind.ODD_LENGTH, tag);
        }
        Vr vr = VrCode.vr(known & 0xff);
        if (vr.form() == Vr.Form.BYTES && (wanted > limits.bulkBytes() || pixels)) {
            assembler.addBulk(tag, known, at, new SourceValue(window.source(), here, wanted, false, bigEndian));
            at = window.skip(at, wanted);
            return;
        }
        if (wanted > limits.valueBytes()) {
            throw new ImagingException.LimitExceeded("valueBytes", wanted, limits.valueBytes());
        }
        window.ensure(at, length);
        assembler.add(tag, known, at, length);
        lastOffset = at;
        lastLength = length;
        at += length;
    }

    private void undefinedLength(int tag, int code, boolean explicit, int depth, CharacterSet characterSet, long end,
            boolean pixels) throws ImagingException {
        Vr vr = VrCode.vr(code & 0xff);
        if (pixels) {
            pixelData = new PixelData(new Tag(tag), code == VrCode.OB_OR_OW ? Vr.OB : vr, window.position(at), -1,
                    true);
            if (untilPixelData) {
                stopped = true;
                return;
            }
        }
        boolean fragments = pixels || tag == 0x7fe00010 || explicit && vr.form() == Vr.Form.BYTES && vr != Vr.UN;
        if (fragments) {
            long here = window.position(at);
            long length = fragmentsLength(tag, here, end);
            if (stopped) {
                return;
            }
            int known = code == VrCode.OB_OR_OW ? Vr.OB.ordinal() : code;
            assembler.addBulk(tag, known, at, new SourceValue(window.source(), here, length, true, bigEndian));
            at = window.skip(at, length);
            return;
        }
        boolean unknown = explicit && vr == Vr.UN;
        sequence(tag, unknown, end, explicit && !unknown, depth, characterSet, true);
    }

    /** Length of a sequence of fragments with its delimiter; stops the parser if it is broken or does not end. */
    private long fragmentsLength(int tag, long start, long end) throws ImagingException {
        byte[] header = new byte[8];
        long place = start;
        while (place <= end - 8) {
            count();
            new SourceValue(window.source(), place, 8, false, false).read(0, header, 0, 8);
            int group = u16(header, 0);
            int element = u16(header, 2);
            long length = Integer.toUnsignedLong(bigEndian ? Integer.reverseBytes(i32le(header)) : i32le(header));
            if (group != 0xfffe || element != 0xe000 && element != 0xe0dd) {
                warnings.add(new Warning(Warning.Kind.BROKEN_STRUCTURE, new Tag(tag), place));
                stopped = true;
                return 0;
            }
            place += 8;
            if (element == 0xe0dd) {
                return place - start;
            }
            if (length > end - place) {
                break;
            }
            place += length;
        }
        warnings.add(new Warning(Warning.Kind.TRUNCATED, new Tag(tag), place));
        stopped = true;
        return 0;
    }

    private void sequence(int tag, boolean wasUn, long end, boolean explicit, int depth, CharacterSet characterSet,
            boolean undefined) throws ImagingException {
        if (depth >= limits.depth()) {
            throw new ImagingException.LimitExceeded("depth", depth + 1L, limits.depth());
        }
        int offset = at;
        List<DataSet> items = new ArrayList<>(1);
        boolean ended = false;
        while (!stopped && !ended && window.position(at) < end) {
            if (!window.ensure(at, 8)) {
                truncated(tag);
                break;
            }
            int item = tag(at);
            int length = i32(at + 4);
            if (item == SEQUENCE_END) {
                at += 8;
                ended = true;
            } else if (item == ITEM) {
                count();
                at += 8;
                items.add(item(tag, length, end, explicit, depth, characterSet));
            } else if (item == ITEM_END) {
                warn(Warning.Kind.ODD_HEADER, tag);
                at += 8;
            } else {
                warn(Warning.Kind.BROKEN_STRUCTURE, tag);
                if (undefined) {
                    stopped = true;
                } else {
                    at = window.skip(at, end - window.position(at));
                }
                ended = true;
            }
        }
        if (undefined && !ended && !stopped) {
            truncated(tag);
        }
        lastLength = -1;
        assembler.addSequence(tag, wasUn, offset, undefined, List.copyOf(items));
    }

    private DataSet item(int tag, int length, long end, boolean explicit, int depth, CharacterSet characterSet)
            throws ImagingException {
        long itemEnd = end;
        if (length != UNDEFINED) {
            itemEnd = window.position(at) + Integer.toUnsignedLong(length);
            if (itemEnd > end) {
                warn(end == window.size ? Warning.Kind.TRUNCATED : Warning.Kind.OVERLONG, tag);
                itemEnd = end;
            }
        }
        return dataSet(itemEnd, explicit, depth + 1, characterSet, length == UNDEFINED);
    }

    private void count() throws ImagingException {
        if (++elements > limits.elements()) {
            throw new ImagingException.LimitExceeded("elements", elements, limits.elements());
        }
    }

    private void truncated(int tag) {
        warn(Warning.Kind.TRUNCATED, tag);
        stopped = true;
    }

    private void warn(Warning.Kind kind, int tag) {
        if (warnings.size() < 1000) {
            warnings.add(new Warning(kind, new Tag(tag), window.position(at)));
        }
    }

    private int tag(int offset) {
        return u16(offset) << 16 | u16(offset + 2);
    }

    private int u16(int offset) {
        return u16(window.bytes, offset);
    }

    private int u16(byte[] bytes, int offset) {
        int first = bytes[offset] & 0xff;
        int second = bytes[offset + 1] & 0xff;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    private int i32(int offset) {
        return bigEndian ? u16(offset) << 16 | u16(offset + 2) : u16(offset + 2) << 16 | u16(offset);
    }

    private static int i32le(byte[] header) {
        return header[4] & 0xff | (header[5] & 0xff) << 8 | (header[6] & 0xff) << 16 | header[7] << 24;
    }
}
