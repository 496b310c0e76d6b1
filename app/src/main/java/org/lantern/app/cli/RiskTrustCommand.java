package org.lantern.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.lantern.storage.model.Publisher;
import picocli.CommandLine.Parameters;

/** {@code risk trust [NAME KEYFILE]}: trusts a publisher of model files; without arguments lists those trusted. */
@picocli.CommandLine.Command(name = "trust")
final class RiskTrustCommand implements Command {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", descriptionKey = "risk.publisher")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "KEYFILE", descriptionKey = "risk.public-key")
    private Path key;

    RiskTrustCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var store = session.vault().models();
        if (name != null) {
            if (key == null) {
                throw new CommandException(Exit.USAGE, session.text("error.usage",
                        session.text("error.usage.missing", "KEYFILE"), "lantern risk trust"));
            }
            store.trust(name, bytes(session, key));
        }
        var publishers = store.publishers();
        return Result.done(publishers.stream().map(RiskTrustCommand::json).toList(), out -> {
            var table = new Table();
            publishers.forEach(publisher -> table.add(publisher.name(), publisher.fingerprint()));
            table.print(out);
        });
    }

    private static Map<String, Object> json(Publisher publisher) {
        return Json.object().with("name", publisher.name()).with("fingerprint", publisher.fingerprint());
    }

    /** A key as {@code risk keys} writes it: Base64 in one line. */
    static byte[] bytes(Session session, Path file) throws CommandException {
        try {
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", file), e);
        }
    }
}
