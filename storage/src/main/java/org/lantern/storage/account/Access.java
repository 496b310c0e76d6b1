package org.lantern.storage.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lantern.storage.StorageException;

/**
 * What the person who has the vault open may do. Every service asks it before it does anything, and it writes down what
 * is done before that shows anything. Safe for use by several threads.
 */
public final class Access {
    /** How long wider access lasts after the glass was broken. */
    public static final Duration EMERGENCY = Duration.ofMinutes(60);
    /** Looking at the same thing again within this time is still the same look, and recorded once. */
    public static final Duration SAME_LOOK = Duration.ofMinutes(30);
    /** Shortest reason for breaking the glass, in characters. */
    public static final int SHORTEST_REASON = 5;

    private final String user;
    private final Supplier<Role> role;
    private final Witness witness;
    private final Clock clock;
    private final Set<Long> restricted;
    private final Map<Object, Instant> looks = new HashMap<>();
    private volatile Instant emergencyEnd = Instant.MIN;

    /**
     * Made by the vault.
     *
     * @param role asked every time: it may change while the vault is open
     * @param restricted numbers of the patients whose record is restricted, kept up to date by whoever restricts them
     */
    public Access(String user, Supplier<Role> role, Set<Long> restricted, Witness witness, Clock clock) {
        this.user = user;
        this.role = role;
        this.restricted = restricted;
        this.witness = witness;
        this.clock = clock;
    }

    /** Who has the vault open. */
    @Needs({})
    public String user() {
        return user;
    }

    @Needs({})
    public Role role() {
        return role.get();
    }

    /** Whether it would be allowed now. */
    @Needs({})
    public boolean may(Permission permission) {
        return role().may(permission) || inEmergency() && Role.EMERGENCY_READING.contains(permission);
    }

    /** Whether this patient's record is restricted and the person may not see it. */
    @Needs({})
    public boolean isHidden(long patient) {
        return restricted.contains(patient) && !may(Permission.VIEW_RESTRICTED);
    }

    /** Whether this patient's record is restricted. */
    @Needs({})
    public boolean isRestricted(long patient) {
        return restricted.contains(patient);
    }

    /** When wider access ends; empty if the glass is whole. */
    @Needs({})
    public Optional<Instant> emergencyEnd() {
        return inEmergency() ? Optional.of(emergencyEnd) : Optional.empty();
    }

    /**
     * Gives wider reading access for {@link #EMERGENCY}; written to the audit trail first.
     *
     * @param reason in the person's own words
     * @throws StorageException.Invalid if the reason is shorter than {@link #SHORTEST_REASON}
     */
    @Needs(Permission.BREAK_GLASS)
    public synchronized void breakGlass(String reason) throws StorageException {
        demand(Permission.BREAK_GLASS);
        if (reason.strip().length() < SHORTEST_REASON) {
            throw new StorageException.Invalid("reason");
        }
        witness.write(user, role(), true, Deed.of(Action.GLASS_BROKEN, reason.strip()));
        emergencyEnd = clock.instant().plus(EMERGENCY);
        looks.clear();
    }

    /** Gives the wider access back before its time. */
    @Needs({})
    public synchronized void mendGlass() throws StorageException {
        if (inEmergency()) {
            record(Deed.of(Action.GLASS_MENDED, ""));
            emergencyEnd = Instant.MIN;
            looks.clear();
        }
    }

    /** Before an export to files. */
    @Needs(Permission.EXPORT)
    public void exporting(long patient, String study, String what) throws StorageException {
        demand(Permission.EXPORT, patient);
        record(Deed.ofStudy(Action.EXPORTED, patient, study, what));
    }

    /** Before something is printed, or a report made. */
    @Needs(Permission.PRINT)
    public void printing(long patient, String study, String what) throws StorageException {
        demand(Permission.PRINT, patient);
        record(Deed.ofStudy(Action.PRINTED, patient, study, what));
    }

    /** Before a risk is computed from a chart without being stored. */
    @Needs(Permission.RUN_RISK)
    public void runningRisk(long patient, String model) throws StorageException {
        demand(Permission.RUN_RISK, patient);
        record(Deed.ofPatient(Action.RISK_RUN, patient, model));
    }

    /**
     * Any of the permissions.
     *
     * @throws StorageException.NotPermitted if the person has none of them; the try is recorded
     */
    @Needs({})
    public void demand(Permission... any) throws StorageException {
        for (Permission permission : any) {
            if (may(permission)) {
                return;
            }
        }
        refuse(any[0], Deed.failed(Action.REFUSED, any[0].name()));
    }

    /** The permission, and that the patient's record is not hidden from this person. */
    @Needs({})
    public void demand(Permission permission, long patient) throws StorageException {
        demand(permission);
        if (isHidden(patient)) {
            refuse(Permission.VIEW_RESTRICTED, new Deed(Action.REFUSED, false, String.valueOf(patient), "",
                    Permission.VIEW_RESTRICTED.name()));
        }
    }

    /** Writes a deed down; returns when that is on the medium. */
    @Needs({})
    public void record(Deed deed) throws StorageException {
        witness.write(user, role(), inEmergency(), deed);
    }

    /** As {@link #record}, but once only for what is looked at again and again. Others who look meanwhile wait. */
    @Needs({})
    public synchronized void recordLook(Deed deed) throws StorageException {
        Instant now = clock.instant();
        Instant last = looks.get(deed);
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(SAME_LOOK))) {
            return;
        }
        record(deed);
        looks.put(deed, now);
        looks.put(deed.patient(), now);
    }

    /** As {@link #recordLook}, of what is shown with a patient's study or chart: not again if that was just recorded. */
    @Needs({})
    public synchronized void recordLookAtPatient(Deed deed) throws StorageException {
        Instant last = looks.get(deed.patient());
        Instant now = clock.instant();
        if (last == null || now.isBefore(last) || !now.isBefore(last.plus(SAME_LOOK))) {
            recordLook(deed);
        }
    }

    private void refuse(Permission permission, Deed deed) throws StorageException {
        recordLook(deed);
        throw new StorageException.NotPermitted(permission.name());
    }

    private boolean inEmergency() {
        return clock.instant().isBefore(emergencyEnd);
    }
}
