package org.lantern.app.screen;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.Observation.Value;
import org.lantern.storage.chart.ObservationKinds;
import org.lantern.storage.chart.Origin;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

/** A vault with two people's charts and no images, at noon of a day in 2026. */
public final class ChartVault implements AutoCloseable {
    public static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
    private static final char[] PASSWORD = "lanternlight".toCharArray();

    private final Path folder;
    private Vault vault;

    private ChartVault(Path folder, Vault vault) {
        this.folder = folder;
        this.vault = vault;
    }

    public static ChartVault make(Path folder) throws StorageException {
        try (var secret = Secret.ofPassword(PASSWORD.clone())) {
            return new ChartVault(folder, Vault.create(folder, "dr.li", secret, KdfCost.FLOOR, NOON).vault());
        }
    }

    public org.lantern.storage.model.ModelStore models() {
        return vault.models();
    }

    public Chart chart() {
        return vault.chart();
    }

    public void reopen() throws StorageException {
        vault.close();
        try (var secret = Secret.ofPassword(PASSWORD.clone())) {
            vault = Vault.open(folder, "dr.li", secret, NOON);
        }
    }

    public PatientKey add(String id, Sex sex, LocalDate birth) throws StorageException {
        return chart()
                .addPatient(new Demographics(id, "Test Person " + id, "测试", "", sex, Optional.of(birth), false, "",
                        "", ""));
    }

    public void observe(PatientKey patient, String kind, String amount, Duration ago) throws StorageException {
        observe(patient, kind, amount, ago, new Origin.Entered());
    }

    public void observe(PatientKey patient, String kind, String amount, Duration ago, Origin origin)
            throws StorageException {
        var usual = chart().kinds().get(kind).usual();
        chart().add(patient, new Observation(usual.code(), new Value.Quantity(new BigDecimal(amount), usual.ucum()),
                NOON.instant().minus(ago), origin, Optional.empty()));
    }

    /** A length drawn on an image. */
    public static Origin measured(String sopInstanceUid, int frame) {
        return new Origin.Measured(sopInstanceUid, frame, "length", "PixelSpacing",
                List.of(new Origin.Point(10, 20), new Origin.Point(30, 20)));
    }

    public void smokes(PatientKey patient, String answer) throws StorageException {
        var code = ObservationKinds.SMOKING_ANSWERS.stream().filter(one -> one.code().equals(answer)).findFirst()
                .orElseThrow();
        chart().add(patient, new Observation(ObservationKinds.SMOKING, new Value.Coded(code),
                NOON.instant().minus(Duration.ofDays(1)), new Origin.Entered(), Optional.empty()));
    }

    @Override
    public void close() throws StorageException {
        vault.close();
    }
}
