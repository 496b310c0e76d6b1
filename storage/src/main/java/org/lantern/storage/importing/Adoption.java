package org.lantern.storage.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.Intake;
import org.lantern.storage.object.PackStore;

/** Files the objects that were whole in a pack when the process ended before the catalogue committed them. */
public final class Adoption {
    private final PackStore packs;
    private final Intake intake;

    public Adoption(PackStore packs, Intake intake) {
        this.packs = packs;
        this.intake = intake;
    }

    /** @param orphans in the order in which they were stored */
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
