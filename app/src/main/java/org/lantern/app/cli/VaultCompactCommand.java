package org.lantern.app.cli;

/** {@code vault compact}: gives back the space of what was deleted. */
@picocli.CommandLine.Command(name = "compact")
final class VaultCompactCommand implements Command {
    private final Session session;

    VaultCompactCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var vault = session.vault();
        long before = vault.info().diskBytes();
        int packs = vault.upkeep().compact();
        // The catalogue becomes small when it is closed.
        session.openVault().close();
        long after = session.vault().info().diskBytes();
        var json = Json.object().with("packs", packs).with("bytesBefore", before).with("bytesAfter", after);
        return Result.done(json, out -> out.println(session.text("vault.compact.done", before, after)));
    }
}
