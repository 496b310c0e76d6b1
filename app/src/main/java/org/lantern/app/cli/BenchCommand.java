package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lantern.app.bench.Figure;
import org.lantern.app.bench.QuickBenchmark;
import org.lantern.app.bench.Specimens;
import org.lantern.app.bench.Timing;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench [NAME]}: how fast this computer does what users wait for. */
@picocli.CommandLine.Command(name = "bench")
final class BenchCommand implements Command {
    private static final int SLICES = 4;
    private static final int SIZE = 512;

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", descriptionKey = "bench.name")
    private String name;

    @Option(names = "--files", paramLabel = "PATH", descriptionKey = "bench.files")
    private List<Path> paths = List.of();

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var chosen = name == null
                ? QuickBenchmark.ALL
                : List.of(QuickBenchmark.named(name)
                        .orElseThrow(() -> new CommandException(Exit.USAGE, session.text("error.bench.name",
                                QuickBenchmark.ALL.stream().map(QuickBenchmark::name)
                                        .collect(Collectors.joining(", "))))));
        if (!paths.isEmpty()) {
            InputPaths.requireReadable(session, paths);
        }
        long start = System.nanoTime();
        List<Figure> figures = new ArrayList<>();
        try (var progress = new Progress(session, session.text("bench.progress"));
                var specimens = paths.isEmpty() ? Specimens.synthetic(SLICES, SIZE) : Specimens.of(paths)) {
            for (int i = 0; i < chosen.size() && !session.terminal().cancelled().getAsBoolean(); i++) {
                progress.accept((double) i / chosen.size());
                chosen.get(i).run(specimens, Timing.QUICK, figures::add);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int processors = Runtime.getRuntime().availableProcessors();
        var json = Json.object().with("processors", processors).with("java", Runtime.version().toString())
                .with("seconds", seconds).with("figures", figures.stream().map(BenchCommand::json).toList());
        return Result.done(json, out -> {
            var table = new Table();
            for (var figure : figures) {
                table.add(session.text("bench.of." + figure.benchmark()), words(figure.subject()),
                        String.format(Locale.ROOT, "%.1f", figure.perSecond()),
                        session.text("bench.unit." + figure.unit()),
                        String.format(Locale.ROOT, "%.2f ms", figure.milliseconds()));
            }
            table.print(out);
            out.println(session.text("bench.done", processors, Runtime.version().toString(), seconds));
        });
    }

    private String words(String subject) {
        var key = "bench.subject." + subject;
        return session.texts().has("cli." + key) ? session.text(key) : subject;
    }

    private static Object json(Figure figure) {
        return Json.object().with("benchmark", figure.benchmark()).with("subject", figure.subject())
                .with("perSecond", figure.perSecond()).with("unit", figure.unit())
                .with("milliseconds", figure.milliseconds()).with("passes", figure.passes());
    }
}
