package org.lantern.app.cli;

import java.nio.file.Path;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.DerivedJpeg;
import org.lantern.imaging.codec.Transcoder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.DicomDirectory;
import org.lantern.imaging.dicom.io.DicomDirectoryWriter;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomWriter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dicom write FILE --out FILE}: reads an object and writes it again, in another lossless syntax if asked. With
 * {@code --quality} it makes a derived image of its own, compressed with loss; never without.
 */
@picocli.CommandLine.Command(name = "write")
final class DicomWriteCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "dicom.file")
    private Path path;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "write.out")
    private Path out;

    @Option(names = "--transfer-syntax", paramLabel = "UID", descriptionKey = "write.transfer-syntax")
    private String syntaxUid;

    @Option(names = "--quality", paramLabel = "N", descriptionKey = "write.quality")
    private Integer quality;

    @Option(names = "--utf8", descriptionKey = "write.utf8")
    private boolean utf8;

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
            boolean baseline = syntax.equals(TransferSyntax.JPEG_BASELINE);
            boolean lossy = baseline && !syntax.equals(file.transferSyntax());
            if (quality == null ? lossy : !baseline || quality < 1 || quality > 100) {
                throw new CommandException(Exit.USAGE, session.text("error.write.quality"));
            }
            return quality == null ? write(file, syntax) : derive(file);
        });
    }

    private Result write(DicomFile file, TransferSyntax syntax) throws ImagingException, CommandException {
        if (DicomDirectory.isDirectory(file)) {
            return writeDirectory(file);
        }
        var transcoded = Transcoder.inSyntax(file, syntax);
        var dataSet = utf8 ? transcoded.inUtf8() : transcoded;
        new OutputFile(session, out).write(stream -> DicomWriter.write(file.meta(), dataSet, syntax, stream));
        return done(file, syntax);
    }

    /** A directory's offsets count from the start of its file, so they are made anew; it has one syntax only. */
    private Result writeDirectory(DicomFile file) throws ImagingException, CommandException {
        var roots = DicomDirectory.of(file).roots();
        var uid = file.meta().text(Tag.MediaStorageSOPInstanceUID)
                .orElseThrow(() -> new ImagingException.MissingElement(Tag.MediaStorageSOPInstanceUID.code()));
        new OutputFile(session, out).write(
                stream -> DicomDirectoryWriter.write(file.dataSet(), uid, roots, stream));
        return done(file, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private Result done(DicomFile file, TransferSyntax syntax) {
        var json = Json.object().with("from", file.transferSyntax().uid()).with("transferSyntax", syntax.uid())
                .with("out", out.toString());
        return Result.done(json, text -> text.println(session.text("write.done", out, syntax.name())));
    }

    private Result derive(DicomFile file) throws ImagingException, CommandException {
        var syntax = TransferSyntax.JPEG_BASELINE;
        var image = DerivedJpeg.of(file, quality);
        var derived = utf8 ? image.inUtf8() : image;
        new OutputFile(session, out).write(stream -> DicomWriter.write(file.meta(), derived, syntax, stream));
        var ratio = derived.texts(Tag.LossyImageCompressionRatio).getLast();
        var uid = derived.text(Tag.SOPInstanceUID).orElseThrow();
        var json = Json.object().with("from", file.transferSyntax().uid()).with("transferSyntax", syntax.uid())
                .with("out", out.toString()).with("quality", quality).with("ratio", Double.parseDouble(ratio))
                .with("sopInstanceUid", uid);
        return Result.done(json,
                text -> text.println(session.text("write.derived", out, syntax.name(), quality, ratio)));
    }
}
