package org.lantern.storage.chart;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lantern.storage.Refusal;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.catalogue.Catalogue;

/** The drafts of one user: sealed like everything else, and there again after a lock, a crash or a power cut. */
public final class Drafts {
    /** Longest draft, as JSON, in characters; more than any form takes. */
    private static final int LONGEST = 1_000_000;

    private final Catalogue catalogue;
    private final Access access;
    private final Clock clock;

    Drafts(Catalogue catalogue, Access access, Clock clock) {
        this.catalogue = catalogue;
        this.access = access;
        this.clock = clock;
    }

    /** All drafts of this user, the one kept last first; none of patients whose chart they may not write any more. */
    @Needs({})
    public List<Draft> all() throws StorageException {
        if (!access.may(Permission.WRITE_CHART)) {
            return List.of();
        }
        List<Draft> own = catalogue.read(handle -> handle
                .createQuery("SELECT * FROM chart_draft WHERE author = ? ORDER BY kept_at DESC, patient_key, form")
                .bind(0, access.user())
                .map((row, _) -> new Draft(new PatientKey(row.getLong("patient_key")),
                        Draft.Form.valueOf(row.getString("form")),
                        Optional.ofNullable(row.getObject("entry_id", Long.class)),
                        FactJson.fields(row.getString("fields"))))
                .list());
        return own.stream().filter(draft -> !access.isHidden(draft.patient().value())).toList();
    }

    /**
     * Keeps a draft in place of the one before; durable when this returns.
     *
     * @throws StorageException.Refused if it is longer than anything that a form takes
     */
    @Needs(Permission.WRITE_CHART)
    public void keep(Draft draft) throws StorageException {
        access.demand(Permission.WRITE_CHART, draft.patient().value());
        var fields = FactJson.writeFields(draft.fields());
        if (fields.length() > LONGEST) {
            throw new StorageException.Refused(List.of(Refusal.of("draft", Refusal.Reason.TOO_LONG)));
        }
        catalogue.inTransaction(handle -> {
            PatientRows.demand(handle, draft.patient().value());
            remove(handle, draft.patient(), draft.form());
            return handle.createUpdate("""
                    INSERT INTO chart_draft (patient_key, author, form, entry_id, fields, kept_at)
                    VALUES (?, ?, ?, ?, ?, ?)""").bind(0, draft.patient().value()).bind(1, access.user())
                    .bind(2, draft.form().name())
                    .bind(3, draft.entry().orElse(null)).bind(4, fields)
                    .bind(5, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).execute();
        });
    }

    /** Removes a draft of this user, if there is one. */
    @Needs({})
    public void discard(PatientKey patient, Draft.Form form) throws StorageException {
        catalogue.inTransaction(handle -> remove(handle, patient, form));
    }

    /** As {@link #discard}, within the transaction that makes a fact of the draft. */
    int remove(Handle handle, PatientKey patient, Draft.Form form) {
        return handle.createUpdate("DELETE FROM chart_draft WHERE author = ? AND patient_key = ? AND form = ?")
                .bind(0, access.user()).bind(1, patient.value()).bind(2, form.name()).execute();
    }
}
