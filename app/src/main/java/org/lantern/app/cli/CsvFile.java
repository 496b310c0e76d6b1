package org.lantern.app.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lantern.analytics.cohort.Csv;
import org.lantern.analytics.cohort.Dataset;
import org.lantern.analytics.cohort.Unsuitable;
import org.lantern.analytics.learning.ModelFile;

/**
 * A table that a command was given.
 *
 * @param name the file's name, without its folder
 * @param sha256 fingerprint of its bytes
 */
record CsvFile(Dataset data, String name, String sha256) {
    static CsvFile read(Session session, Path path) throws CommandException {
        try {
            var bytes = Files.readAllBytes(path);
            var data = Csv.read(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
            return new CsvFile(data, path.getFileName().toString(), ModelFile.sha256(bytes));
        } catch (Csv.Malformed e) {
            throw new CommandException(Exit.INPUT, session.text("error.csv", path, e.line()), e);
        } catch (IOException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", path), e);
        }
    }

    /** What is wrong with a table, in the user's language. */
    static CommandException unsuitable(Session session, Unsuitable e) {
        return new CommandException(Exit.INPUT, session.text("error.table." + e.fault(), e.column()), e);
    }
}
