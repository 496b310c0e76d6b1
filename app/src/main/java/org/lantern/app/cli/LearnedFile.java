package org.lantern.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lantern.analytics.learning.LearnedModel;
import org.lantern.analytics.learning.ModelFile;
import org.lantern.storage.StorageException;

/** Finds the learned model that a command names: a file, or an id in the vault. */
final class LearnedFile {
    private LearnedFile() {}

    static LearnedModel of(Session session, String name) throws CommandException, StorageException {
        try {
            if (name.matches("[a-z][a-z0-9_]{0,63}") && !Files.exists(Path.of(name))) {
                var bytes = session.vault().models().learned(name);
                return ModelFile.read(bytes.orElseThrow(
                        () -> new CommandException(Exit.INPUT, session.text("error.risk.model", name))));
            }
            return ModelFile.read(Files.readAllBytes(Path.of(name)));
        } catch (ModelFile.Broken e) {
            throw new CommandException(Exit.INPUT, session.text("error.learned", name), e);
        } catch (IOException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", name), e);
        }
    }
}
