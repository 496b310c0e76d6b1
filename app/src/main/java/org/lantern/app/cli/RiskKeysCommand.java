package org.lantern.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.lantern.storage.crypto.ModelSignature;
import picocli.CommandLine.Parameters;

/** {@code risk keys NAME}: for publishers, makes a pair of keys: NAME.public and NAME.private. */
@picocli.CommandLine.Command(name = "keys")
final class RiskKeysCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "risk.keys")
    private Path stem;

    RiskKeysCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var publicFile = Path.of(stem + ".public");
        var privateFile = Path.of(stem + ".private");
        if (Files.exists(publicFile) || Files.exists(privateFile)) {
            throw new CommandException(Exit.USAGE, session.text("error.keys.exist", publicFile, privateFile));
        }
        var keys = ModelSignature.generate();
        write(privateFile, keys.privateKey());
        write(publicFile, keys.publicKey());
        var fingerprint = ModelSignature.fingerprint(keys.publicKey());
        return Result.done(
                Json.object().with("public", publicFile.toString()).with("private", privateFile.toString())
                        .with("fingerprint", fingerprint),
                out -> out.println(session.text("risk.keys.made", publicFile, privateFile, fingerprint)));
    }

    private void write(Path file, byte[] key) throws Exception {
        new OutputFile(session, file).write(
                out -> out.write((Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
