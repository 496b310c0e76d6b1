package org.lantern.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lantern.analytics.risk.ModelPackage;
import org.lantern.app.feature.risk.ModelLibrary;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code risk sign PACKAGE}: for publishers, makes a signed file of a model and its vectors. */
@picocli.CommandLine.Command(name = "sign")
final class RiskSignCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PACKAGE", descriptionKey = "risk.package")
    private Path file;

    @Option(names = "--key", required = true, paramLabel = "FILE", descriptionKey = "risk.private-key")
    private Path key;

    @Option(names = "--out", required = true, paramLabel = "FILE", descriptionKey = "risk.sign.out")
    private Path out;

    RiskSignCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        try {
            byte[] content = Files.readAllBytes(file);
            var offered = ModelPackage.read(content);
            var faults = offered.faults();
            if (!faults.isEmpty()) {
                throw new CommandException(Exit.INPUT, session.text(
                        "error.install." + ModelLibrary.Refusal.VECTOR_FAILS, file, String.join(", ", faults)));
            }
            var signed = ModelLibrary.sign(content, RiskTrustCommand.bytes(session, key));
            new OutputFile(session, out).write(stream -> stream.write(signed.getBytes(StandardCharsets.UTF_8)));
            return Result.done(
                    Json.object().with("model", offered.model().id()).with("version", offered.model().version())
                            .with("vectors", offered.vectorCount()).with("file", out.toString()),
                    stream -> stream.println(session.text("risk.signed.done", offered.model().id(),
                            offered.model().version(), offered.vectorCount(), out)));
        } catch (ModelPackage.Unreadable e) {
            throw new CommandException(Exit.INPUT, session.text(
                    "error.install." + ModelLibrary.Refusal.UNREADABLE, file, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", file), e);
        }
    }
}
