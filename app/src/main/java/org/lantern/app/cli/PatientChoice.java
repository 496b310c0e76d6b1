package org.lantern.app.cli;

import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;

/** Finds the patient that a command names. */
final class PatientChoice {
    private PatientChoice() {}

    /** The patient of that very ID; two of the same ID, from different issuers, are not told apart by it. */
    static PatientKey of(Session session, String id) throws CommandException, StorageException {
        var rows = session.vault().archive().patients(id, Integer.MAX_VALUE).stream()
                .filter(row -> row.patientId().equals(id)).toList();
        return switch (rows.size()) {
            case 0 -> throw new CommandException(Exit.INPUT, session.text("error.patient.none"));
            case 1 -> rows.getFirst().key();
            default -> throw new CommandException(Exit.INPUT, session.text("error.patient.several", rows.size()));
        };
    }
}
