package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;
import org.lantern.storage.vault.Vault;

/**
 * What a command works with.
 *
 * @param options the global options, filled when the command line has been parsed
 * @param openVault shared by the lines of a batch
 * @param catalogue shared by the lines of a batch
 * @param inBatch whether this command is a line of a batch
 */
record Session(Terminal terminal, Texts texts, GlobalOptions options, OpenVault openVault, ReadCatalogue catalogue,
        boolean inBatch) {
    private static final String DEFAULT_USER = "admin";

    /** A text of the {@code cli} bundle. */
    String text(String key, Object... arguments) {
        return texts.get("cli." + key, arguments);
    }

    Path vaultFolder() {
        return Optional.ofNullable(options.vault).orElseGet(() -> terminal.dataFolder().resolve("vault"));
    }

    /** The vault, unlocked. */
    Vault vault() throws StorageException, CommandException {
        return openVault.of(this);
    }

    String user() {
        return Optional.ofNullable(options.user).orElse(DEFAULT_USER);
    }
}
