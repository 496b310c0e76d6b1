package org.lantern.app.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.InstanceRow;
import org.lantern.storage.archive.SeriesRow;
import picocli.CommandLine.Parameters;

/** {@code study show UID}: one study with its series and instances, in reading order. */
@picocli.CommandLine.Command(name = "show")
final class StudyShowCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "UID", descriptionKey = "study.uid")
    private String uid;

    StudyShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var archive = session.vault().archive();
        var study = archive.study(uid).orElseThrow(() -> new StorageException.NotFound("study"));
        var instances = new LinkedHashMap<SeriesRow, List<InstanceRow>>();
        for (var series : archive.series(uid)) {
            instances.put(series, archive.instances(series.uid()));
        }
        var json = Rows.json(study).with("series",
                instances.entrySet().stream().map(entry -> Rows.json(entry.getKey(), entry.getValue())).toList());
        return Result.done(json, out -> {
            var patient = study.patient();
            out.println(patient.name() + "  " + patient.ideographicName() + "  " + patient.sex() + "  "
                    + patient.birthDate().map(LocalDate::toString).orElse("") + "  " + patient.patientId());
            out.println(study.date().map(LocalDate::toString).orElse("") + "  " + study.description() + "  "
                    + study.uid());
            var table = new Table();
            instances.forEach((series, rows) -> table.add(
                    series.number().isPresent() ? String.valueOf(series.number().getAsInt()) : "", series.modality(),
                    series.description(), series.bodyPart(), String.valueOf(rows.size()), series.uid()));
            table.print(out);
        });
    }
}
