package org.lantern.storage.chart;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.lantern.storage.Refusal;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.catalogue.Catalogue;

/**
 * The charts of all patients of a vault. Everything it returns is a value; everything it writes is durable when the
 * method returns. What it does not take it refuses with {@link StorageException.Refused}; it changes nothing on the way.
 *
 * <p>Nothing is overwritten or removed: {@link #correct} and {@link #retract} add a version. Safe for use by several
 * threads.
 */
public final class Chart {
    private final Catalogue catalogue;
    private final Access access;
    private final Clock clock;
    private final ObservationKinds kinds = ObservationKinds.bundled();
    private final FactRules rules;
    private final Drafts drafts;

    /** Made by the vault. */
    public Chart(Catalogue catalogue, Access access, Clock clock) {
        this.catalogue = catalogue;
        this.access = access;
        this.clock = clock;
        this.rules = new FactRules(kinds, clock);
        this.drafts = new Drafts(catalogue, access, clock);
    }

    /** The kinds of numbers that observations can be. */
    @Needs({})
    public ObservationKinds kinds() {
        return kinds;
    }

    /** What this user typed and has not saved. Writing a fact ends the draft of its form. */
    @Needs({})
    public Drafts drafts() {
        return drafts;
    }

    /** What this chart takes, for forms that tell before they save. */
    @Needs({})
    public FactRules rules() {
        return rules;
    }

    /**
     * Who a patient is: as somebody entered it, or, with version 0, as the headers of their images say.
     *
     * @throws StorageException.NotFound if there is no such patient
     */
    @Needs(Permission.VIEW_CHART)
    public Entry<Demographics> patient(PatientKey patient) throws StorageException {
        view(patient.value());
        return catalogue.read(handle -> PatientRows.demographics(handle, patient.value()));
    }

    /** Problems that are not withdrawn, newest entry first. */
    @Needs(Permission.VIEW_CHART)
    public List<Entry<Problem>> problems(PatientKey patient) throws StorageException {
        view(patient.value());
        return current(FactTables.PROBLEM, patient);
    }

    /** Medications that are not withdrawn, taken now or not, newest entry first. */
    @Needs(Permission.VIEW_CHART)
    public List<Entry<Medication>> medications(PatientKey patient) throws StorageException {
        view(patient.value());
        return current(FactTables.MEDICATION, patient);
    }

    /** Allergies that are not withdrawn, newest entry first. */
    @Needs(Permission.VIEW_CHART)
    public List<Entry<Allergy>> allergies(PatientKey patient) throws StorageException {
        view(patient.value());
        return current(FactTables.ALLERGY, patient);
    }

    /** Encounters that are not withdrawn, latest first. */
    @Needs(Permission.VIEW_CHART)
    public List<Entry<Encounter>> encounters(PatientKey patient, int limit) throws StorageException {
        view(patient.value());
        return catalogue.read(handle -> FactTables.ENCOUNTER.current(handle, patient.value(), "TRUE",
                "f.start_time DESC, f.id DESC", limit));
    }

    /** Observations of any code that are not withdrawn, latest first. */
    @Needs(Permission.VIEW_CHART)
    public List<Entry<Observation>> observations(PatientKey patient, int limit) throws StorageException {
        view(patient.value());
        return catalogue.read(handle -> FactTables.OBSERVATION.current(handle, patient.value(), "TRUE",
                "f.effective DESC, f.id DESC", limit));
    }

    /** Observations of one code that are not withdrawn, latest first. */
    @Needs(Permission.VIEW_CHART)
    public List<Entry<Observation>> observations(PatientKey patient, Code code, int limit) throws StorageException {
        view(patient.value());
        return catalogue.read(handle -> FactTables.OBSERVATION.current(handle, patient.value(),
                "f.code_system = ? AND f.code = ?", "f.effective DESC, f.id DESC", limit, code.system(),
                code.code()));
    }

