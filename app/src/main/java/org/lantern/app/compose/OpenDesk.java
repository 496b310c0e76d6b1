package org.lantern.app.compose;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.app.dialog.Dialogs;
import org.lantern.app.feature.administration.SecurityViewModel;
import org.lantern.app.feature.chart.ChartDrafts;
import org.lantern.app.feature.viewer.Reading;
import org.lantern.app.feature.worklist.WorklistView;
import org.lantern.app.feature.worklist.WorklistViewModel;
import org.lantern.app.problem.Problems;
import org.lantern.app.shell.Desk;
import org.lantern.app.shell.MeasurementAccepted;
import org.lantern.app.shell.PatientBanner;
import org.lantern.app.shell.PatientContext;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.account.Permission;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.archive.PatientRow;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.chart.Draft;
import org.lantern.storage.vault.Vault;

/** An unlocked vault with the features that work on it. Here features meet: none of them knows another. */
public final class OpenDesk {
    private final Vault vault;
    private final Services services;
    private final Actions actions;
    private final ChartDrafts drafts;
    private final Administration administration;
    private Optional<PatientRow> patient = Optional.empty();
    private Optional<Reading> reading = Optional.empty();
    private Optional<Made> made = Optional.empty();
    /** The page of the study being read, kept while its patient's chart is looked at. */
    private Optional<Node> studyPage = Optional.empty();
    private boolean chartShown;
    /** What studies that were closed are still writing. */
    private CompletableFuture<Void> unwritten = CompletableFuture.completedFuture(null);
    private Texts texts;

    /**
     * What every feature works with.
     *
     * @param risks read once; the first call may wait for it
     */
    record Services(TaskRunner tasks, Problems problems, Dialogs dialogs, Clock clock,
            Supplier<RiskCatalogue> risks) {}

    /**
     * What the frame's buttons do to the window.
     *
     * @param showAnew makes the page anew, as after the user may see more or less than before
     */
    record Actions(Runnable lock, Runnable switchTheme, Runnable switchLanguage, Runnable about,
            SecurityViewModel.AutoLock autoLock, Runnable showAnew) {}

    /** What is made anew in each language. */
    private record Made(Desk frame, WorklistViewModel worklist, PatientFeatures features) {}

    /**
     * Where somebody was in a vault.
     *
     * @param studyUid the study that was open, if one was
     * @param chart whether the chart's page was in front
     */
    record Place(PatientKey patient, Optional<String> studyUid, boolean chart) {}

    /** @param begun what the user had typed and not saved when the vault was locked */
    OpenDesk(Vault vault, List<Draft> begun, Services services, Actions actions) {
        this.vault = vault;
        this.drafts = new ChartDrafts(vault.chart().drafts(), begun, services.tasks(),
                failure -> say(services.problems().report(failure).line()));
        this.services = services;
        this.actions = actions;
        this.administration = new Administration(vault, services, actions.autoLock(), actions.showAnew());
    }

    /** The page of this vault, made anew in a language; what was open in it still is. */
    Node page(Texts language) {
        texts = language;
        made.ifPresent(before -> before.frame().dispose());
        drafts.forgetComplaints();
        var frame = new Desk(texts, services.tasks(), vault.user(), new Desk.Actions(actions.lock(),
                actions.switchTheme(), actions.switchLanguage(), actions.about(), this::changePage,
                this::openAdministration));
        var worklist = new WorklistViewModel(texts, services.tasks(), services.problems(), services.dialogs(),
                new WorklistViewModel.Sources(vault.archive(), vault.importer(), drafts::patients, services.clock()),
                new WorklistViewModel.Openers(this::open, this::openChart),
                this::say);
        var features = new PatientFeatures(vault, texts, services, drafts,
                new PatientFeatures.Reports(this::say, this::showImage, this::refreshBanner));
        made = Optional.of(new Made(frame, worklist, features));
        boolean seesPatients = vault.access().may(Permission.SEARCH);
        frame.setHome(seesPatients ? new WorklistView(worklist, texts) : administration.page(texts, this::say));
        Runnable refresh = seesPatients ? worklist::refresh : () -> {};
        frame.setOnLeft(() -> {
            closePatient();
            refresh.run();
        });
        refresh.run();
        administration.watchBackups(texts, frame::showBackup);
        patient.ifPresent(_ -> showPatient());
        return frame;
    }

    /** Opens a study for reading. */
    public void open(StudyRow study) {
        closePatient();
        patient = Optional.of(study.patient());
        reading = Optional.of(new Reading(services.tasks(), services.problems(), vault, study,
                Runtime.getRuntime().maxMemory(), new Reading.Reports(this::accept,
                        failure -> services.dialogs().problem(services.problems().report(failure)))));
        showPatient();
    }

    /** Opens a patient's chart as a page; a study of theirs that is open stays open behind it. */
    public void openChart(PatientRow wanted) {
        chartShown = true;
        if (isOpen(wanted.key())) {
            showPage();
            return;
        }
        closePatient();
        chartShown = true;
        patient = Optional.of(wanted);
        showPatient();
    }

    private void openAdministration() {
        closePatient();
        made.ifPresent(now -> now.frame().showPlain(administration.page(texts, this::say)));
    }

    void say(String words) {
        made.ifPresent(now -> now.frame().say(words));
    }

