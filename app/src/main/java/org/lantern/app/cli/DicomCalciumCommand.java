package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lantern.imaging.codec.FrameReader;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.CalciumLesion;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.measure.Region;
import org.lantern.imaging.pixel.ModalityLut;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dicom calcium FILE…}: the Agatston score of a region of CT slices. */
@picocli.CommandLine.Command(name = "calcium")
final class DicomCalciumCommand implements Command {
    private final Session session;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "FILE", descriptionKey = "calcium.files")
    private List<Path> files;

    @Option(names = "--region", required = true, split = ",", paramLabel = "LEFT,TOP,RIGHT,BOTTOM", descriptionKey = "calcium.region")
    private List<Integer> region;

    DicomCalciumCommand(Session session) {
        this.session = session;
    }

    private record Found(Path file, double thicknessMm, CalciumLesion lesion) {}

    @Override
    public Result run() throws Exception {
        if (region.size() != 4) {
            throw new CommandException(Exit.USAGE, session.text("error.usage",
                    session.text("error.usage.value", "--region"), "lantern dicom calcium"));
        }
        var found = new ArrayList<Found>();
        for (var file : files) {
            new InputFile(session, file).use(slice -> {
                find(file, slice, found);
                return Result.written(Exit.DONE);
            });
        }
        double score = found.stream().mapToDouble(one -> one.lesion().score(one.thicknessMm())).sum();
        var json = Json.object().with("score", score).with("slices", files.size())
                .with("thresholdHu", CalciumLesion.THRESHOLD_HU).with("smallestMm2", CalciumLesion.SMALLEST_MM2)
                .with("lesions", found.stream()
                        .map(one -> Json.object().with("file", one.file().toString())
                                .with("column", (int) one.lesion().topLeft().column())
                                .with("row", (int) one.lesion().topLeft().row())
                                .with("area_mm2", one.lesion().areaMm2()).with("peak_hu", one.lesion().peakHu())
                                .with("factor", one.lesion().densityFactor())
                                .with("slice_thickness_mm", one.thicknessMm())
                                .with("score", one.lesion().score(one.thicknessMm())))
                        .toList());
        return Result.done(json, out -> out.println(session.text("calcium.done",
                String.format(Locale.ROOT, "%.1f", score), found.size(), files.size())));
    }

    private void find(Path path, DicomFile file, List<Found> found) throws Exception {
        var dataSet = file.dataSet();
        var thickness = dataSet.decimal(Tag.SliceThickness);
        var modality = ModalityLut.of(dataSet);
        var spacing = ImageCalibration.of(dataSet, 0).at(new PixelPoint(0, 0)).spacing();
        if (!dataSet.text(Tag.Modality).orElse("").equals("CT") || !modality.unit().equals("HU")
                || thickness.isEmpty() || thickness.getAsDouble() <= 0 || spacing.isEmpty()) {
            throw new CommandException(Exit.INPUT, session.text("error.calcium", path));
        }
        try (var frames = FrameReader.open(file)) {
            if (frames.frameCount() != 1) {
                throw new CommandException(Exit.INPUT, session.text("error.calcium", path));
            }
            var box = new Region.Rectangle(new PixelPoint(region.get(0), region.get(1)),
                    new PixelPoint(region.get(2), region.get(3)));
            for (var lesion : CalciumLesion.find(frames.read(0), modality, spacing.get(), box)) {
                found.add(new Found(path, thickness.getAsDouble(), lesion));
            }
        }
    }
}
