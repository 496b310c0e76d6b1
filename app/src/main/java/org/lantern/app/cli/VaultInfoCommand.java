package org.lantern.app.cli;

/** {@code vault info}: sizes, counts, versions and parameters. */
@picocli.CommandLine.Command(name = "info")
final class VaultInfoCommand implements Command {
    private final Session session;

    VaultInfoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var info = session.vault().info();
        var json = Json.object().with("vault", session.vaultFolder().toString()).with("vaultId", info.vaultId())
                .with("created", info.created().toString()).with("patients", info.patients())
                .with("studies", info.studies()).with("series", info.series()).with("instances", info.instances())
                .with("bytes", info.bytes()).with("diskBytes", info.diskBytes()).with("packs", info.packs())
                .with("schema", info.schemaVersion()).with("database", info.databaseVersion())
                .with("commits", info.commits())
                .with("keyGeneration", info.keyGeneration()).with("users", info.users())
                .with("kdf", info.cost().map(cost -> Json.object().with("algorithm", "Argon2id")
                        .with("memoryKib", cost.memoryKib()).with("passes", cost.passes())
                        .with("lanes", cost.lanes())));
        return Result.done(json, out -> {
            out.println(session.text("vault.info.where", session.vaultFolder(), info.created().toString()));
            out.println(session.text("vault.info.counts", info.patients(), info.studies(), info.series(),
                    info.instances()));
            out.println(session.text("vault.info.bytes", info.bytes(), info.diskBytes()));
            out.println(session.text("vault.info.users", String.join(", ", info.users())));
        });
    }
}
