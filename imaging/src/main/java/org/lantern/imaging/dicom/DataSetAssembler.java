package org.lantern.imaging.dicom;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Puts data sets together while their bytes are read: a reader says where each element lies, nested data sets from the
 * inside out, and hands over the bytes at the end. Nothing is decoded here. Not for use by several threads.
 */
public final class DataSetAssembler {
    static final int STRIDE = 4;
    static final int CODE = 1;
    static final int OFFSET = 2;
    static final int LENGTH = 3;
    /** Flag in the code: the element came as UN and is known better. */
    public static final int WAS_UN = 0x100;

    private final ValueStore store;
    private int[] index = new int[STRIDE * 96];
    private Object[] parts = new Object[96];
    private int top;
    private int[] bases = new int[16];
    private int depth;

    /** @param bigEndian the byte order of the numbers in all the data sets */
    public DataSetAssembler(boolean bigEndian) {
        store = new ValueStore(bigEndian);
    }

    /** Starts a data set inside the present one, or the first. */
    public void begin() {
        if (depth == bases.length) {
            bases = Arrays.copyOf(bases, 2 * depth);
        }
        bases[depth++] = top;
    }

    /** @param offset of the value in the bytes that {@link #finish} gets; {@code length}: of the value, 0 or more */
    public void add(int tag, int vrCode, int offset, int length) {
        add(tag, vrCode, offset, length, null);
    }

    /** @param undefinedLength how the sequence was written; it is written again in the same way */
    public void addSequence(int tag, boolean wasUn, int offset, boolean undefinedLength, List<DataSet> items) {
        add(tag, Vr.SQ.ordinal() | (wasUn ? WAS_UN : 0), offset, undefinedLength ? -1 : 0, items);
    }

    /** An element whose value stays where it is. */
    public void addBulk(int tag, int vrCode, int offset, BulkValue value) {
        add(tag, vrCode, offset, value.isEncapsulated() ? -1 : 0, value);
    }

    private void add(int tag, int vrCode, int offset, int length, Object part) {
        if (top == parts.length) {
            parts = Arrays.copyOf(parts, 2 * top);
            index = Arrays.copyOf(index, 2 * index.length);
        }
        int at = top * STRIDE;
        index[at] = tag;
        index[at + CODE] = vrCode;
        index[at + OFFSET] = offset;
        index[at + LENGTH] = length;
        parts[top++] = part;
    }

    /**
     * Ends the data set that was begun last.
     *
     * @param pixelRepresentation 1 for signed, which settles attributes that are US or SS
     * @param undefinedLength for an item: how it was written
     * @param repeated gets each tag that stood there before; the first one is kept
     */
    public DataSet end(CharacterSet characterSet, int pixelRepresentation, boolean undefinedLength,
            IntConsumer repeated) {
        int base = bases[--depth];
        int count = top - base;
        int[] own = Arrays.copyOfRange(index, base * STRIDE, top * STRIDE);
        Object[] ownParts = null;
        boolean ascending = true;
        for (int i = 0; i < count; i++) {
            Object part = parts[base + i];
            if (part != null) {
                if (ownParts == null) {
                    ownParts = new Object[count];
                }
                ownParts[i] = part;
                parts[base + i] = null;
            }
            int at = i * STRIDE;
            if ((own[at + CODE] & 0xff) == VrCode.US_OR_SS) {
                own[at + CODE] += (pixelRepresentation == 1 ? Vr.SS : Vr.US).ordinal() - VrCode.US_OR_SS;
            }
            ascending &= i == 0 || Integer.compareUnsigned(own[at - STRIDE], own[at]) < 0;
        }
        top = base;
        if (!ascending) {
            return sorted(own, ownParts, count, characterSet, undefinedLength, repeated);
        }
        return new DataSet(own, ownParts, store, characterSet, undefinedLength);
    }

    private DataSet sorted(int[] own, Object[] ownParts, int count, CharacterSet characterSet, boolean undefinedLength,
            IntConsumer repeated) {
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = ((own[i * STRIDE] & 0xffffffffL) << 32 | i) + Long.MIN_VALUE;
        }
        Arrays.sort(order);
        int[] index = new int[own.length];
        Object[] sortedParts = ownParts == null ? null : new Object[count];
        int kept = 0;
        for (long key : order) {
            int from = (int) key;
            if (kept > 0 && index[(kept - 1) * STRIDE] == own[from * STRIDE]) {
                repeated.accept(own[from * STRIDE]);
                continue;
            }
            System.arraycopy(own, from * STRIDE, index, kept * STRIDE, STRIDE);
            if (sortedParts != null) {
                sortedParts[kept] = ownParts[from];
            }
            kept++;
        }
        return new DataSet(kept == count ? index : Arrays.copyOf(index, kept * STRIDE),
                sortedParts == null || kept == count ? sortedParts : Arrays.copyOf(sortedParts, kept), store,
                characterSet, undefinedLength);
    }

    /**
     * Whether a private element of the data set that was begun last is a sequence by the private dictionary.
     *
     * @param bytes that the offsets of the elements count in
     */
    public boolean isPrivateSequence(int tag, byte[] bytes) {
        int creator = new Tag(tag).privateCreator().code();
        for (int i = bases[depth - 1]; i < top; i++) {
            if (index[i * STRIDE] == creator && parts[i] == null) {
                String name = new String(bytes, index[i * STRIDE + OFFSET], index[i * STRIDE + LENGTH],
                        StandardCharsets.ISO_8859_1);
                return PrivateDictionary.of(Values.trimEnd(name).stripLeading(), new Tag(tag))
                        .filter(entry -> entry.vr() == Vr.SQ).isPresent();
            }
        }
        return false;
    }

    /** How many data sets are begun and not ended. */
    public int depth() {
        return depth;
    }

    /**
     * Gives all data sets their bytes. They must not be changed afterwards.
     *
     * @param gapPairs a place in {@code bytes} and the distance to its place in the source from there on, ascending
     */
    public void finish(byte[] bytes, long[] gapPairs) {
        store.fill(bytes, gapPairs);
    }
}
