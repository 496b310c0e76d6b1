package org.lantern.storage.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.Intake;
import org.lantern.storage.object.PackStore;

/**
 * Takes DICOM objects into the vault, byte for byte as they are. Objects are stored in groups: sealed into a pack, the
 * pack synced, then all of the group's rows committed in one synced transaction. Whatever ends an import in between, the
 * vault holds whole groups and nothing else, and the same import once more adds what is missing.
 */
public final class Importer {
    private final PackStore packs;
    private final Intake intake;
    private final Clock clock;

    /** Made by the vault. */
    public Importer(PackStore packs, Intake intake, Clock clock) {
        this.packs = packs;
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * Imports files, folders (with all below them), ZIP archives, and what a DICOMDIR names.
     *
     * @param progress called with 0..1 from this thread
     * @param cancelled asked between groups; what was stored until then stays
     * @throws StorageException.NoSpace if the medium is full; what was stored until then stays, nothing is half there
     */
    public ImportReport run(List<Path> paths, DoubleConsumer progress, BooleanSupplier cancelled)
            throws StorageException {
        Instant start = clock.instant();
        try (Walk walk = Walk.of(paths, ParseLimits.CLINICAL)) {
            List<Candidate> candidates = walk.candidates();
            Intaking run = new Intaking(packs, intake, candidates.iterator(), progress,
                    candidates.stream().mapToLong(Candidate::bytes).sum(), cancelled);
            walk.rejected().forEach(run::reject);
            return run.run().report(Duration.between(start, clock.instant()));
        }
    }

    /**
     * Stores data sets that never were files, explicit VR little endian.
     *
     * @param count how many there are, for the progress
     */
    public ImportReport store(Iterator<DataSet> objects, int count, DoubleConsumer progress,
            BooleanSupplier cancelled) throws StorageException {
        Instant start = clock.instant();
        Iterator<Candidate> candidates = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return objects.hasNext();
            }

            @Override
            public Candidate next() {
                DataSet object = objects.next();
                return new Candidate(object.text(Tag.SOPInstanceUID).orElse(""), 1, () -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    DicomWriter.write(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, bytes);
                    return new ArrayByteSource(bytes.toByteArray());
                }, true);
            }
        };
        return new Intaking(packs, intake, candidates, progress, count, cancelled).run()
                .report(Duration.between(start, clock.instant()));
    }

    /**
     * Files the objects that were whole in a pack when the process ended before the catalogue committed them.
     *
     * @param orphans in the order in which they were stored
     */
    public void adopt(List<PackStore.Orphans> orphans) throws StorageException {
        for (PackStore.Orphans group : orphans) {
            List<Intake.Filed> filed = new ArrayList<>();
            for (var stored : group.objects()) {
                try (var source = packs.open(stored.location())) {
                    Loaded.of(source).ifPresent(header -> filed.add(new Intake.Filed(header, stored)));
                } catch (IOException failure) {
                    throw StorageException.of("pack " + group.pack(), failure);
                }
            }
            Intake.Known known = intake.known(filed.stream().map(Intake.Filed::header).toList());
            List<Intake.Filed> fitting = new ArrayList<>();
            for (Intake.Filed object : filed) {
                if (known.check(object.header()) == Intake.Fit.NEW) {
                    known.add(object.header());
                    fitting.add(object);
                }
            }
            intake.commit(fitting, group.pack(), group.end());
        }
    }
}
