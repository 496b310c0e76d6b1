package org.lantern.imaging.phantom;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.lantern.imaging.dicom.DataSet;

/**
 * A synthetic series. The same values make the same bytes; the time is the caller's.
 *
 * @param slices number of images, or of frames in cine; 1..5000. The part of the body that they cover does not change.
 * @param rows 16..8192; the field of view does not change
 * @param columns 16..8192
 * @param acquired date and time of the acquisition, down to seconds
 */
public record Phantom(Kind kind, int slices, int rows, int columns, long seed, PhantomPatient patient,
        LocalDateTime acquired) {
    /** What can be made, with the sizes that are usual for it. */
    public enum Kind {
        CT_HEAD("ct-head", 48, 512, 512), CT_CHEST("ct-chest", 60, 512, 512), MR_BRAIN("mr-brain", 40, 320,
                288),
        DR_CHEST("dr-chest", 1, 3000, 2520), US_CINE("us-cine", 36, 480, 640);

        private final String term;
        private final int slices;
        private final int rows;
        private final int columns;

        Kind(String term, int slices, int rows, int columns) {
            this.term = term;
            this.slices = slices;
            this.rows = rows;
            this.columns = columns;
        }

        /** As it is written on the command line. */
        public String term() {
            return term;
        }

        public int usualSlices() {
            return slices;
        }

        public int usualRows() {
            return rows;
        }

        public int usualColumns() {
            return columns;
        }

        public static Optional<Kind> ofTerm(String term) {
            return Arrays.stream(values()).filter(kind -> kind.term.equals(term)).findFirst();
        }
    }

    public Phantom {
        if (slices < 1 || slices > 5000 || rows < 16 || rows > 8192 || columns < 16 || columns > 8192) {
            throw new IllegalArgumentException("slices: 1..5000, rows and columns: 16..8192");
        }
    }

    /** One of the usual size. */
    public static Phantom usual(Kind kind, long seed, PhantomPatient patient, LocalDateTime acquired) {
        return new Phantom(kind, kind.slices, kind.rows, kind.columns, seed, patient, acquired);
    }

    /** Makes the objects one after another, each when it is asked for; cine is a single object with many frames. */
    public Stream<DataSet> generate() {
        return switch (kind) {
            case CT_HEAD -> SlicePhantom.ctHead(this).generate();
            case CT_CHEST -> SlicePhantom.ctChest(this).generate();
            case MR_BRAIN -> SlicePhantom.mrBrain(this).generate();
            case DR_CHEST -> RadiographPhantom.generate(this);
            case US_CINE -> CinePhantom.generate(this);
        };
    }

    /** The nodules of a CT chest, the largest first; none in the others. */
    public List<Nodule> nodules() {
        return kind == Kind.CT_CHEST ? ChestNodules.of(this) : List.of();
    }
}
