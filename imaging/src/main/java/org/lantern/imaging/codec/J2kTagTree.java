package org.lantern.imaging.codec;

/** A tag tree, ITU-T T.800 B.10.2: the minimum of each two by two nodes is sent before they are. */
final class J2kTagTree {
    private final int[] widths;
    private final int[] starts;
    /** What is known of each node: its value is at least this, and whether it is exactly this. */
    private final int[] lowest;
    private final boolean[] known;

    J2kTagTree(int width, int height) {
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
        lowest = new int[starts[levels]];
        known = new boolean[starts[levels]];
    }

    /**
     * Reads as much as decides whether a leaf's value is below a threshold.
     *
     * @return the leaf's value if it is below, else the threshold
     */
    int read(J2kPacketBits bits, int x, int y, int threshold) {
        int least = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            int node = starts[level] + (y >> level) * widths[level] + (x >> level);
            least = Math.max(least, lowest[node]);
            while (!known[node] && least < threshold) {
                if (bits.read() == 1) {
                    known[node] = true;
                } else {
                    least++;
                }
            }
            lowest[node] = least;
        }
        return least;
    }
}
