package org.lantern.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The door of the command line: arguments in, exit code out. One command writes its result to standard output, as lines
 * or as one JSON document, and everything else (progress, errors) to standard error.
 */
public final class Cli {
    private static final String LANGUAGE_OPTION = "--lang";

    private Cli() {}

    /** Runs one command line and returns the process's exit status. */
    public static int run(Terminal terminal, String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            // What scripts ask most often is answered before the tree of commands is built.
            terminal.out().println(Version.line());
            terminal.out().flush();
            return Exit.DONE.code();
        }
        try {
            return runAndClose(terminal, arguments).code();
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private static Exit runAndClose(Terminal terminal, String... arguments) {
        var vault = new OpenVault();
        var catalogue = new ReadCatalogue();
        var exit = run(terminal, vault, catalogue, Optional.empty(), arguments);
        try {
            vault.close();
            return exit;
        } catch (StorageException failure) {
            var texts = Texts.in(languageOf(arguments).flatMap(Cli::language).orElse(terminal.language()));
            return exit.worse(new Failures(new Session(terminal, texts, new GlobalOptions(), vault, catalogue,
                    false))
                    .report(failure));
        }
    }

    /** Runs one command line, in a batch with the options that were given to the batch. */
    static Exit run(Terminal terminal, OpenVault vault, ReadCatalogue catalogue, Optional<GlobalOptions> outer,
            String... arguments) {
        var options = new GlobalOptions();
        Optional<String> wanted = languageOf(arguments).or(() -> outer.map(o -> o.language));
        Optional<Locale> language = wanted.isEmpty() ? Optional.of(terminal.language()) : wanted.flatMap(Cli::language);
        var texts = Texts.in(language.orElse(terminal.language()));
        var session = new Session(terminal, texts, options, vault, catalogue, outer.isPresent());
        var failures = new Failures(session);
        try {
            if (language.isEmpty()) {
                throw new CommandException(Exit.USAGE, session.text("error.language"));
            }
            return dispatch(session, failures, outer, arguments);
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            return failures.report(failure);
        }
    }

    private static Exit dispatch(Session session, Failures failures, Optional<GlobalOptions> outer,
            String... arguments) throws Exception {
        var commandLine = CommandTree.of(session);
        List<CommandLine> path;
        try {
            path = commandLine.parseArgs(arguments).asCommandLineList();
        } catch (ParameterException wrong) {
            return failures.usage(wrong);
        }
        outer.ifPresent(session.options()::completeFrom);
        var last = path.getLast();
        if (session.options().help) {
            last.usage(session.terminal().out());
            return Exit.DONE;
        }
        if (session.options().version) {
            commandLine.printVersionHelp(session.terminal().out());
            return Exit.DONE;
        }
        Object chosen = last.getCommand();
        if (chosen instanceof Command command) {
            var result = command.run();
            if (session.options().json) {
                result.json().writeTo(session.terminal().out());
            } else {
                var lines = new PlainText(session.terminal().out());
                result.text().writeTo(lines);
                lines.flush();
            }
            session.terminal().out().flush();
            return result.exit();
        }
        if (last == commandLine && outer.isEmpty()) {
            session.terminal().window().open(session.vaultFolder(), session.user(), session.texts().language(),
                    Optional.empty());
            return Exit.DONE;
        }
        throw new CommandException(Exit.USAGE,
                session.text("error.command.missing", last.getCommandSpec().qualifiedName()));
    }

    private static Optional<Locale> language(String tag) {
        return switch (tag) {
            case "en" -> Optional.of(Locale.ENGLISH);
            case "zh-CN" -> Optional.of(Locale.SIMPLIFIED_CHINESE);
            default -> Optional.empty();
        };
    }

    /** The language asked for, found before the arguments are parsed: what the parser says is in that language. */
    private static Optional<String> languageOf(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(LANGUAGE_OPTION) && i + 1 < arguments.length) {
                return Optional.of(arguments[i + 1]);
            }
            if (arguments[i].startsWith(LANGUAGE_OPTION + "=")) {
                return Optional.of(arguments[i].substring(LANGUAGE_OPTION.length() + 1));
            }
        }
        return Optional.empty();
    }
}
