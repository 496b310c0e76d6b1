package org.lantern.app.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** {@code batch FILE|-}: each line of a script as one command, in this process, with the vault unlocked once. */
@picocli.CommandLine.Command(name = "batch")
final class BatchCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE|-", descriptionKey = "batch.file")
    private String file;

    BatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        if (session.inBatch()) {
            throw new CommandException(Exit.USAGE, session.text("error.batch.nested"));
        }
        var worst = Exit.DONE;
        try (var lines = new BufferedReader(open())) {
            int number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                worst = worst.worse(runLine(number, line));
            }
        }
        return Result.written(worst);
    }

    private Reader open() throws CommandException {
        if (file.equals("-")) {
            return new InputStreamReader(session.terminal().in(), StandardCharsets.UTF_8);
        }
        try {
            return Files.newBufferedReader(Path.of(file));
        } catch (IOException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", file), e);
        }
    }

    private Exit runLine(int number, String line) throws IOException {
        var words = ShellWords.split(line);
        if (words.isPresent() && words.get().isEmpty()) {
            return Exit.DONE;
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exit = Exit.USAGE;
        try (var outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
                var errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
            if (words.isEmpty()) {
                errStream.println(Failures.PREFIX + session.text("error.batch.quotes"));
            } else {
                exit = Cli.run(session.terminal().withStreams(outStream, errStream), session.openVault(),
                        session.catalogue(),
                        Optional.of(session.options()), arguments(words.get()));
            }
        }
        var report = Json.object().with("line", number).with("exit", exit.code())
                .with("out", document(out.toString(StandardCharsets.UTF_8)))
                .with("err", err.toString(StandardCharsets.UTF_8).stripTrailing());
        session.terminal().out().println(Json.line(report));
        session.terminal().out().flush();
        return exit;
    }

    /** A line may begin with the program's name, as it would in a shell. */
    private static String[] arguments(List<String> words) {
        var own = words.getFirst().equals("lantern") ? words.subList(1, words.size()) : words;
        return own.toArray(String[]::new);
    }

    /** The output as JSON where it is JSON, else as text. */
    private static Object document(String out) {
        if (out.startsWith("{") || out.startsWith("[")) {
            try {
                return Json.parse(out);
            } catch (IOException _) {
                return out;
            }
        }
        return out;
    }
}
