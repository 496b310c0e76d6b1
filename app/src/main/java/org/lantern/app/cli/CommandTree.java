package org.lantern.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The tree of all commands, made for one session. */
final class CommandTree {
    private CommandTree() {}

    static CommandLine of(Session session) {
        var root = new CommandLine(session.options());
        group(root, "dicom", new DicomDumpCommand(session), new DicomScanCommand(session),
                new DicomDecodeCommand(session), new DicomRenderCommand(session), new DicomWriteCommand(session),
                new DicomCalciumCommand(session),
                new DicomVideoCommand(session));
        group(root, "risk", new RiskListCommand(session), new RiskShowCommand(session),
                new RiskComputeCommand(session), new RiskStoredCommand(session), new RiskInstallCommand(session),
                new RiskTrustCommand(session), new RiskSignCommand(session), new RiskKeysCommand(session));
        group(root, "learn", new LearnTrainCommand(session), new LearnEvaluateCommand(session),
                new LearnCardCommand(session));
        group(root, "survival", new SurvivalCurveCommand(session), new SurvivalTestCommand(session),
                new SurvivalRegressionCommand(session));
        root.addSubcommand(new PhantomCommand(session));
        root.addSubcommand(new BatchCommand(session));
        root.addSubcommand(new BenchCommand(session));
        group(root, "vault", new VaultInitCommand(session), new VaultInfoCommand(session),
                new VaultVerifyCommand(session), new VaultRebuildCommand(session), new VaultCompactCommand(session),
                new VaultBackupCommand(session), new VaultRestoreCommand(session));
        group(root, "user", new UserListCommand(session), new UserAddCommand(session),
                new UserChangeCommand.Disable(session), new UserPasswdCommand(session), new UserRoleCommand(session),
                new UserChangeCommand.Unlock(session));
        var audit = new CommandLine(new AuditCommand(session));
        audit.addSubcommand(new AuditCheckCommand(session));
        root.addSubcommand(audit);
        root.addSubcommand(new ImportCommand(session));
        root.addSubcommand(new PatientsCommand(session));
        root.addSubcommand(new StudiesCommand(session));
        group(root, "study", new StudyShowCommand(session));
        root.addSubcommand(new ExportCommand(session));
        root.addSubcommand(new DeleteCommand(session));
        root.addSubcommand(new RenderCommand(session));
        root.addSubcommand(new DemoCommand(session));
        root.setResourceBundle(new TextsBundle(session.texts()));
        root.setUsageHelpAutoWidth(true);
        // An argument is what it is: no files of arguments, no clusters of short options.
        root.setExpandAtFiles(false);
        root.setPosixClusteredShortOptionsAllowed(false);
        return root;
    }

    /** Adds a word that has commands below it and does nothing by itself. */
    private static void group(CommandLine root, String name, Command... commands) {
        var group = new CommandLine(CommandSpec.create().name(name));
        root.addSubcommand(name, group);
        for (var command : commands) {
            group.addSubcommand(command);
        }
    }
}
