package org.lantern.storage.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Role;
import org.lantern.storage.account.Witness;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.SigningKey;
import org.lantern.storage.medium.Medium;

/**
 * All trails of a vault. Entries are added to the newest; one that is damaged when the vault is opened is left as it is,
 * for whoever looks into it, and another begun, whose first entry says so. Never handed out: {@link AuditTrail} is.
 */
public final class AuditLog implements Witness, AutoCloseable {
    private final Medium medium;
    private final Path folder;
    private final Key256 auditKey;
    private final Entropy entropy;
    private final Clock clock;
    private Trail newest;
    private boolean closed;

    private AuditLog(Medium medium, Path folder, Key256 vaultKey, byte[] vaultId, Entropy entropy, Clock clock) {
        this.medium = medium;
        this.folder = folder;
        this.auditKey = vaultKey.derive("lantern/audit/v1", vaultId);
        this.entropy = entropy;
        this.clock = clock;
    }

    /**
     * Opens the audit of a vault, or begins it. A damaged trail does not keep anybody out.
     *
     * @param begun whether there must be one
     */
    public static AuditLog open(Medium medium, Path folder, Key256 vaultKey, byte[] vaultId, Entropy entropy,
            Clock clock, boolean begun) throws StorageException {
        AuditLog log = new AuditLog(medium, folder, vaultKey, vaultId, entropy, clock);
        try {
            if (!Files.exists(folder)) {
                Files.createDirectory(folder);
                medium.syncFolder(folder.getParent());
            }
            log.resume(begun);
            return log;
        } catch (IOException failure) {
            log.auditKey.close();
            throw StorageException.of("audit trail", failure);
        } catch (StorageException failure) {
            log.auditKey.close();
            throw failure;
        }
    }

    /**
     * Tells how far the audit went at least, from a place that cannot be changed together with it. A trail that ends
     * before was exchanged for an older one: it is left, and another begun.
     */
    public synchronized void expect(Position known) throws StorageException {
        Position found = newest.position();
        if (!found.isBefore(known)) {
            return;
        }
        try {
            newest.close();
            begin(Math.max(found.trail(), known.trail()) + 1, Deed.failed(Action.TAMPERING_NOTICED,
                    "audit trail " + found.trail() + " is older than it was"));
        } catch (IOException failure) {
            throw StorageException.of("audit trail", failure);
        }
    }

    @Override
    public void write(String user, Role role, boolean emergency, Deed deed) throws StorageException {
        write(user, role.term(), emergency, deed);
    }

    /** For what happens before anybody is logged in. */
    public void write(Deed deed) throws StorageException {
        write("", "", false, deed);
    }

    /** @param user somebody who is not logged in */
    public void write(String user, Deed deed) throws StorageException {
        write(user, "", false, deed);
    }

    public synchronized Position position() {
        return newest.position();
    }

    @Override
    public synchronized void close() throws StorageException {
        if (closed) {
            return;
        }
        closed = true;
        try (auditKey) {
            newest.close();
        } catch (IOException failure) {
            throw StorageException.of("audit trail", failure);
        }
    }

    /** Every entry of every trail that can be read, the oldest first. */
    synchronized void read(Consumer<AuditEntry> each) throws StorageException {
        demandOpen();
        for (int number = 1; number <= newest.position().trail(); number++) {
            try {
                if (number == newest.position().trail()) {
                    newest.read(each);
                } else {
                    readOld(number, each);
                }
            } catch (IOException failure) {
                throw StorageException.of("audit trail " + number, failure);
            }
        }
    }

    synchronized List<AuditFault> verify() throws StorageException {
        demandOpen();
        List<AuditFault> faults = new ArrayList<>();
        int last = newest.position().trail();
        for (int number = 1; number <= last; number++) {
            try {
                (number == last ? newest.verify() : verifyOld(number)).ifPresent(faults::add);
            } catch (IOException failure) {
                throw StorageException.of("audit trail " + number, failure);
            }
        }
        try {
            newest.read(entry -> {
                if (entry.deed().action() == Action.TAMPERING_NOTICED) {
                    faults.add(new AuditFault(entry.trail(), entry.number(), AuditFault.Kind.NOTICED));
                }
            });
        } catch (IOException failure) {
            if (faults.stream().noneMatch(fault -> fault.trail() == last)) {
                faults.add(new AuditFault(last, 0, AuditFault.Kind.ALTERED));
            }
        }
        return faults;
    }

    synchronized SigningKey signingKey() throws StorageException {
        demandOpen();
        try (Key256 key = auditKey.derive("lantern/audit/export")) {
            return key.signing();
        }
    }

    private synchronized void write(String user, String role, boolean emergency, Deed deed) throws StorageException {
        demandOpen();
        Position position = newest.position();
        try {
            newest.append(new AuditEntry(position.trail(), position.count() + 1, clock.instant(), user, role,
                    emergency, deed));
        } catch (IOException failure) {
            throw StorageException.of("audit trail", failure);
        }
    }

    private void resume(boolean begun) throws IOException, StorageException {
        int last = 0;
        while (Files.exists(Trail.file(folder, last + 1)) || Files.exists(Trail.headFile(folder, last + 1))) {
            last++;
        }
        if (last == 0) {
            begin(1, begun ? Deed.failed(Action.TAMPERING_NOTICED, "no audit trail")
                    : Deed.of(Action.AUDIT_STARTED, ""));
            return;
        }
        Optional<Trail> trail = open(last, false);
        if (trail.isPresent()) {
            newest = trail.get();
        } else {
            begin(last + 1, Deed.failed(Action.TAMPERING_NOTICED, "audit trail " + last + " is damaged"));
        }
    }

    private void begin(int number, Deed first) throws IOException, StorageException {
        newest = Trail.create(medium, folder, number, TrailKeys.of(auditKey, number), entropy);
        write(first);
    }

    private Optional<Trail> open(int number, boolean old) throws IOException {
        TrailKeys keys = TrailKeys.of(auditKey, number);
        Optional<Trail> trail = old
                ? Trail.openOld(medium, folder, number, keys, entropy)
                : Trail.open(medium, folder, number, keys, entropy);
        if (trail.isEmpty()) {
            keys.close();
        }
        return trail;
    }

    private void readOld(int number, Consumer<AuditEntry> each) throws IOException {
        Optional<Trail> trail = open(number, true);
        if (trail.isPresent()) {
            try (Trail old = trail.get()) {
                old.read(each);
            } catch (org.lantern.storage.BrokenSealException _) {
                // what is damaged is told by verify(), what came before it was shown
            }
        }
    }

    private Optional<AuditFault> verifyOld(int number) throws IOException {
        Optional<Trail> trail = open(number, true);
        if (trail.isEmpty()) {
            return Optional.of(new AuditFault(number, 0, AuditFault.Kind.MISSING));
        }
        try (Trail old = trail.get()) {
            return old.verify();
        }
    }

    private void demandOpen() throws StorageException.Closed {
        if (closed) {
            throw new StorageException.Closed();
        }
    }
}
