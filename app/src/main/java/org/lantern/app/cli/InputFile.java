package org.lantern.app.cli;

import java.nio.file.Path;
import org.lantern.app.problem.Problems;
import org.lantern.imaging.ImagingException;
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
            return use.of(file);
        } catch (ImagingException failure) {
            throw refused(failure);
        }
    }

    CommandException refused(ImagingException failure) {
        return new CommandException(Exit.INPUT,
                session.text("error.file", path, new Problems(session.texts()).of(failure).line()), failure);
    }
}
