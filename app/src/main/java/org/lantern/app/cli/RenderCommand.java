package org.lantern.app.cli;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code render --sop UID}: as {@code dicom render}, from the vault. */
@picocli.CommandLine.Command(name = "render")
final class RenderCommand implements Command {
    private final Session session;

    @Option(names = "--sop", paramLabel = "UID", required = true, descriptionKey = "render.sop")
    private String sopInstanceUid;

    @Mixin
    private RenderOptions options = new RenderOptions();

    RenderCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        try (var file = DicomFile.read(session.vault().archive().open(sopInstanceUid), ParseLimits.CLINICAL)) {
            return options.draw(session, file);
        } catch (ImagingException.Io failure) {
            throw failure.getCause() instanceof java.io.IOException cause
                    ? org.lantern.storage.StorageException.of("object", cause)
                    : failure;
        }
    }
}
