package org.lantern.app.feature.administration;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Action;
import org.lantern.storage.audit.AuditEntry;
import org.lantern.storage.audit.AuditFilter;
import org.lantern.storage.audit.AuditTrail;

/** What was done in the vault, filtered, checked and taken out. */
public final class AuditViewModel {
    /** More than anybody reads; an export has all. */
    static final int MOST_ENTRIES = 5000;

    private final AuditTrail trail;
    private final TaskRunner tasks;
    private final Texts texts;
    private final ZoneId zone;
    private final Reports reports;
    private final ObservableList<AuditEntry> entries = FXCollections.observableArrayList();
    private final ObjectProperty<LocalDate> since = new SimpleObjectProperty<>(this, "since");
    private final ObjectProperty<LocalDate> until = new SimpleObjectProperty<>(this, "until");
    private final StringProperty user = new SimpleStringProperty(this, "user", "");
    private final ObjectProperty<Action> action = new SimpleObjectProperty<>(this, "action");
    private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper(this, "verdict", "");

    /** @param zone in which days begin */
    public AuditViewModel(AuditTrail trail, TaskRunner tasks, Texts texts, ZoneId zone, Reports reports) {
        this.trail = trail;
        this.tasks = tasks;
        this.texts = texts;
        this.zone = zone;
        this.reports = reports;
        since.addListener(_ -> refresh());
        until.addListener(_ -> refresh());
        action.addListener(_ -> refresh());
        user.addListener(_ -> refresh());
    }

    /** The entries that the filter admits, newest first. */
    public ObservableList<AuditEntry> entries() {
        return FXCollections.unmodifiableObservableList(entries);
    }

    /** First day; null for the beginning. */
    public ObjectProperty<LocalDate> sinceProperty() {
        return since;
    }

    /** Last day; null for today. */
    public ObjectProperty<LocalDate> untilProperty() {
        return until;
    }

    /** Whose; empty for everybody's. */
    public StringProperty userProperty() {
        return user;
    }

    /** Which action; null for all. */
    public ObjectProperty<Action> actionProperty() {
        return action;
    }

    /** What the last verification found; empty before the first. */
    public ReadOnlyStringProperty verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    public void refresh() {
        var filter = filter();
        tasks.query(() -> trail.entries(filter, MOST_ENTRIES), found -> {
            if (filter.equals(filter())) {
                entries.setAll(found);
            }
        }, reports.failed());
    }

    private AuditFilter filter() {
        return new AuditFilter(Optional.ofNullable(since.get()).map(day -> day.atStartOfDay(zone).toInstant()),
                Optional.ofNullable(until.get()).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                Optional.of(user.get().strip()).filter(name -> !name.isEmpty()),
                action.get() == null ? Set.of() : Set.of(action.get()));
    }

    /** Checks the whole trail. */
    public void verify() {
        tasks.start(texts.get("administration.audit.verifying"), (_, _) -> trail.verify(), faults -> {
            verdict.set(faults.isEmpty() ? texts.get("administration.audit.whole")
                    : texts.get("administration.audit.faults",
                            faults.stream()
                                    .map(fault -> texts.get("administration.audit.fault." + fault.kind().name(),
                                            fault.trail(), fault.entry()))
                                    .collect(Collectors.joining(texts.get("shell.list.separator")))));
            refresh();
        }, reports.failed());
    }

    /** Writes what the filter admits into a new, signed file. */
    public void export(Path file) {
        var filter = filter();
        tasks.start(texts.get("administration.audit.exporting"), (_, _) -> write(filter, file), count -> {
            reports.say().accept(texts.get("administration.audit.exported", count));
            refresh();
        }, reports.failed());
    }

    private int write(AuditFilter filter, Path file) throws IOException, StorageException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            return trail.export(filter, out);
        }
    }
}
