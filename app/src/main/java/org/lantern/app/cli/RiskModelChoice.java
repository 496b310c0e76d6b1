package org.lantern.app.cli;

import java.nio.file.Files;
import java.util.List;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.app.feature.risk.ModelLibrary;
import org.lantern.storage.StorageException;

/** Finds the model that a command names. */
final class RiskModelChoice {
    private RiskModelChoice() {}

    /**
     * A model by its id: where a command names a vault, one that was added to it counts first; otherwise the product's,
     * and the vault at the usual place is only opened for an id that the product does not have.
     */
    static RiskModel of(Session session, String id, boolean inVault) throws CommandException, StorageException {
        var found = inVault || session.options().vault != null ? all(session).find(id)
                : session.catalogue().get().find(id);
        if (found.isEmpty() && !inVault && session.options().vault == null
                && Files.isDirectory(session.vaultFolder())) {
            found = all(session).find(id);
        }
        return found.orElseThrow(() -> new CommandException(Exit.INPUT, session.text("error.risk.model", id)));
    }

    /** The models to list: the product's, and those of a vault that the command names. */
    static List<RiskModel> list(Session session) throws CommandException, StorageException {
        return session.options().vault == null ? session.catalogue().get().models() : all(session).models();
    }

    private static RiskCatalogue all(Session session) throws CommandException, StorageException {
        return ModelLibrary.with(session.catalogue().get(), session.vault().models());
    }
}
