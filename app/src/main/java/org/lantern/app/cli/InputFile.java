package org.lantern.app.cli;

import java.nio.file.Path;
import org.lantern.app.problem.Problems;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.VideoStream;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;

/** A DICOM file that a command was given. Whatever is wrong with it is said with its path. */
final class InputFile {
    private final Session session;
    private final Path path;

    InputFile(Session session, Path path) {
        this.session = session;
        this.path = path;
    }

    /** What is done with an object. */
    @FunctionalInterface
    interface Use {
        Result of(DicomFile file) throws Exception;
    }

    Result use(Use use) throws Exception {
        try (var file = DicomFile.read(path, ParseLimits.CLINICAL)) {
            try {
                return use.of(file);
            } catch (ImagingException.Unsupported unsupported) {
                throw refused(file, unsupported);
            }
        } catch (ImagingException failure) {
            throw refused(failure);
        }
    }

    /** A video is no failure: there is a command for it. */
    private CommandException refused(DicomFile file, ImagingException.Unsupported failure) {
        var syntax = file.transferSyntax();
        return VideoStream.isVideo(syntax)
                ? new CommandException(Exit.INPUT, session.text("error.video", path, syntax.name()), failure)
                : refused(failure);
    }

    CommandException refused(ImagingException failure) {
        if (failure instanceof ImagingException.Unsupported unsupported) {
            return new CommandException(Exit.INPUT, session.text("error.unsupported", path, unsupported.what()),
                    failure);
        }
        return new CommandException(Exit.INPUT,
                session.text("error.file", path, new Problems(session.texts()).of(failure).line()), failure);
    }
}
