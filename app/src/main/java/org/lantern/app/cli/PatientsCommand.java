package org.lantern.app.cli;

import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Parameters;

/** {@code patients [QUERY]}: the patients of the vault whose name, ID or birth date match. */
@picocli.CommandLine.Command(name = "patients")
final class PatientsCommand implements Command {
    private final Session session;

    @Parameters(index = "0..*", paramLabel = "QUERY", descriptionKey = "query.patients")
    private List<String> query = List.of();

    PatientsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var patients = session.vault().archive().patients(String.join(" ", query), Integer.MAX_VALUE);
        return Result.done(patients.stream().map(Rows::json).toList(), out -> {
            var table = new Table();
            patients.forEach(patient -> table.add(patient.patientId(), patient.name(), patient.ideographicName(),
                    patient.sex(), patient.birthDate().map(LocalDate::toString).orElse(""),
                    String.valueOf(patient.studyCount())));
            table.print(out);
            out.println(session.text("patients.count", patients.size()));
        });
    }
}
