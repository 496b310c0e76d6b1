package org.lantern.imaging.pixel;

import java.util.Arrays;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/** Reads palettes, plain or segmented, PS3.3 C.7.6.3.1.5, C.7.6.3.1.6 and C.7.9.2. */
final class PaletteReader {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private enum Component {
        RED(Tag.RedPaletteColorLookupTableDescriptor, Tag.RedPaletteColorLookupTableData,
                Tag.SegmentedRedPaletteColorLookupTableData, 16),
        GREEN(Tag.GreenPaletteColorLookupTableDescriptor,
                Tag.GreenPaletteColorLookupTableData, Tag.SegmentedGreenPaletteColorLookupTableData,
                8),
        BLUE(Tag.BluePaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableData,
                Tag.SegmentedBluePaletteColorLookupTableData, 0);

        private final Tag descriptor;
        private final Tag data;
        private final Tag segments;
        private final int shift;

        Component(Tag descriptor, Tag data, Tag segments, int shift) {
            this.descriptor = descriptor;
            this.data = data;
            this.segments = segments;
            this.shift = shift;
        }
    }

    private PaletteReader() {}

    static Palette read(DataSet dataSet, boolean signed) throws ImagingException {
        int[] argb = null;
        int firstMapped = 0;
        for (Component component : Component.values()) {
            LookupTable table = table(dataSet, component, signed);
            if (argb == null) {
                argb = new int[table.entries().length];
                Arrays.fill(argb, ImageRenderer.OPAQUE);
                firstMapped = table.firstMapped();
            } else if (argb.length != table.entries().length || firstMapped != table.firstMapped()) {
                throw new ImagingException.Malformed(component.descriptor.code(), 0,
                        "the components' palettes differ in length or start");
            }
            int down = eightBitShift(table);
            for (int i = 0; i < argb.length; i++) {
                argb[i] |= (table.entries()[i] >> down & 0xff) << component.shift;
            }
        }
        return new Palette(firstMapped, argb);
    }

    // Some writers say 16 bits and then count in 8.
    private static int eightBitShift(LookupTable table) {
        return table.bits() > 8 && table.outputs().highest() > 255 ? table.bits() - 8 : 0;
    }

    private static LookupTable table(DataSet dataSet, Component component, boolean signed) throws ImagingException {
        if (dataSet.contains(component.data) || !dataSet.contains(component.segments)) {
            return LookupTableReader.read(dataSet, component.descriptor, component.data, signed);
        }
        LookupTableReader.Descriptor descriptor = LookupTableReader.descriptor(dataSet, component.descriptor, signed);
        int[] words = LookupTableReader.words(dataSet, component.segments);
        Expansion expansion = new Expansion(words, component.segments, descriptor.count());
        expansion.run(0, Integer.MAX_VALUE, true);
        if (expansion.filled != descriptor.count()) {
            throw new ImagingException.Malformed(component.segments.code(), 0,
                    expansion.filled + " entries instead of " + descriptor.count());
        }
        return new LookupTable(descriptor.firstMapped(), descriptor.bits(), expansion.entries);
    }

    /** Turns segments into entries. */
    private static final class Expansion {
        private final int[] words;
        private final Tag tag;
        private final int[] entries;
        private int filled;
        private int steps;

        Expansion(int[] words, Tag tag, int count) {
            this.words = words;
            this.tag = tag;
            this.entries = new int[count];
        }

        /**
         * @param start index of the first word
         * @param segments how many, or all until the words end
         * @param indirectAllowed false inside of an indirect segment, which cannot hold another
         */
        void run(int start, int segments, boolean indirectAllowed) throws ImagingException {
            int at = start;
            for (int segment = 0; segment < segments && filled < entries.length; segment++) {
                if (segments == Integer.MAX_VALUE && at >= words.length) {
                    return;
                }
                // empty segments, repeated by indirect ones, would go on without end and without an entry
                if (++steps > words.length + entries.length) {
                    throw malformed("more segments than entries");
                }
                int opcode = word(at);
                int length = word(at + 1);
                switch (opcode) {
                    case DISCRETE -> {
                        for (int i = 0; i < length; i++) {
                            add(word(at + 2 + i));
                        }
                        at += 2 + length;
                    }
                    case LINEAR -> {
                        line(length, word(at + 2));
                        at += 3;
                    }
                    case INDIRECT -> {
                        if (!indirectAllowed) {
                            throw malformed("nested indirect segment");
                        }
                        // The offset counts bytes.
                        run((word(at + 3) << 16 | word(at + 2)) / 2, length, false);
                        at += 4;
                    }
                    default -> throw malformed("segment of type " + opcode);
                }
            }
        }

        private void line(int length, int end) throws ImagingException {
            if (filled == 0) {
                throw malformed("a linear segment needs a start");
            }
            int start = entries[filled - 1];
            for (int i = 1; i <= length; i++) {
                add((int) Math.rint(start + (end - start) * (double) i / length));
            }
        }

        private int word(int at) throws ImagingException {
            if (at < 0 || at >= words.length) {
                throw malformed("segments end early");
            }
            return words[at];
        }

        private void add(int entry) throws ImagingException {
            if (filled == entries.length) {
                throw malformed("more entries than described");
            }
            entries[filled++] = entry;
        }

        private ImagingException malformed(String what) {
            return new ImagingException.Malformed(tag.code(), 0, what);
        }
    }
}
