package org.lantern.app.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lantern.storage.audit.AuditExport;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit check FILE}: whether an exported audit trail is what a vault wrote. Needs no vault. */
@picocli.CommandLine.Command(name = "check")
final class AuditCheckCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "audit.file")
    private Path file;

    @Option(names = "--key", paramLabel = "HEX", descriptionKey = "audit.key.expected")
    private String key;

    AuditCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        AuditExport.Checked checked;
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            checked = AuditExport.check(in, Optional.ofNullable(key));
        } catch (IOException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", file), e);
        }
        boolean good = checked.badLine().isEmpty();
        var json = Json.object().with("ok", good).with("vault", checked.vaultId()).with("key", checked.key())
                .with("entries", checked.entries())
                .with("badLine", good ? Optional.empty() : Optional.of(checked.badLine().getAsLong()));
        return new Result(good ? Exit.DONE : Exit.DAMAGED, json, out -> {
            if (good) {
                out.println(session.text("audit.check.good", checked.entries(), checked.vaultId()));
                out.println(session.text("audit.key", checked.key()));
            } else {
                out.println(session.text("audit.check.bad", checked.badLine().getAsLong()));
            }
        });
    }
}