    /**
     * Runs something that ends the work with this vault, once what was typed and not saved is in the vault. If it cannot
     * be kept there, the user decides.
     */
    void leave(Runnable leave) {
        drafts.keepAll(leave, failure -> services.dialogs().choose(texts.get("shell.unkept.title"),
                texts.get("shell.unkept.text", services.problems().report(failure).line()),
                texts.get("shell.unkept.stay"),
                List.of(new Dialogs.Choice(texts.get("shell.unkept.leave"), true, leave))));
    }

    /** As {@link #leave}, but nobody is there to ask: what cannot be kept is lost. */
    void abandon(Runnable leave) {
        drafts.keepAll(leave, failure -> {
            services.problems().report(failure);
            leave.run();
        });
    }

    /** Where the user is; empty in the worklist. */
    Optional<Place> place() {
        return patient.map(open -> new Place(open.key(), reading.map(now -> now.study().uid()), chartShown));
    }

    /** Goes where the user was before the vault was locked, as far as it is still there. */
    void resume(Place place) {
        services.tasks().query(() -> new Found(vault.archive().patient(place.patient()),
                place.studyUid().isPresent() ? vault.archive().study(place.studyUid().get()) : Optional.empty()),
                found -> {
                    found.study().ifPresent(this::open);
                    if (place.chart() || found.study().isEmpty()) {
                        found.patient().ifPresent(this::openChart);
                    }
                }, failure -> services.dialogs().problem(services.problems().report(failure)));
    }

    private record Found(Optional<PatientRow> patient, Optional<StudyRow> study) {}

    /** Locks the vault in the background; the result is there when its files are closed. */
    CompletableFuture<Void> close() {
        var written = closePatient();
        administration.stop();
        made.ifPresent(now -> now.frame().dispose());
        var closed = new CompletableFuture<Void>();
        var lastWords = drafts.lastWords();
        services.tasks().query(() -> {
            try (vault) {
                lastWords.run();
                written.join();
                return vault;
            } finally {
                closed.complete(null);
            }
        }, _ -> {}, failure -> services.dialogs().problem(services.problems().report(failure)));
        return closed;
    }

    private boolean isOpen(PatientKey key) {
        return patient.filter(open -> open.key().equals(key)).isPresent();
    }

    /** Shows the patient in everything that was just made. */
    private void showPatient() {
        made.ifPresent(now -> {
            var study = reading.map(Reading::study);
            studyPage = reading.map(open -> open.page(texts, now.features().panels()));
            now.features().show(new PatientContext(patient.orElseThrow().key(), study.map(StudyRow::uid),
                    study.flatMap(StudyRow::date)));
            showPage();
        });
    }

    private void showPage() {
        made.ifPresent(now -> {
            var banner = banner(Optional.empty());
            if (chartShown) {
                now.frame().showChart(banner, now.features().page(), studyPage.isPresent());
            } else {
                studyPage.ifPresent(page -> now.frame().showStudy(banner, page));
            }
        });
        refreshBanner();
    }

    private void changePage() {
        if (studyPage.isPresent()) {
            chartShown = !chartShown;
            showPage();
        }
    }

    private PatientBanner banner(Optional<List<String>> allergies) {
        var study = chartShown ? Optional.<StudyRow>empty() : reading.map(Reading::study);
        return Banner.of(patient.orElseThrow(), study, LocalDate.now(services.clock()), allergies, texts);
    }

    /** Reads again what the identity bar says, as after an allergy or a name was corrected. */
    private void refreshBanner() {
        patient.map(PatientRow::key).ifPresent(key -> services.tasks().query(
                () -> new Known(vault.archive().patient(key), Banner.allergies(vault.chart(), key)), known -> {
                    if (isOpen(key)) {
                        patient = known.patient().or(() -> patient);
                        made.ifPresent(now -> now.frame().showBanner(banner(Optional.of(known.allergies()))));
                    }
                }, failure -> say(services.problems().report(failure).line())));
    }

    private record Known(Optional<PatientRow> patient, List<String> allergies) {}

    /** Done when all that was drawn on the patient's images is in the vault. */
    private CompletableFuture<Void> closePatient() {
        reading.ifPresent(open -> unwritten = CompletableFuture.allOf(unwritten, open.close()));
        reading = Optional.empty();
        studyPage = Optional.empty();
        patient = Optional.empty();
        chartShown = false;
        made.ifPresent(now -> now.features().clear());
        return unwritten;
    }

    /** Goes to an image, and opens its study if none is open. */
    private void showImage(String sopInstanceUid, int frameNumber) {
        if (reading.isPresent()) {
            showImage(reading.get(), sopInstanceUid, frameNumber);
            return;
        }
        services.tasks().query(() -> vault.archive().studyOfInstance(sopInstanceUid),
                found -> found.filter(study -> isOpen(study.patient().key())).ifPresent(study -> {
                    open(study);
                    reading.ifPresent(open -> open.showImage(sopInstanceUid, frameNumber));
                }), failure -> services.dialogs().problem(services.problems().report(failure)));
    }

    private void showImage(Reading open, String sopInstanceUid, int frameNumber) {
        if (chartShown) {
            changePage();
        }
        open.showImage(sopInstanceUid, frameNumber);
    }

    private void accept(MeasurementAccepted measurement) {
        reading.ifPresent(open -> services.tasks().query(
                () -> ChartMeasurement.store(vault.chart(), open.study().patient().key(), measurement,
                        services.clock().instant()),
                _ -> {
                    say(texts.get("shell.measurement.stored"));
                    made.ifPresent(now -> now.features().refresh());
                }, failure -> services.dialogs().problem(services.problems().report(failure))));
    }
}
