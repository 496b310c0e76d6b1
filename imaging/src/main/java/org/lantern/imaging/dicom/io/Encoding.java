package org.lantern.imaging.dicom.io;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.VrCode;

/** In which of the three encodings a data set is, found out from its first element. */
enum Encoding {
    IMPLICIT_LITTLE(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN), EXPLICIT_LITTLE(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
    EXPLICIT_BIG(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    private final TransferSyntax syntax;

    Encoding(TransferSyntax syntax) {
        this.syntax = syntax;
    }

    TransferSyntax syntax() {
        return syntax;
    }

    boolean explicitVr() {
        return syntax.isExplicitVr();
    }

    boolean bigEndian() {
        return syntax.isBigEndian();
    }

    boolean agreesWith(TransferSyntax declared) {
        return explicitVr() == declared.isExplicitVr() && bigEndian() == declared.isBigEndian();
    }

    /** Where the first element is: after preamble and prefix, after a prefix alone, or at the start. */
    static int start(HeaderWindow window) throws ImagingException {
        if (window.ensure(0, 132) && isPrefix(window, 128)
                && (isMeta(window, 132) || guess(window, 132) != null || guess(window, 0) == null)) {
            return 132;
        }
        if (window.ensure(0, 4) && isPrefix(window, 0)) {
            return 4;
        }
        if (isMeta(window, 0) || guess(window, 0) != null) {
            return 0;
        }
        if (isIdentifying(window, 1)) {
            return 1;
        }
        throw new ImagingException.NotDicom("neither a DICM prefix nor a data element at the start");
    }

    private static boolean isPrefix(HeaderWindow window, int offset) {
        byte[] bytes = window.bytes;
        return bytes[offset] == 'D' && bytes[offset + 1] == 'I' && bytes[offset + 2] == 'C'
                && bytes[offset + 3] == 'M';
    }

    /**
     * Whether an element of group 0008 with the VR of the dictionary stands there: what was cut out of a file or a stream
     * with one byte too many begins with it.
     */
    private static boolean isIdentifying(HeaderWindow window, int offset) throws ImagingException {
        if (!window.ensure(offset, 8) || window.bytes[offset] != 8 || window.bytes[offset + 1] != 0) {
            return false;
        }
        Vr vr = Vr.ofLetters(window.bytes[offset + 4], window.bytes[offset + 5]);
        return vr != null && VrCode.ofTag(tag(window.bytes, offset)) == vr.ordinal();
    }

    /** Whether a little-endian element of group 0002 stands there, in explicit or in implicit VR. */
    static boolean isMeta(HeaderWindow window, int offset) throws ImagingException {
        return window.ensure(offset, 8) && window.bytes[offset] == 2 && window.bytes[offset + 1] == 0
                && (hasVr(window, offset) || isKnown(window, offset));
    }

    /** The declared encoding, unless the first element cannot be read in it and can be in another. */
    static Encoding find(HeaderWindow window, int start, TransferSyntax declared, boolean hasMeta)
            throws ImagingException {
        Encoding guessed = guess(window, start);
        Encoding wanted = declared == null ? null
                : declared.isBigEndian() ? EXPLICIT_BIG : declared.isExplicitVr() ? EXPLICIT_LITTLE : IMPLICIT_LITTLE;
        if (guessed != null) {
            return guessed;
        }
        if (wanted != null) {
            return wanted;
        }
        if (hasMeta) {
            return IMPLICIT_LITTLE;
        }
        throw new ImagingException.NotDicom("the first element is in no known encoding");
    }

    private static Encoding guess(HeaderWindow window, int offset) throws ImagingException {
        if (!window.ensure(offset, 8)) {
            return null;
        }
        if (!hasVr(window, offset)) {
            return isKnown(window, offset) ? IMPLICIT_LITTLE : null;
        }
        int tag = tag(window.bytes, offset);
        int swapped = (tag & 0xff00ff) << 8 | tag >>> 8 & 0xff00ff;
        boolean little = VrCode.ofTag(tag) != VrCode.UNKNOWN;
        boolean big = VrCode.ofTag(swapped) != VrCode.UNKNOWN;
        if (little && big) {
            return Integer.compareUnsigned(tag, swapped) <= 0 ? EXPLICIT_LITTLE : EXPLICIT_BIG;
        }
        return little ? EXPLICIT_LITTLE : big ? EXPLICIT_BIG : null;
    }

    private static int tag(byte[] b, int offset) {
        return (b[offset + 1] & 0xff) << 24 | (b[offset] & 0xff) << 16 | (b[offset + 3] & 0xff) << 8
                | b[offset + 2] & 0xff;
    }

    private static boolean hasVr(HeaderWindow window, int offset) {
        return Vr.ofLetters(window.bytes[offset + 4], window.bytes[offset + 5]) != null;
    }

    /** Whether the dictionary has the tag and the value is not longer than the source. */
    private static boolean isKnown(HeaderWindow window, int offset) {
        byte[] b = window.bytes;
        int tag = tag(b, offset);
        long length = (b[offset + 4] & 0xff | (b[offset + 5] & 0xff) << 8 | (b[offset + 6] & 0xff) << 16
                | b[offset + 7] << 24) & 0xffffffffL;
        boolean undefined = length == 0xffffffffL && VrCode.ofTag(tag) == Vr.SQ.ordinal();
        return VrCode.ofTag(tag) != VrCode.UNKNOWN
                && (undefined || length <= window.size - window.position(offset + 8));
    }
}