    /** Stored risk results that are not withdrawn, latest first. */
    @Needs(Permission.VIEW_CHART)
    public List<Entry<RiskRecord>> risks(PatientKey patient, int limit) throws StorageException {
        view(patient.value());
        return catalogue.read(handle -> FactTables.RISK.current(handle, patient.value(), "TRUE",
                "f.computed_at DESC, f.id DESC", limit));
    }

    /** Every version of a fact, oldest first, withdrawn ones too. */
    @Needs(Permission.VIEW_CHART)
    public <T extends Fact> List<Entry<T>> history(Entry<T> entry) throws StorageException {
        access.demand(Permission.VIEW_CHART);
        Optional<Long> patient = catalogue.read(handle -> handle
                .createQuery("SELECT patient_key FROM chart_entry WHERE id = ?").bind(0, entry.id()).mapTo(Long.class)
                .findOne());
        if (patient.isPresent()) {
            view(patient.get());
        }
        return catalogue.read(handle -> FactTables.of(entry.fact()).history(handle, entry.id()));
    }

    /** Opens a chart for somebody who has no images here. */
    @Needs(Permission.WRITE_CHART)
    public PatientKey addPatient(Demographics who) throws StorageException {
        access.demand(Permission.WRITE_CHART);
        refuse(rules.refusals(who));
        access.record(Deed.of(Action.CHART_CHANGED, "patient added"));
        return catalogue.inTransaction(handle -> {
            long key = PatientRows.insert(handle, who);
            insert(handle, key, who, now());
            return new PatientKey(key);
        });
    }

    /** Writes a fact that the chart did not have. Demographics are there from the start: {@link #correct} them. */
    @Needs(Permission.WRITE_CHART)
    public <T extends Fact> Entry<T> add(PatientKey patient, T fact) throws StorageException {
        access.demand(Permission.WRITE_CHART, patient.value());
        refuse(fact instanceof Demographics ? List.of(Refusal.of("patient", Refusal.Reason.FIXED))
                : rules.refusals(fact));
        change(patient, fact, "added");
        return catalogue.inTransaction(handle -> {
            PatientRows.demand(handle, patient.value());
            endDraft(handle, patient, fact);
            return insert(handle, patient.value(), fact, now());
        });
    }

    /** Writes an encounter and everything observed in it, all or nothing. */
    @Needs(Permission.WRITE_CHART)
    public Visit addVisit(PatientKey patient, Encounter encounter, List<Observation> observations)
            throws StorageException {
        access.demand(Permission.WRITE_CHART, patient.value());
        var refusals = new ArrayList<>(rules.refusals(encounter));
        observations.forEach(observation -> refusals.addAll(rules.refusals(observation)));
        refuse(refusals);
        change(patient, encounter, "added with " + observations.size() + " observations");
        return catalogue.inTransaction(handle -> {
            PatientRows.demand(handle, patient.value());
            drafts.remove(handle, patient, Draft.Form.VISIT);
            var now = now();
            var visit = insert(handle, patient.value(), encounter, now);
            var entries = new ArrayList<Entry<Observation>>();
            for (var observation : observations) {
                entries.add(insert(handle, patient.value(), new Observation(observation.code(), observation.value(),
                        observation.effective(), observation.origin(), Optional.of(visit.id())), now));
            }
            return new Visit(visit, entries);
        });
    }

    /**
     * Writes a new version of a fact.
     *
     * @param was the newest version; if it is not, somebody else was faster and the correction is refused as stale
     * @param change why, empty text if nobody said
     */
    @Needs(Permission.WRITE_CHART)
    public <T extends Fact> Entry<T> correct(PatientKey patient, Entry<T> was, T fact, String change)
            throws StorageException {
        access.demand(Permission.WRITE_CHART, patient.value());
        var refusals = new ArrayList<>(rules.refusals(fact));
        if (fact instanceof Demographics now && was.fact() instanceof Demographics before
                && !now.patientId().equals(before.patientId())) {
            refusals.add(Refusal.of("patientId", Refusal.Reason.FIXED));
        }
        refuse(refusals);
        return next(patient, was, fact, change, false);
    }

