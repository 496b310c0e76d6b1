package org.lantern.app.cli;

import java.nio.file.Path;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.Transcoder;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomWriter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom write FILE --out FILE}: reads an object and writes it again, in another lossless syntax if asked. */
@picocli.CommandLine.Command(name = "write")
final class DicomWriteCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "dicom.file")
    private Path path;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "write.out")
    private Path out;

    @Option(names = "--transfer-syntax", paramLabel = "UID", descriptionKey = "write.transfer-syntax")
    private String syntaxUid;

    DicomWriteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        return new InputFile(session, path).use(file -> {
            if (!file.isComplete()) {
                throw new CommandException(Exit.INPUT, session.text("error.incomplete", path));
            }
            var syntax = syntaxUid == null ? file.transferSyntax() : TransferSyntax.of(syntaxUid);
            return write(file, syntax);
        });
    }

    private Result write(DicomFile file, TransferSyntax syntax) throws ImagingException, CommandException {
        var dataSet = Transcoder.inSyntax(file, syntax);
        new OutputFile(session, out).write(stream -> DicomWriter.write(file.meta(), dataSet, syntax, stream));
        var json = Json.object().with("from", file.transferSyntax().uid()).with("transferSyntax", syntax.uid())
                .with("out", out.toString());
        return Result.done(json, text -> text.println(session.text("write.done", out, syntax.name())));
    }
}
