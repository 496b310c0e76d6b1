package org.lantern.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.phantom.Phantom;
import org.lantern.imaging.phantom.PhantomPatient;
import picocli.CommandLine.Option;

/** {@code phantom --kind K --out DIR}: a synthetic series, the same for the same seed. */
@picocli.CommandLine.Command(name = "phantom")
final class PhantomCommand implements Command {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");
    /** Not the time of the run: the same seed gives the same bytes. */
    private static final LocalDateTime ACQUIRED = LocalDateTime.of(2026, 1, 15, 9, 30);

    private final Session session;

    @Option(names = "--kind", paramLabel = "KIND", required = true, descriptionKey = "phantom.kind")
    private String kind;

    @Option(names = "--out", paramLabel = "DIR", required = true, descriptionKey = "phantom.out")
    private Path folder;

    @Option(names = "--slices", paramLabel = "N", descriptionKey = "phantom.slices")
    private Integer slices;

    @Option(names = "--size", paramLabel = "RxC", descriptionKey = "phantom.size")
    private String size;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", descriptionKey = "phantom.seed")
    private long seed;

    PhantomCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var phantom = phantom();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandException(Exit.MEDIUM, session.text("error.output", folder), e);
        }
        int count = 0;
        try (var progress = new Progress(session, session.text("phantom.progress"));
                var objects = phantom.generate()) {
            for (var next = objects.iterator(); next.hasNext();) {
                var object = next.next();
                count++;
                new OutputFile(session, folder.resolve(String.format("%s-%04d.dcm", kind, count))).write(
                        out -> DicomWriter.write(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out));
                progress.accept((double) count / phantom.slices());
            }
        }
        int written = count;
        var json = Json.object().with("kind", kind).with("files", written).with("rows", phantom.rows())
                .with("columns", phantom.columns()).with("seed", seed).with("out", folder.toString())
                .with("nodules", phantom.nodules());
        return Result.done(json, out -> out.println(session.text("phantom.done", written, folder)));
    }

    private Phantom phantom() throws CommandException {
        var chosen = Phantom.Kind.ofTerm(kind).orElseThrow(() -> new CommandException(Exit.USAGE,
                session.text("error.phantom.kind", Arrays.stream(Phantom.Kind.values()).map(Phantom.Kind::term)
                        .collect(Collectors.joining(", ")))));
        var shape = SIZE.matcher(Optional.ofNullable(size)
                .orElse(chosen.usualRows() + "x" + chosen.usualColumns()));
        try {
            if (shape.matches()) {
                return new Phantom(chosen, Optional.ofNullable(slices).orElse(chosen.usualSlices()),
                        Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)), seed,
                        PhantomPatient.ANONYMOUS, ACQUIRED);
            }
        } catch (IllegalArgumentException _) {
            // said below, with what is accepted
        }
        throw new CommandException(Exit.USAGE, session.text("error.phantom.size"));
    }
}
