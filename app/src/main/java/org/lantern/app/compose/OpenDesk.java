package org.lantern.app.compose;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import org.lantern.app.dialog.Dialogs;
import org.lantern.app.feature.viewer.Reading;
import org.lantern.app.feature.worklist.WorklistView;
import org.lantern.app.feature.worklist.WorklistViewModel;
import org.lantern.app.problem.Problems;
import org.lantern.app.shell.Desk;
import org.lantern.app.shell.MeasurementAccepted;
import org.lantern.app.shell.PatientContext;
import org.lantern.app.shell.SidePanel;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.vault.Vault;

/** An unlocked vault with the features that work on it. Here features meet: none of them knows another. */
public final class OpenDesk {
    private final Vault vault;
    private final Services services;
    private final Actions actions;
    private Optional<Reading> reading = Optional.empty();
    private Optional<WorklistViewModel> worklist = Optional.empty();
    private Optional<Desk> frame = Optional.empty();
    private List<SidePanel> panels = List.of();
    private Texts texts;

    /** What every feature works with. */
    record Services(TaskRunner tasks, Problems problems, Dialogs dialogs, Clock clock) {}

    /** What the frame's buttons do to the window. */
    record Actions(Runnable lock, Runnable switchTheme, Runnable switchLanguage) {}

    OpenDesk(Vault vault, Services services, Actions actions) {
        this.vault = vault;
        this.services = services;
        this.actions = actions;
    }

    /** The page of this vault, made anew in a language; a study that was being read is still open. */
    Node page(Texts language) {
        texts = language;
        frame.ifPresent(Desk::dispose);
        var desk = new Desk(texts, services.tasks(), vault.user(),
                new Desk.Actions(actions.lock(), actions.switchTheme(), actions.switchLanguage()));
        frame = Optional.of(desk);
        var model = new WorklistViewModel(texts, services.tasks(), services.problems(), services.dialogs(),
                vault.archive(), vault.importer(), this::open, this::say);
        worklist = Optional.of(model);
        panels = SidePanels.of(vault, texts, services, this::say, this::showImage,
                () -> reading.ifPresent(open -> refreshBanner(open.study())));
        desk.setHome(new WorklistView(model, texts));
        desk.setOnStudyClosed(this::closeStudy);
        model.refresh();
        reading.ifPresent(this::show);
        return desk;
    }

    /** Opens a study for reading. */
    public void open(StudyRow study) {
        closeStudy();
        var opened = new Reading(services.tasks(), services.problems(), vault.archive(), study,
                Runtime.getRuntime().maxMemory(), this::accept);
        reading = Optional.of(opened);
        show(opened);
    }

    void say(String words) {
        frame.ifPresent(desk -> desk.say(words));
    }

    /** Locks the vault in the background; the result is there when its files are closed. */
    CompletableFuture<Void> close() {
        closeStudy();
        frame.ifPresent(Desk::dispose);
        var closed = new CompletableFuture<Void>();
        services.tasks().query(() -> {
            try {
                vault.close();
                return vault;
            } finally {
                closed.complete(null);
            }
        }, _ -> {}, failure -> services.dialogs().problem(services.problems().report(failure)));
        return closed;
    }

    private void show(Reading opened) {
        var study = opened.study();
        frame.ifPresent(desk -> desk.showStudy(Banner.of(study, List.of(), texts), opened.page(texts, panels)));
        panels.forEach(panel -> panel.show(new PatientContext(study.patient().key(), Optional.of(study.uid()),
                study.date())));
        refreshBanner(study);
    }

    private void refreshBanner(StudyRow study) {
        services.tasks().query(() -> Banner.allergies(vault.chart(), study.patient().key()), allergies -> {
            if (reading.filter(open -> open.study().equals(study)).isPresent()) {
                frame.ifPresent(desk -> desk.showBanner(Banner.of(study, allergies, texts)));
            }
        }, failure -> say(services.problems().report(failure).line()));
    }

    private void closeStudy() {
        reading.ifPresent(Reading::close);
        reading = Optional.empty();
        panels.forEach(SidePanel::clear);
    }

    private void showImage(String sopInstanceUid, int frameNumber) {
        reading.ifPresent(open -> open.showImage(sopInstanceUid, frameNumber));
    }

    private void accept(MeasurementAccepted measurement) {
        reading.ifPresent(open -> services.tasks().query(
                () -> ChartMeasurement.store(vault.chart(), open.study().patient().key(), measurement,
                        services.clock().instant()),
                _ -> {
                    say(texts.get("shell.measurement.stored"));
                    panels.forEach(SidePanel::refresh);
                }, failure -> services.dialogs().problem(services.problems().report(failure))));
    }
}
