package org.lantern.imaging.enhance;

/**
 * Equal tiles over an image, and the bilinear mix of their tables. Where the image does not divide evenly it is thought
 * to go on as its own mirror, without repeating the last row or column.
 */
final class TileGrid {
    // Added to a number of up to 22 bits, this leaves the number, rounded half to even, in the lowest bits.
    private static final float ROUNDING = 0x1.8p23f;
    private static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);

    private final int rows;
    private final int columns;
    private final int tiles;
    private final int width;
    private final int height;
    private final int[] leftTile;
    private final int[] rightTile;
    private final float[] rightShare;

    TileGrid(int rows, int columns, int tiles) {
        this.rows = rows;
        this.columns = columns;
        this.tiles = tiles;
        boolean even = rows % tiles == 0 && columns % tiles == 0;
        width = even ? columns / tiles : (columns + tiles - columns % tiles) / tiles;
        height = even ? rows / tiles : (rows + tiles - rows % tiles) / tiles;
        leftTile = new int[columns];
        rightTile = new int[columns];
        rightShare = new float[columns];
        for (int column = 0; column < columns; column++) {
            float place = column * (1f / width) - 0.5f;
            int left = (int) Math.floor(place);
            rightShare[column] = place - left;
            leftTile[column] = Math.max(left, 0);
            rightTile[column] = Math.min(left + 1, tiles - 1);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int tilePixels() {
        return width * height;
    }

    int mirroredRow(int row) {
        return mirrored(row, rows);
    }

    int mirroredColumn(int column) {
        return mirrored(column, columns);
    }

    private static int mirrored(int index, int count) {
        if (index < count) {
            return index;
        }
        int period = Math.max(1, 2 * (count - 1));
        int folded = index % period;
        return folded < count ? folded : period - folded;
    }

    /**
     * Replaces the levels of a row by the mix of what the four nearest tiles make of them.
     *
     * @param tables tile by tile, row by row
     */
    void mix(int row, int[] line, char[][] tables) {
        float place = row * (1f / height) - 0.5f;
        int upper = (int) Math.floor(place);
        float lowerShare = place - upper;
        float upperShare = 1 - lowerShare;
        int above = Math.max(upper, 0) * tiles;
        int below = Math.min(upper + 1, tiles - 1) * tiles;
        int column = 0;
        while (column < columns) {
            int left = leftTile[column];
            int right = rightTile[column];
            char[] aboveLeft = tables[above + left];
            char[] aboveRight = tables[above + right];
            char[] belowLeft = tables[below + left];
            char[] belowRight = tables[below + right];
            for (; column < columns && leftTile[column] == left && rightTile[column] == right; column++) {
                int level = line[column];
                float share = rightShare[column];
                float rest = 1 - share;
                float mixed = (aboveLeft[level] * rest + aboveRight[level] * share) * upperShare
                        + (belowLeft[level] * rest + belowRight[level] * share) * lowerShare;
                line[column] = Float.floatToRawIntBits(mixed + ROUNDING) - ROUNDING_BITS;
            }
        }
    }
}
