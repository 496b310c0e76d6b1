package org.lantern.app.feature.viewer;

/**
 * How the viewports lie beside each other.
 *
 * @param columns 1..4
 * @param rows 1..4
 */
record Layout(int columns, int rows) {
    static final int MOST = 4;
    static final Layout ONE = new Layout(1, 1);
    static final Layout TWO = new Layout(2, 1);
    static final Layout FOUR = new Layout(2, 2);

    Layout {
        if (columns < 1 || columns > MOST || rows < 1 || rows > MOST) {
            throw new IllegalArgumentException("1 to 4 columns and rows");
        }
    }

    int count() {
        return columns * rows;
    }
}
