package org.lantern.app.cli;

import java.nio.file.Path;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.DicomFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dicom decode FILE --out RAW}: the stored values, before any lookup table. {@code photometric} is what the file
 * says; {@code photometricDecoded} is what the values written are, after what the codec itself undoes (YBR_RCT to RGB).
 */
@picocli.CommandLine.Command(name = "decode")
final class DicomDecodeCommand implements Command {
    private static final double NANOS = 1e9;

    private final Session session;

    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "dicom.file")
    private Path path;

    @Option(names = "--out", paramLabel = "RAW", required = true, descriptionKey = "decode.out")
    private Path out;

    @Option(names = "--frame", paramLabel = "N", descriptionKey = "frame.all")
    private Integer frame;

    DicomDecodeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        return new InputFile(session, path).use(this::decode);
    }

    private Result decode(DicomFile file) throws Exception {
        long start = System.nanoTime();
        try (var frames = FrameReader.open(file)) {
            var range = FrameChoice.of(session, frame, frames.frameCount());
            var bytes = new long[1];
            new OutputFile(session, out).write(stream -> {
                for (int i = range.first(); i <= range.last(); i++) {
                    bytes[0] += RawSamples.write(frames.read(i).samples(), stream);
                }
            });
            double seconds = (System.nanoTime() - start) / NANOS;
            var format = frames.format();
            var json = Json.object().with("rows", format.rows()).with("columns", format.columns())
                    .with("frames", range.count()).with("samplesPerPixel", format.samplesPerPixel())
                    .with("bitsAllocated", format.bitsAllocated()).with("bitsStored", format.bitsStored())
                    .with("signed", format.signed())
                    .with("photometric",
                            file.dataSet().text(Tag.PhotometricInterpretation).orElse(format.photometric().term()))
                    .with("photometricDecoded", format.photometric().term())
                    .with("transferSyntax", file.transferSyntax().uid()).with("bytes", bytes[0])
                    .with("seconds", seconds);
            return Result.done(json, text -> text.println(session.text("decode.done", out, range.count(),
                    format.columns(), format.rows(), format.photometric().term(), bytes[0])));
        }
    }
}
