package org.lantern.imaging.enhance;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.ModalityLut;
import org.lantern.imaging.pixel.RowBands;
import org.lantern.imaging.pixel.ValueRange;

/**
 * Contrast limited adaptive histogram equalization (K. Zuiderveld, Graphics Gems IV, 1994): each tile is equalized by
 * its own histogram, whose peaks are cut at {@code clip} times the mean count; between tile centres the tables are mixed
 * bilinearly. Values outside the bounds are taken to be at them; the result stays within the bounds.
 *
 * @param tiles number of tiles in each direction, 1..16
 * @param clip how many times the mean a histogram bin may hold, 0.1..100; higher is stronger
 * @param bounds in the modality's unit; empty to follow the values shown
 */
public record Clahe(int tiles, double clip, Optional<ValueRange> bounds) implements Enhancement {
    private static final String TILES = "tiles";
    private static final String CLIP = "clip";

    static final EnhancementKind KIND = EnhancementKind.bounded("clahe",
            arguments -> new Clahe(arguments.whole(TILES), arguments.decimal(CLIP), arguments.bounds()),
            Parameter.whole(TILES, 1, 16, 1, 8), Parameter.decimal(CLIP, 0.1, 100, 2));

    @Override
    public EnhancementKind kind() {
        return KIND;
    }

    @Override
    public Map<String, Double> values() {
        return new Values().with(TILES, tiles).with(CLIP, clip).bounds(bounds);
    }

    @Override
    public Enhancement frozen(ValueRange shown) {
        return bounds.isPresent() ? this : new Clahe(tiles, clip, Optional.of(shown));
    }

    @Override
    public Frame apply(Frame frame, ModalityLut modality, ValueRange shown, BooleanSupplier cancelled)
            throws ImagingException {
        return Components.LUMINANCE.apply(frame, plane -> {
            ValueRange range = StoredBounds.of(plane, modality, bounds, shown);
            return range.span() == 0 ? plane : adapted(plane, new LevelRows(plane, range));
        });
    }

    private Frame adapted(Frame frame, LevelRows levels) {
        int rows = frame.format().rows();
        int columns = frame.format().columns();
        TileGrid grid = new TileGrid(rows, columns, tiles);
        char[][] tables = new char[tiles * tiles][];
        RowBands.run(tiles, tiles * grid.tilePixels(), (from, to) -> {
            for (int tileRow = from; tileRow < to; tileRow++) {
                tableRow(grid, levels, tileRow, columns, tables);
            }
        });
        RowBands.run(rows, columns, (from, to) -> {
            int[] line = new int[columns];
            for (int row = from; row < to; row++) {
                levels.read(row, line);
                grid.mix(row, line, tables);
                levels.write(row, line);
            }
        });
        return levels.target();
    }

    private void tableRow(TileGrid grid, LevelRows levels, int tileRow, int columns, char[][] tables) {
        int[][] counts = new int[tiles][levels.count()];
        int[] line = new int[columns];
        for (int row = tileRow * grid.height(); row < (tileRow + 1) * grid.height(); row++) {
            levels.read(grid.mirroredRow(row), line);
            for (int tile = 0; tile < tiles; tile++) {
                int[] bins = counts[tile];
                int end = (tile + 1) * grid.width();
                for (int column = tile * grid.width(); column < Math.min(end, columns); column++) {
                    bins[line[column]]++;
                }
                for (int column = Math.max(columns, tile * grid.width()); column < end; column++) {
                    bins[line[grid.mirroredColumn(column)]]++;
                }
            }
        }
        for (int tile = 0; tile < tiles; tile++) {
            cut(counts[tile], grid.tilePixels());
            tables[tileRow * tiles + tile] = table(counts[tile], grid.tilePixels());
        }
    }

    // What is cut off the peaks is given back to all bins alike; the remainder goes to evenly spaced ones.
    private void cut(int[] counts, int pixels) {
        int limit = Math.max(1, (int) (clip * pixels / counts.length));
        int excess = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > limit) {
                excess += counts[i] - limit;
                counts[i] = limit;
            }
        }
        int each = excess / counts.length;
        int rest = excess - each * counts.length;
        for (int i = 0; i < counts.length; i++) {
            counts[i] += each;
        }
        if (rest > 0) {
            int step = Math.max(counts.length / rest, 1);
            for (int i = 0; i < counts.length && rest > 0; i += step, rest--) {
                counts[i]++;
            }
        }
    }

    private static char[] table(int[] counts, int pixels) {
        char[] table = new char[counts.length];
        float scale = (float) (counts.length - 1) / pixels;
        int sum = 0;
        for (int level = 0; level < counts.length; level++) {
            sum += counts[level];
            table[level] = (char) Math.min(Math.rint(sum * scale), counts.length - 1);
        }
        return table;
    }
}
