package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lantern.imaging.dicom.io.DicomListing;
import org.lantern.imaging.dicom.io.DicomScan;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.dicom.io.ScanResult;
import picocli.CommandLine.Parameters;

/** {@code dicom scan PATH…}: what DICOM there is, headers only. */
@picocli.CommandLine.Command(name = "scan")
final class DicomScanCommand implements Command {
    private static final double NANOS = 1e9;

    private final Session session;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "PATH", descriptionKey = "scan.paths")
    private List<Path> paths;

    DicomScanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        InputPaths.requireReadable(session, paths);
        long start = System.nanoTime();
        try (var progress = new Progress(session, session.text("scan.progress"))) {
            var found = DicomScan.scan(paths, ParseLimits.CLINICAL, progress, session.terminal().cancelled());
            double seconds = (System.nanoTime() - start) / NANOS;
            var exit = found.rejected().isEmpty() && !found.cancelled() ? Exit.DONE : Exit.REJECTED;
            return new Result(exit, json(found, seconds), out -> {
                for (var patient : found.patients()) {
                    out.println(DicomListing.printable(patient.id() + "  " + patient.name().display() + "  "
                            + patient.sex() + "  " + patient.birthDate()));
                    for (var study : patient.studies()) {
                        out.println(DicomListing.printable(
                                "  " + study.date() + "  " + study.description() + "  " + study.uid()));
                        var table = new Table();
                        study.series().forEach(series -> table.add("   ",
                                series.number().isPresent() ? String.valueOf(series.number().getAsInt()) : "",
                                DicomListing.printable(series.modality()),
                                DicomListing.printable(series.description()),
                                String.valueOf(series.instanceCount()), words(series),
                                DicomListing.printable(series.uid())));
                        table.print(out);
                    }
                }
                found.rejected().forEach(rejected -> out.println(session.text("rejected",
                        DicomListing.printable(rejected.location().toString()),
                        Rejections.words(session, rejected.reason()))));
                out.println(session.text("scan.done", found.files(), found.instances(), found.rejected().size(),
                        seconds));
            });
        }
    }

    private static Object json(ScanResult found, double seconds) {
        return Json.object().with("files", found.files()).with("instances", found.instances())
                .with("duplicates", found.duplicates().size())
                .with("rejected",
                        found.rejected().stream()
                                .map(rejected -> Json.object().with("file", rejected.location().toString())
                                        .with("reason", Rejections.word(rejected.reason()))
                                        .with("detail", rejected.detail()))
                                .toList())
                .with("seconds", seconds)
                .with("patients", found.patients().stream().map(DicomScanCommand::json).toList());
    }

    private static Object json(ScanResult.Patient patient) {
        return Json.object().with("patientId", patient.id()).with("issuer", patient.issuer())
                .with("name", patient.name().display()).with("birthDate", patient.birthDate())
                .with("sex", patient.sex())
                .with("studies", patient.studies().stream().map(DicomScanCommand::json).toList());
    }

    private static Object json(ScanResult.Study study) {
        return Json.object().with("uid", study.uid()).with("date", study.date()).with("time", study.time())
                .with("description", study.description()).with("accession", study.accessionNumber())
                .with("series", study.series().stream().map(DicomScanCommand::json).toList());
    }

    private static Object json(ScanResult.Series series) {
        return Json.object().with("uid", series.uid())
                .with("number", series.number().isPresent() ? series.number().getAsInt() : null)
                .with("modality", series.modality()).with("description", series.description())
                .with("bodyPart", series.bodyPart()).with("instances", series.instanceCount())
                .with("mixedGeometry", series.isMixedGeometry())
                .with("stacks", series.stacks().stream().map(DicomScanCommand::json).toList());
    }

    private static Object json(ScanResult.Stack stack) {
        return Json.object().with("kind", stack.kind()).with("images", images(stack))
                .with("spacingMm", stack.spacingMm().isPresent() ? stack.spacingMm().getAsDouble() : null)
                .with("gaps", stack.gapCount()).with("duplicates", stack.duplicatePositionCount());
    }

    private static int images(ScanResult.Stack stack) {
        return Math.max(stack.instances().size(), stack.frames().size());
    }

    /** What is odd about a series; empty for most. */
    private String words(ScanResult.Series series) {
        var words = new ArrayList<String>();
        if (series.stacks().size() > 1) {
            words.add(session.text(series.isMixedGeometry() ? "scan.mixed" : "scan.stacks", series.stacks().size()));
        }
        int gaps = series.stacks().stream().mapToInt(ScanResult.Stack::gapCount).sum();
        int duplicates = series.stacks().stream().mapToInt(ScanResult.Stack::duplicatePositionCount).sum();
        if (gaps > 0) {
            words.add(session.text("scan.gaps", gaps));
        }
        if (duplicates > 0) {
            words.add(session.text("scan.duplicates", duplicates));
        }
        return String.join(", ", words);
    }
}