    /**
     * Withdraws a fact as entered in error: the lists no longer show it, its history does.
     *
     * @param was the newest version, as for {@link #correct}
     */
    @Needs(Permission.WRITE_CHART)
    public <T extends Fact> Entry<T> retract(PatientKey patient, Entry<T> was, String change)
            throws StorageException {
        access.demand(Permission.WRITE_CHART, patient.value());
        if (was.fact() instanceof Demographics) {
            throw new StorageException.Refused(List.of(Refusal.of("patient", Refusal.Reason.FIXED)));
        }
        return next(patient, was, was.fact(), change, true);
    }

    private <T extends Fact> Entry<T> next(PatientKey patient, Entry<T> was, T fact, String change,
            boolean retracted) throws StorageException {
        if (change.length() > FactRules.LINE_LENGTH) {
            throw new StorageException.Refused(List.of(Refusal.of("change", Refusal.Reason.TOO_LONG)));
        }
        var table = FactTables.of(fact);
        change(patient, fact, (retracted ? "withdrawn " : "corrected ") + was.id());
        return catalogue.inTransaction(handle -> {
            endDraft(handle, patient, fact);
            if (fact instanceof Demographics who) {
                var known = PatientRows.demographics(handle, patient.value());
                demandNewest(known.id() == was.id() && known.version() == was.version());
                PatientRows.update(handle, patient.value(), who);
                if (was.version() == 0) {
                    return insert(handle, patient.value(), fact, now());
                }
            }
            demandNewest(table.newestVersion(handle, patient.value(), was.id()) == was.version());
            var entry = new Entry<>(was.id(), was.version() + 1, access.user(), now(),
                    Optional.of(change).filter(text -> !text.isBlank()), retracted, fact);
            table.insert(handle, patient.value(), entry);
            return entry;
        });
    }

    private void endDraft(Handle handle, PatientKey patient, Fact fact) {
        Draft.Form.of(fact).ifPresent(form -> drafts.remove(handle, patient, form));
    }

    private <T extends Fact> Entry<T> insert(Handle handle, long patient, T fact, Instant now) {
        var table = FactTables.of(fact);
        long id = handle.createUpdate("INSERT INTO chart_entry (kind, patient_key) VALUES (?, ?)")
                .bind(0, table.name()).bind(1, patient).executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
        var entry = new Entry<>(id, 1, access.user(), now, Optional.empty(), false, fact);
        table.insert(handle, patient, entry);
        return entry;
    }

    private <T extends Fact> List<Entry<T>> current(FactTable<T> table, PatientKey patient) throws StorageException {
        return catalogue.read(handle -> table.current(handle, patient.value()));
    }

    private void view(long patient) throws StorageException {
        access.demand(Permission.VIEW_CHART, patient);
        access.recordLook(Deed.ofPatient(Action.CHART_VIEWED, patient, ""));
    }

    /** Written down before it is done: a kind of fact and no content. */
    private void change(PatientKey patient, Fact fact, String what) throws StorageException {
        boolean risk = fact instanceof RiskRecord;
        access.record(Deed.ofPatient(risk ? Action.RISK_RUN : Action.CHART_CHANGED, patient.value(),
                FactTables.of(fact).name() + " " + what));
    }

    /** To the microsecond, which is what the database keeps: an entry reads back as it was returned. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void refuse(List<Refusal> refusals) throws StorageException.Refused {
        if (!refusals.isEmpty()) {
            throw new StorageException.Refused(refusals);
        }
    }

    private static void demandNewest(boolean newest) throws StorageException.Refused {
        if (!newest) {
            throw new StorageException.Refused(List.of(Refusal.of("version", Refusal.Reason.STALE)));
        }
    }
}
