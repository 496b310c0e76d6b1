package org.lantern.storage.archive;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.catalogue.Catalogue;

/** Patients whose record only some may see: colleagues, relatives, people of public interest. */
public final class Restrictions {
    private static final int LONGEST_REASON = 1000;

    private final Catalogue catalogue;
    private final Access access;
    private final Set<Long> restricted;
    private final Clock clock;

    /**
     * Made by the vault.
     *
     * @param restricted the numbers that {@code access} asks; kept up to date here
     */
    public Restrictions(Catalogue catalogue, Access access, Set<Long> restricted, Clock clock) {
        this.catalogue = catalogue;
        this.access = access;
        this.restricted = restricted;
        this.clock = clock;
    }

    /**
     * One restricted record.
     *
     * @param author who restricted it
     */
    public record Restriction(PatientKey patient, Instant since, String author, String reason) {}

    /** The numbers of all patients whose record is restricted. */
    public static Set<Long> read(Catalogue catalogue) throws StorageException {
        return catalogue.read(handle -> new HashSet<>(
                handle.createQuery("SELECT patient_key FROM patient_restriction").mapTo(Long.class).list()));
    }

    /** All of them, the newest first. */
    @Needs(Permission.RESTRICT)
    public List<Restriction> list() throws StorageException {
        access.demand(Permission.RESTRICT);
        return catalogue.read(handle -> handle
                .createQuery("SELECT * FROM patient_restriction ORDER BY since DESC, patient_key")
                .map((row, _) -> new Restriction(new PatientKey(row.getLong("patient_key")),
                        row.getObject("since", OffsetDateTime.class).toInstant(), row.getString("author"),
                        row.getString("reason")))
                .list());
    }

    /**
     * Restricts a patient's record. Restricting it again changes the reason.
     *
     * @throws StorageException.NotFound if there is no such patient
     * @throws StorageException.Invalid if the reason is blank or too long
     */
    @Needs(Permission.RESTRICT)
    public void restrict(PatientKey patient, String reason) throws StorageException {
        access.demand(Permission.RESTRICT);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new StorageException.Invalid("reason");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        access.record(Deed.ofPatient(Action.RESTRICTION_CHANGED, patient.value(), "restricted: " + reason));
        catalogue.inTransaction(handle -> {
            if (handle.createQuery("SELECT 1 FROM patient WHERE patient_key = ?").bind(0, patient.value())
                    .mapTo(Integer.class).findOne().isEmpty()) {
                throw new StorageException.NotFound("patient");
            }
            handle.execute("DELETE FROM patient_restriction WHERE patient_key = ?", patient.value());
            return handle.execute("INSERT INTO patient_restriction (patient_key, since, author, reason)"
                    + " VALUES (?, ?, ?, ?)", patient.value(), OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                    access.user(), reason);
        });
        restricted.add(patient.value());
    }

    /** Lifts a restriction; does nothing if there is none. */
    @Needs(Permission.RESTRICT)
    public void lift(PatientKey patient) throws StorageException {
        access.demand(Permission.RESTRICT);
        access.record(Deed.ofPatient(Action.RESTRICTION_CHANGED, patient.value(), "lifted"));
        catalogue.inTransaction(handle -> handle.execute("DELETE FROM patient_restriction WHERE patient_key = ?",
                patient.value()));
        restricted.remove(patient.value());
    }
}
