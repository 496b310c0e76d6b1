package org.lantern.app.cli;

import java.nio.file.Path;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.VideoStream;
import org.lantern.imaging.dicom.io.DicomFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom video FILE --out FILE}: the video inside of an object, as a file that players open. */
@picocli.CommandLine.Command(name = "video")
final class DicomVideoCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "dicom.file")
    private Path path;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "video.out")
    private Path out;

    DicomVideoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        return new InputFile(session, path).use(file -> {
            if (!file.isComplete()) {
                throw new CommandException(Exit.INPUT, session.text("error.incomplete", path));
            }
            return extract(file);
        });
    }

    private Result extract(DicomFile file) throws ImagingException, CommandException {
        if (!VideoStream.isVideo(file.transferSyntax())) {
            throw new CommandException(Exit.INPUT, session.text("error.no-video", path, file.transferSyntax().name()));
        }
        var video = VideoStream.open(file);
        new OutputFile(session, out).write(video::writeTo);
        var container = video.container();
        var json = Json.object().with("transferSyntax", file.transferSyntax().uid())
                .with("container", container.title()).with("extension", container.extension())
                .with("bytes", video.lengthBytes()).with("out", out.toString());
        return Result.done(json, text -> text.println(
                session.text("video.done", out, video.lengthBytes(), container.title(), container.extension())));
    }
}
