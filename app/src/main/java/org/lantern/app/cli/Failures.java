package org.lantern.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.lantern.analytics.risk.RiskException;
import org.lantern.app.problem.Problems;
import org.lantern.imaging.ImagingException;
import org.lantern.storage.StorageException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error what failed, in one line, and chooses the exit code. */
final class Failures {
    static final String PREFIX = "lantern: ";

    private final Session session;

    Failures(Session session) {
        this.session = session;
    }

    /** Reports a command's failure. */
    Exit report(Throwable failure) {
        var err = session.terminal().err();
        var exit = exitOf(failure);
        err.println(PREFIX + oneLine(lineOf(failure)));
        if (session.options().verbose) {
            trace(failure, err);
        }
        return exit;
    }

    /** Reports a command line that cannot be understood. */
    Exit usage(ParameterException wrong) {
        var command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        session.terminal().err().println(
                PREFIX + oneLine(session.text("error.usage", wordsOf(wrong), command)));
        return Exit.USAGE;
    }

    private String wordsOf(ParameterException wrong) {
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> wordsOf(unmatched);
            case MissingParameterException missing -> session.text("error.usage.missing",
                    String.join(", ", missing.getMissing().stream().map(Failures::name).toList()));
            case OverwrittenOptionException twice -> session.text("error.usage.twice", name(twice.getOverwritten()));
            default -> wrong.getArgSpec() == null
                    ? session.text("error.usage.other")
                    : session.text("error.usage.value", name(wrong.getArgSpec()));
        };
    }

    /** Repeats what was not understood only where it must be a word of this program: other words may name a patient. */
    private String wordsOf(UnmatchedArgumentException unmatched) {
        var first = unmatched.getUnmatched().getFirst();
        if (first.startsWith("-")) {
            int value = first.indexOf('=');
            return session.text("error.usage.option", value < 0 ? first : first.substring(0, value));
        }
        CommandLine command = unmatched.getCommandLine();
        return command.getSubcommands().isEmpty()
                ? session.text("error.usage.argument")
                : session.text("error.usage.command", first);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Exit exitOf(Throwable failure) {
        return switch (failure) {
            case CommandException command -> command.exit();
            case ImagingException _ -> Exit.INPUT;
            case RiskException _ -> Exit.INPUT;
            case StorageException storage -> exitOf(storage);
            case IOException _ -> Exit.MEDIUM;
            case UncheckedIOException _ -> Exit.MEDIUM;
            default -> Exit.BUG;
        };
    }

    private static Exit exitOf(StorageException failure) {
        return switch (failure) {
            case StorageException.WrongPassword _ -> Exit.DENIED;
            case StorageException.InvalidRecoveryKey _ -> Exit.DENIED;
            case StorageException.VaultInUse _ -> Exit.DENIED;
            case StorageException.NotPermitted _ -> Exit.DENIED;
            case StorageException.NoAccess _ -> Exit.DENIED;
            case StorageException.LockedOut _ -> Exit.DENIED;
            case StorageException.LastAdministrator _ -> Exit.DENIED;
            case StorageException.UserExists _ -> Exit.USAGE;
            case StorageException.Closed _ -> Exit.DENIED;
            case StorageException.VaultExists _ -> Exit.USAGE;
            case StorageException.NotAVault _ -> Exit.INPUT;
            case StorageException.NotABackup _ -> Exit.INPUT;
            case StorageException.NotFound _ -> Exit.INPUT;
            case StorageException.Invalid _ -> Exit.INPUT;
            case StorageException.Refused _ -> Exit.INPUT;
            case StorageException.TooNew _ -> Exit.INPUT;
            case StorageException.Tampered _ -> Exit.DAMAGED;
            case StorageException.NoSpace _ -> Exit.MEDIUM;
            case StorageException.Io _ -> Exit.MEDIUM;
        };
    }

    private String lineOf(Throwable failure) {
        return failure instanceof CommandException command
                ? command.getMessage()
                : new Problems(session.texts()).of(failure).line();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The places that a failure passed. Messages of foreign classes are left out: they may hold values. */
    private static void trace(Throwable failure, PrintStream err) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean ours = cause.getClass().getName().startsWith("org.lantern.");
            err.println("  " + cause.getClass().getName() + (ours ? ": " + cause.getMessage() : ""));
            for (var place : cause.getStackTrace()) {
                err.println("    at " + place);
            }
        }
    }
}
