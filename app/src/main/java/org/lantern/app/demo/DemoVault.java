package org.lantern.app.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.imaging.phantom.Phantom;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/**
 * Makes the vault in which Lantern can be tried: six patients who never lived, their charts in English and Chinese, and
 * synthetic images of every kind. Made on the same day it is the same, apart from the keys.
 */
public final class DemoVault {
    /** The demo's user. */
    public static final String USER = "demo";
    /** No secret: it protects nothing. */
    public static final String PASSWORD = "lantern-demo";
    private static final long SEED = 20260302;
    private static final LocalTime ACQUIRED = LocalTime.of(10, 15);

    /** How large the images are. */
    public enum Size {
        /** As a clinic's. */
        USUAL,
        /** A quarter as wide and with few slices, for tests. */
        SMALL
    }

    private DemoVault() {}

    /**
     * Makes the vault and leaves it open.
     *
     * @param folder does not exist, or is empty
     * @param progress called with 0..1 from this thread
     * @param cancelled asked between images; the vault then holds what was made until then
     */
    public static NewVault create(Path folder, String user, Secret password, KdfCost cost, Size size, Clock clock,
            DoubleConsumer progress, BooleanSupplier cancelled) throws StorageException {
        var made = Vault.create(folder, user, password, cost, clock);
        try {
            fill(made.vault(), size, clock, progress, cancelled);
            return made;
        } catch (StorageException | RuntimeException | Error failure) {
            made.vault().close();
            throw failure;
        }
    }

    private static void fill(Vault vault, Size size, Clock clock, DoubleConsumer progress,
            BooleanSupplier cancelled) throws StorageException {
        var patients = DemoPatient.all();
        var today = LocalDate.now(clock);
        var charts = new DemoChart(vault.chart(), clock);
        int images = patients.stream().flatMap(patient -> patient.studies().stream())
                .mapToInt(study -> phantom(study, patients.getFirst(), size, today).slices()).sum();
        int done = 0;
        for (var patient : patients) {
            for (var study : patient.studies()) {
                var phantom = phantom(study, patient, size, today);
                int before = done;
                vault.importer().store(phantom.generate().iterator(), phantom.slices(),
                        share -> progress.accept((before + share * phantom.slices()) / images), cancelled);
                done += phantom.slices();
            }
            if (cancelled.getAsBoolean()) {
                return;
            }
            charts.write(patient, known(vault, patient));
        }
        progress.accept(1);
    }

    private static Phantom phantom(DemoPatient.Study study, DemoPatient patient, Size size, LocalDate today) {
        var kind = Phantom.Kind.ofTerm(study.kind()).orElseThrow();
        var acquired = today.minusDays(study.daysAgo()).atTime(ACQUIRED);
        var usual = Phantom.usual(kind, SEED, patient.phantom(today), acquired);
        return size == Size.USUAL ? usual
                : new Phantom(kind, Math.clamp(usual.slices() / 5, 1, 8), usual.rows() / 4, usual.columns() / 4, SEED,
                        patient.phantom(today), acquired);
    }

    private static Optional<PatientKey> known(Vault vault, DemoPatient patient) throws StorageException {
        List<PatientRow> rows = vault.archive().patients(patient.patientId(), 10);
        return rows.stream().filter(row -> row.patientId().equals(patient.patientId())).findFirst()
                .map(PatientRow::key);
    }
}
