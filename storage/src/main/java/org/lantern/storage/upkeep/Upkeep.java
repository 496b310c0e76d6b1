package org.lantern.storage.upkeep;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.object.PackStore;

/**
 * What an administrator does to a vault. One of these, or a backup, at a time: the others wait. Images can be read and
 * taken in meanwhile.
 */
public final class Upkeep {
    private final Catalogue catalogue;
    private final PackStore packs;
    private final Access access;
    private final Erasure erasure;
    private final Verification verification;
    private final ReentrantLock one;

    /**
     * Made by the vault.
     *
     * @param one held by whoever needs packs and journal to be only appended to
     */
    public Upkeep(Catalogue catalogue, PackStore packs, Access access, Clock clock, ReentrantLock one) {
        this.catalogue = catalogue;
        this.packs = packs;
        this.erasure = new Erasure(catalogue, packs, access, clock);
        this.verification = new Verification(catalogue, packs, clock);
        this.access = access;
        this.one = one;
    }

    /**
     * Checks the catalogue, the journal, the packs' structure and every object.
     *
     * @param deep whether every byte is read, and not only headers
     */
    @Needs(Permission.VERIFY)
    public VerifyReport verify(boolean deep, DoubleConsumer progress, BooleanSupplier cancelled)
            throws StorageException {
        access.demand(Permission.VERIFY);
        access.record(Deed.of(Action.VAULT_VERIFIED, deep ? "deep" : ""));
        return alone(() -> verification.run(deep, progress, cancelled));
    }

    /** Objects that the last verification found damaged. */
    @Needs(Permission.VERIFY)
    public List<Damage> quarantined() throws StorageException {
        access.demand(Permission.VERIFY);
        return verification.quarantined();
    }

    /**
     * Deletes a study so that nobody can read it again. Its space is given back by {@link #compact}; database and
     * journal forget it when the vault is closed.
     *
     * @throws StorageException.NotFound if there is no such study
     */
    @Needs(Permission.DELETE)
    public Erased delete(String studyUid) throws StorageException {
        access.demand(Permission.DELETE);
        return alone(() -> erasure.delete(studyUid));
    }

    /**
     * Gives back the space of deleted objects now, and that of the catalogue and the journal when the vault is closed.
     *
     * @return how many packs were rewritten
     */
    @Needs(Permission.MAINTAIN)
    public int compact() throws StorageException {
        access.demand(Permission.MAINTAIN);
        access.record(Deed.of(Action.MAINTAINED, "compact"));
        return alone(() -> {
            int rewritten = new PackCompaction(catalogue, packs).run(Set.of());
            catalogue.forgetRemoved();
            return rewritten;
        });
    }

    /** Finishes deletions that a crash interrupted. */
    @Needs({})
    public void finishErasures() throws StorageException {
        alone(() -> {
            erasure.finish();
            return null;
        });
    }

    /** Erases what is on a list, as a restored backup may hold it. Returns how many studies there were. */
    @Needs(Permission.DELETE)
    public int erase(Set<String> tags) throws StorageException {
        access.demand(Permission.DELETE);
        return alone(() -> erasure.apply(tags));
    }

    private <T> T alone(Step<T> step) throws StorageException {
        one.lock();
        try {
            return step.run();
        } finally {
            one.unlock();
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws StorageException;
    }
}
