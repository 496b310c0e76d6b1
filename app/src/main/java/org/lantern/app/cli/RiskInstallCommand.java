package org.lantern.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lantern.app.feature.risk.ModelLibrary;
import picocli.CommandLine.Parameters;

/** {@code risk install FILE}: a model from a signed file, if its signature and its vectors hold. */
@picocli.CommandLine.Command(name = "install")
final class RiskInstallCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "risk.signed")
    private Path file;

    RiskInstallCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", file), e);
        }
        var store = session.vault().models();
        try {
            var installed = ModelLibrary.install(bytes, store,
                    ModelLibrary.with(session.catalogue().get(), store));
            var model = installed.model();
            return Result.done(
                    Json.object().with("model", model.id()).with("version", model.version())
                            .with("vectors", installed.vectors()).with("publisher", installed.publisher()),
                    out -> out.println(session.text("risk.installed", model.id(), model.version(),
                            installed.vectors(), installed.publisher())));
        } catch (ModelLibrary.Refused e) {
            throw new CommandException(
                    e.refusal() == ModelLibrary.Refusal.UNKNOWN_SIGNATURE ? Exit.DAMAGED : Exit.INPUT,
                    session.text("error.install." + e.refusal(), file, String.join(", ", e.faults())), e);
        }
    }
}
