package org.lantern.imaging.dicom;

/** Value representations, PS3.5 table 6.2-1. */
public enum Vr {
    AE(Form.TEXT, 1, false), AS(Form.TEXT, 1, false), AT(Form.INTEGER, 2, false), CS(Form.TEXT, 1, false),
    DA(Form.TEXT, 1, false), DS(Form.TEXT, 1, false), DT(Form.TEXT, 1, false), FD(Form.REAL, 8, false),
    FL(Form.REAL, 4, false), IS(Form.TEXT, 1, false), LO(Form.TEXT, 1, false), LT(Form.TEXT, 1, false),
    OB(Form.BYTES, 1, true), OD(Form.BYTES, 8, true), OF(Form.BYTES, 4, true), OL(Form.BYTES, 4, true),
    OV(Form.BYTES, 8, true), OW(Form.BYTES, 2, true), PN(Form.TEXT, 1, false), SH(Form.TEXT, 1, false),
    SL(Form.INTEGER, 4, false), SQ(Form.SEQUENCE, 1, true), SS(Form.INTEGER, 2, false), ST(Form.TEXT, 1, false),
    SV(Form.INTEGER, 8, true), TM(Form.TEXT, 1, false), UC(Form.TEXT, 1, true), UI(Form.TEXT, 1, false),
    UL(Form.INTEGER, 4, false), UN(Form.BYTES, 1, true), UR(Form.TEXT, 1, true), US(Form.INTEGER, 2, false),
    UT(Form.TEXT, 1, true), UV(Form.INTEGER, 8, true);

    /** What kind of bytes a value is made of. */
    public enum Form {
        /** Characters. */
        TEXT,
        /** Binary integers of one width. */
        INTEGER,
        /** IEEE 754 numbers. */
        REAL,
        /** Bytes or words without a structure of their own. */
        BYTES,
        /** Items, each a data set. */
        SEQUENCE
    }

    private static final Vr[] BY_LETTERS = byLetters();

    private final Form form;
    private final int unitBytes;
    private final boolean longLength;

    Vr(Form form, int unitBytes, boolean longLength) {
        this.form = form;
        this.unitBytes = unitBytes;
        this.longLength = longLength;
    }

    public Form form() {
        return form;
    }

    /** Bytes that are swapped together when the byte order changes: 1, 2, 4 or 8. */
    public int unitBytes() {
        return unitBytes;
    }

    /** Bytes of one value of a number: 2, 4 or 8; a tag (AT) takes 4. */
    public int valueBytes() {
        return this == AT ? 4 : unitBytes;
    }

    /** Whether explicit VR encodings give it a length field of 32 bits (PS3.5 section 7.1.2). */
    public boolean hasLongLength() {
        return longLength;
    }

    public boolean isText() {
        return form == Form.TEXT;
    }

    /** Whether its characters are those of the Specific Character Set rather than of the default repertoire. */
    public boolean usesCharacterSet() {
        return switch (this) {
            case LO, LT, PN, SH, ST, UC, UT -> true;
            default -> false;
        };
    }

    /** Whether a backslash separates values; in ST, LT, UT and UR it is a character like any other. */
    public boolean isMultiValued() {
        return switch (this) {
            case LT, ST, UT, UR -> false;
            default -> isText();
        };
    }

    /** What a text value is padded with to an even length. */
    byte padding() {
        return (byte) (isText() && this != UI ? ' ' : 0);
    }

    /** The VR that two ASCII letters name, or null. */
    public static Vr ofLetters(int first, int second) {
        int column = first - 'A';
        int row = second - 'A';
        return (column | row) < 0 || column > 25 || row > 25 ? null : BY_LETTERS[column * 26 + row];
    }

    private static Vr[] byLetters() {
        Vr[] table = new Vr[26 * 26];
        for (Vr vr : values()) {
            String name = vr.name();
            table[(name.charAt(0) - 'A') * 26 + name.charAt(1) - 'A'] = vr;
        }
        return table;
    }
}
