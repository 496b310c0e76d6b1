package org.lantern.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes the packets of a single quality layer, ITU-T T.800 B.9 and B.10. */
final class J2kPacketWriter {
    private static final int INITIAL_LENGTH_BITS = 3;

    private final ByteArrayOutputStream out;
    private int held;
    private int room;
    private boolean afterOnes;

    J2kPacketWriter(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** What was coded of a block. */
    interface CodedBlocks {
        J2kEncoder.Coded of(J2kTile.Block block);
    }

    void packet(J2kTile.Precinct precinct, CodedBlocks blocks) {
        held = 0;
        room = 8;
        afterOnes = false;
        put(1, 1);
        for (J2kTile.PrecinctBand band : precinct.bands) {
            header(band, blocks);
        }
        if (room < (afterOnes ? 7 : 8) || afterOnes) {
            emit();
            if (afterOnes) {
                emit();
            }
        }
        for (J2kTile.PrecinctBand band : precinct.bands) {
            band.blocks().forEach(block -> out.writeBytes(blocks.of(block).bytes()));
        }
    }

    private void header(J2kTile.PrecinctBand band, CodedBlocks blocks) {
        int count = band.blocks().size();
        int down = count / band.across();
        int[] absent = new int[count];
        int[] zeroPlanes = new int[count];
        for (int i = 0; i < count; i++) {
            J2kTile.Block block = band.blocks().get(i);
            J2kEncoder.Coded coded = blocks.of(block);
            absent[i] = coded.passes() == 0 ? 1 : 0;
            zeroPlanes[i] = block.band.planes - coded.planes();
        }
        Tree inclusion = new Tree(band.across(), down, absent);
        Tree planes = new Tree(band.across(), down, zeroPlanes);
        for (int i = 0; i < count; i++) {
            int x = i % band.across();
            int y = i / band.across();
            inclusion.put(x, y, 1);
            if (absent[i] == 0) {
                J2kEncoder.Coded coded = blocks.of(band.blocks().get(i));
                planes.put(x, y, Integer.MAX_VALUE);
                passes(coded.passes());
                length(coded.bytes().length, coded.passes());
            }
        }
    }

    /** Table B.4. */
    private void passes(int passes) {
        if (passes <= 2) {
            put(2 * (passes - 1), passes);
        } else if (passes <= 5) {
            put(3 << 2 | passes - 3, 4);
        } else if (passes <= 36) {
            put(15 << 5 | passes - 6, 9);
        } else {
            put(511 << 7 | passes - 37, 16);
        }
    }

    /** B.10.7.1. */
    private void length(int bytes, int passes) {
        int more = 31 - Integer.numberOfLeadingZeros(passes);
        int needed = 32 - Integer.numberOfLeadingZeros(bytes);
        int bits = INITIAL_LENGTH_BITS;
        for (; bits + more < needed; bits++) {
            put(1, 1);
        }
        put(0, 1);
        put(bytes, bits + more);
    }

    private void put(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            held = held << 1 | value >> i & 1;
            if (--room == 0) {
                emit();
            }
        }
    }

    private void emit() {
        int value = held << room & 0xff;
        out.write(value);
        afterOnes = value == 0xff;
        held = 0;
        room = afterOnes ? 7 : 8;
    }

    /** A tag tree, B.10.2. */
    private final class Tree {
        private final int[] widths;
        private final int[] starts;
        private final int[] values;
        private final int[] told;
        private final boolean[] known;

        Tree(int width, int height, int[] leaves) {
            int levels = 1;
            for (int w = width, h = height; w > 1 || h > 1; w = w + 1 >> 1, h = h + 1 >> 1) {
                levels++;
            }
            widths = new int[levels];
            starts = new int[levels + 1];
            for (int i = 0, w = width, h = height; i < levels; i++, w = w + 1 >> 1, h = h + 1 >> 1) {
                widths[i] = w;
                starts[i + 1] = starts[i] + w * h;
            }
            values = Arrays.copyOf(leaves, starts[levels]);
            Arrays.fill(values, leaves.length, values.length, Integer.MAX_VALUE);
            told = new int[values.length];
            known = new boolean[values.length];
            for (int level = 1; level < levels; level++) {
                for (int i = starts[level - 1]; i < starts[level]; i++) {
                    int x = (i - starts[level - 1]) % widths[level - 1];
                    int y = (i - starts[level - 1]) / widths[level - 1];
                    int parent = starts[level] + (y >> 1) * widths[level] + (x >> 1);
                    values[parent] = Math.min(values[parent], values[i]);
                }
            }
        }

        /** Writes as much as decides whether a leaf's value is below a threshold. */
        void put(int x, int y, int threshold) {
            int least = 0;
            for (int level = widths.length - 1; level >= 0; level--) {
                int node = starts[level] + (y >> level) * widths[level] + (x >> level);
                least = Math.max(least, told[node]);
                while (!known[node] && least < threshold) {
                    if (values[node] == least) {
                        J2kPacketWriter.this.put(1, 1);
                        known[node] = true;
                    } else {
                        J2kPacketWriter.this.put(0, 1);
                        least++;
                    }
                }
                told[node] = least;
            }
        }
    }
}
