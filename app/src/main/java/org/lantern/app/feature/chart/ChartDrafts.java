package org.lantern.app.feature.chart;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lantern.app.task.TaskRunner;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Draft;
import org.lantern.storage.chart.Drafts;

/**
 * The forms that were begun and are not saved, one of each kind for a patient. They outlive the page, which is made anew
 * in another language, and, because what is typed goes into the vault within a second, also a lock, a crash and a power
 * cut. Used on the user interface's thread.
 */
public final class ChartDrafts {
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final Drafts store;
    private final TaskRunner tasks;
    private final Consumer<Throwable> failed;
    private final Map<Place, TypedForm> begun = new LinkedHashMap<>();
    /** From before the vault was opened, and not asked for since. */
    private final Map<Place, Draft> kept = new LinkedHashMap<>();
    private final Set<Place> changed = new HashSet<>();
    /** Handed over to be written; not known to be in the vault yet. */
    private Changes underWay = Changes.NONE;
    private boolean writing;
    private boolean ended;
    private final Object writer = new Object();
    private long lastWritten;

    private record Place(PatientKey patient, Draft.Form form) {}

    /**
     * What is to be written.
     *
     * @param number later changes have higher ones, and hold what earlier ones held
     * @param drafts empty for what is to be removed
     */
    private record Changes(long number, Map<Place, Optional<Draft>> drafts) {
        static final Changes NONE = new Changes(0, Map.of());
    }

    /**
     * @param all what the vault had when it was opened
     * @param failed takes why something typed could not be kept; it is tried again with the next change
     */
    public ChartDrafts(Drafts store, List<Draft> all, TaskRunner tasks, Consumer<Throwable> failed) {
        this.store = store;
        this.tasks = tasks;
        this.failed = failed;
        all.forEach(draft -> kept.put(new Place(draft.patient(), draft.form()), draft));
    }

    /** Patients with something typed and not saved. */
    public Set<PatientKey> patients() {
        var patients = new HashSet<PatientKey>();
        kept.keySet().forEach(place -> patients.add(place.patient()));
        begun.forEach((place, form) -> {
            if (form.isTyped()) {
                patients.add(place.patient());
            }
        });
        return patients;
    }

    /**
     * A form that was begun, now or before a lock.
     *
     * @param empty makes the form that a draft was typed into; empty if it cannot be shown any more
     */
    Optional<TypedForm> find(PatientKey patient, Draft.Form kind,
            Function<Draft, Optional<? extends TypedForm>> empty) {
        var place = new Place(patient, kind);
        if (begun.containsKey(place)) {
            return Optional.of(begun.get(place));
        }
        var draft = Optional.ofNullable(kept.get(place));
        Optional<TypedForm> form = draft.flatMap(empty);
        form.ifPresent(made -> {
            kept.remove(place);
            made.restore(draft.get().fields());
            begin(patient, made);
        });
        return form;
    }

    /** Keeps what is typed into a form from now on, in place of another of its kind. */
    void begin(PatientKey patient, TypedForm form) {
        var place = new Place(patient, form.form());
        begun.put(place, form);
        form.onTyped(() -> {
            if (begun.get(place) == form) {
                write(place);
            }
        });
    }

    /** Forgets a form that was saved or given up, unless another has taken its place. */
    void discard(PatientKey patient, TypedForm form) {
        var place = new Place(patient, form.form());
        if (begun.remove(place, form)) {
            write(place);
        }
    }

    /** Takes back what was said beside the fields, as when it would stand there in another language. */
    public void forgetComplaints() {
        begun.values().forEach(TypedForm::forgetComplaints);
    }

    private void write(Place place) {
        changed.add(place);
        if (writing) {
            return;
        }
        writing = true;
        tasks.after(PAUSE, () -> {
            if (ended) {
                return;
            }
            var pending = pending();
            tasks.query(() -> write(pending), _ -> {
                written(pending);
                writing = false;
                changed.stream().findAny().ifPresent(this::write);
            }, failure -> {
                writing = false;
                changed.addAll(pending.drafts().keySet());
                if (!ended) {
                    failed.accept(failure);
                }
            });
        });
    }

    /** Everything that is not known to be in the vault, what is being written included. */
    private Changes pending() {
        var pending = new LinkedHashMap<>(underWay.drafts());
        for (var place : changed) {
            pending.put(place, Optional.ofNullable(begun.get(place)).filter(TypedForm::isTyped)
                    .map(form -> new Draft(place.patient(), place.form(), form.corrects(), form.typed())));
        }
        changed.clear();
        underWay = new Changes(underWay.number() + 1, pending);
        return underWay;
    }

    private void written(Changes done) {
        if (underWay.number() == done.number()) {
            underWay = new Changes(done.number(), Map.of());
        }
    }

    /**
     * Writes what is not in the vault yet, in the background.
     *
     * @param done runs when everything typed is in the vault
     * @param notKept takes why it is not
     */
    public void keepAll(Runnable done, Consumer<Throwable> notKept) {
        var pending = pending();
        if (pending.drafts().isEmpty()) {
            done.run();
        } else {
            tasks.query(() -> write(pending), _ -> {
                written(pending);
                done.run();
            }, failure -> {
                changed.addAll(pending.drafts().keySet());
                notKept.accept(failure);
            });
        }
    }

    /**
     * Writes what is not in the vault yet when it is run, which may be on any thread; for the moment before a lock. Nothing
     * is written any more after that.
     */
    public TaskRunner.Query<Integer> lastWords() {
        ended = true;
        var pending = pending();
        return () -> write(pending);
    }

    /** On any thread; what a later write has already held is not written over it. */
    private int write(Changes pending) throws StorageException {
        synchronized (writer) {
            if (pending.number() <= lastWritten) {
                return 0;
            }
            for (var change : pending.drafts().entrySet()) {
                if (change.getValue().isPresent()) {
                    store.keep(change.getValue().get());
                } else {
                    store.discard(change.getKey().patient(), change.getKey().form());
                }
            }
            lastWritten = pending.number();
            return pending.drafts().size();
        }
    }
}
