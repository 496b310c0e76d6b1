package org.lantern.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.enhance.Enhancement;
import org.lantern.imaging.enhance.Recipe;
import org.lantern.imaging.pixel.ImageRenderer;
import org.lantern.imaging.pixel.PngWriter;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.VoiLut;
import org.lantern.imaging.pixel.VoiPreset;
import picocli.CommandLine.Option;

/** How an image is drawn: the options of every command that draws one. */
final class RenderOptions {
    @Option(names = "--out", paramLabel = "PNG", required = true, descriptionKey = "render.out")
    private java.nio.file.Path out;

    @Option(names = "--frame", paramLabel = "N", defaultValue = "1", descriptionKey = "frame.one")
    private int frame;

    @Option(names = "--voi", paramLabel = "N", descriptionKey = "render.voi")
    private Integer voi;

    @Option(names = "--window", paramLabel = "C,W", descriptionKey = "render.window")
    private String window;

    @Option(names = "--preset", paramLabel = "NAME", descriptionKey = "render.preset")
    private String preset;

    @Option(names = "--enhance", paramLabel = "SPEC", descriptionKey = "render.enhance")
    private List<String> enhancements = List.of();

    @Option(names = "--invert", descriptionKey = "render.invert")
    private boolean invert;

    @Option(names = "--max-size", paramLabel = "PX", descriptionKey = "render.max-size")
    private Integer maxSize;

    /** Draws a frame of an object into the file that the options name. */
    Result draw(Session session, DicomFile file) throws CommandException, ImagingException, java.io.IOException {
        var recipe = recipe(session);
        try (var frames = FrameReader.open(file)) {
            int index = FrameChoice.of(session, frame, frames.frameCount()).first();
            var presentation = presentation(session, file, index);
            var decoded = frames.read(index);
            var enhanced = recipe.apply(decoded, presentation);
            int columns = decoded.format().columns();
            int rows = decoded.format().rows();
            var argb = new int[columns * rows];
            new ImageRenderer().render(enhanced, presentation, argb);
            var picture = maxSize == null
                    ? new Picture(argb, columns, rows)
                    : new Picture(argb, columns, rows).atMost(maxSize);
            new OutputFile(session, out).write(
                    stream -> PngWriter.write(picture.argb(), picture.columns(), picture.rows(), stream));
            var json = Json.object().with("columns", picture.columns()).with("rows", picture.rows())
                    .with("frame", index + 1).with("enhancement", recipe.toString())
                    .with("voi", presentation.voi().map(VoiLut::explanation));
            return Result.done(json, text -> text.println(session.text("render.done", out, picture.columns(),
                    picture.rows())));
        }
    }

    private Recipe recipe(Session session) throws CommandException {
        if (Stream.of(voi, window, preset).filter(java.util.Objects::nonNull).count() > 1) {
            throw new CommandException(Exit.USAGE, session.text("error.render.window-twice"));
        }
        if (maxSize != null && maxSize < 1) {
            throw new CommandException(Exit.USAGE, session.text("error.usage.value", "--max-size"));
        }
        var steps = new ArrayList<Enhancement>();
        for (var enhancement : enhancements) {
            try {
                steps.addAll(Recipe.parse(enhancement).steps());
            } catch (ImagingException.InvalidRecipe wrong) {
                throw new CommandException(Exit.USAGE, session.text("error.render.enhance",
                        wrong.step() + (wrong.key().isEmpty() ? "" : ":" + wrong.key()), wrong.expected()), wrong);
            }
        }
        return new Recipe(steps);
    }

    private Presentation presentation(Session session, DicomFile file, int index)
            throws CommandException, ImagingException {
        var presentation = Presentation.of(file.dataSet(), index).withInverted(invert);
        if (window != null) {
            return presentation.withVoi(parse(session, window));
        }
        if (preset != null) {
            return presentation.withVoi(VoiPreset.find(preset).map(VoiPreset::window)
                    .orElseThrow(() -> new CommandException(Exit.USAGE, session.text("error.render.preset",
                            String.join(", ", VoiPreset.all().stream().map(VoiPreset::name).toList())))));
        }
        if (voi != null) {
            var all = VoiLut.allOf(file.dataSet(), index);
            if (voi < 1 || voi > all.size()) {
                throw new CommandException(Exit.USAGE, session.text("error.render.voi", all.size()));
            }
            return presentation.withVoi(all.get(voi - 1));
        }
        return presentation;
    }

    private static VoiLut parse(Session session, String text) throws CommandException {
        var parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                double center = Double.parseDouble(parts[0].strip());
                double width = Double.parseDouble(parts[1].strip());
                if (VoiLut.Window.isUsable(center, width, VoiLut.Function.LINEAR)) {
                    return new VoiLut.Window(center, width);
                }
            }
        } catch (NumberFormatException _) {
            // said below, with the form that is expected
        }
        throw new CommandException(Exit.USAGE, session.text("error.render.window"));
    }
}
