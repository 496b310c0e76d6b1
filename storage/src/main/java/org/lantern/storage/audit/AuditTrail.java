package org.lantern.storage.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;

/** What was done in the vault, by whom and when: read, verified, and taken out with a signature. */
public final class AuditTrail {
    private final AuditLog log;
    private final Access access;
    private final Clock clock;
    private final String vaultId;

    /** Made by the vault. */
    public AuditTrail(AuditLog log, Access access, Clock clock, String vaultId) {
        this.log = log;
        this.access = access;
        this.clock = clock;
        this.vaultId = vaultId;
    }

    /** The newest entries that the filter admits, the newest first. */
    @Needs(Permission.READ_AUDIT)
    public List<AuditEntry> entries(AuditFilter filter, int limit) throws StorageException {
        access.demand(Permission.READ_AUDIT);
        access.recordLook(Deed.of(Action.AUDIT_READ, ""));
        Deque<AuditEntry> newest = new ArrayDeque<>();
        log.read(entry -> {
            if (filter.admits(entry)) {
                newest.addFirst(entry);
                if (newest.size() > limit) {
                    newest.removeLast();
                }
            }
        });
        return List.copyOf(newest);
    }

    /** What is wrong with the trail; empty if every entry that was ever written is there as it was. */
    @Needs({Permission.VERIFY, Permission.READ_AUDIT})
    public List<AuditFault> verify() throws StorageException {
        access.demand(Permission.VERIFY, Permission.READ_AUDIT);
        return log.verify();
    }

    /**
     * Writes entries out for whoever has no vault, the oldest first, signed: see {@link AuditExport}.
     *
     * @param out not closed
     * @return how many
     */
    @Needs(Permission.READ_AUDIT)
    public int export(AuditFilter filter, OutputStream out) throws StorageException {
        access.demand(Permission.READ_AUDIT);
        access.record(Deed.of(Action.AUDIT_EXPORTED, ""));
        List<AuditEntry> entries = new ArrayList<>();
        log.read(entry -> {
            if (filter.admits(entry)) {
                entries.add(entry);
            }
        });
        try {
            AuditExport.write(entries, vaultId, clock.instant(), log.signingKey(), out);
            return entries.size();
        } catch (IOException failure) {
            throw StorageException.of("audit export", failure);
        }
    }

    /** The key that exports are signed with, as 64 hexadecimal digits: to be noted where exports are checked. */
    @Needs(Permission.READ_AUDIT)
    public String exportKey() throws StorageException {
        access.demand(Permission.READ_AUDIT);
        return HexFormat.of().formatHex(log.signingKey().publicKey());
    }
}
