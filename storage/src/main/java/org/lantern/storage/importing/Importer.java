package org.lantern.storage.importing;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
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
    private final Access access;
    private final Clock clock;

    /** Made by the vault. */
    public Importer(PackStore packs, Intake intake, Access access, Clock clock) {
        this.packs = packs;
        this.intake = intake;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Imports files, folders (with all below them), ZIP archives, and what a DICOMDIR names.
     *
     * @param progress called with 0..1 from this thread
     * @param cancelled asked between groups; what was stored until then stays
     * @throws StorageException.NoSpace if the medium is full; what was stored until then stays, nothing is half there
     */
    @Needs(Permission.IMPORT)
    public ImportReport run(List<Path> paths, DoubleConsumer progress, BooleanSupplier cancelled)
            throws StorageException {
        begin();
        Instant start = clock.instant();
        try (Walk walk = Walk.of(paths, ParseLimits.CLINICAL)) {
            List<Candidate> candidates = walk.candidates();
            Intaking run = new Intaking(packs, intake, access, candidates.iterator(), progress,
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
    @Needs(Permission.IMPORT)
    public ImportReport store(Iterator<DataSet> objects, int count, DoubleConsumer progress,
            BooleanSupplier cancelled) throws StorageException {
        begin();
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
        return new Intaking(packs, intake, access, candidates, progress, count, cancelled).run()
                .report(Duration.between(start, clock.instant()));
    }

    private void begin() throws StorageException {
        access.demand(Permission.IMPORT);
        access.record(Deed.of(Action.IMPORT_STARTED, ""));
    }
}
