package org.lantern.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dicom render FILE --out PNG}: the image as the viewer shows it. */
@picocli.CommandLine.Command(name = "render")
final class DicomRenderCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "dicom.file")
    private Path path;

    @Mixin
    private RenderOptions options = new RenderOptions();

    DicomRenderCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        return new InputFile(session, path).use(file -> options.draw(session, file));
    }
}
