package org.lantern.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files and folders that a command was given. */
final class InputPaths {
    private InputPaths() {}

    /** What a command names itself must be there; below it, what cannot be read is reported as rejected. */
    static void requireReadable(Session session, List<Path> paths) throws CommandException {
        for (var path : paths) {
            if (!Files.isReadable(path) || Files.isDirectory(path) && !Files.isExecutable(path)) {
                throw new CommandException(Exit.INPUT, session.text("error.input", path));
            }
        }
    }
}
