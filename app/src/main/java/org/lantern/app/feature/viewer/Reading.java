package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.lantern.app.problem.Problems;
import org.lantern.app.shell.MeasurementAccepted;
import org.lantern.app.shell.SidePanel;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.archive.StudyRow;
import org.lantern.storage.vault.Vault;

/** One study being read, from opening to closing. Its page can be made anew, as in another language. */
public final class Reading {
    private final TaskRunner tasks;
    private final Problems problems;
    private final Archive archive;
    private final StudyRow study;
    private final FrameCache cache;
    private final AnnotationWriter writer;
    private final SeriesViews views;
    private final StudyViewModel.Kept kept;
    private final VaultFrames frames;
    private StudyViewModel model;

    /**
     * @param maxHeapBytes the most memory that the Java machine may use; a share of it keeps decoded images
     * @param reports what reading tells the rest of the window
     */
    public Reading(TaskRunner tasks, Problems problems, Vault vault, StudyRow study, long maxHeapBytes,
            Reports reports) {
        this.tasks = tasks;
        this.problems = problems;
        this.archive = vault.archive();
        this.study = study;
        this.cache = FrameCache.ofMemory(maxHeapBytes);
        this.frames = new VaultFrames(archive);
        this.writer = new AnnotationWriter(tasks, vault.annotations(), reports.failed());
        this.views = new SeriesViews(writer);
        this.kept = new StudyViewModel.Kept(vault.annotations(),
                new MarksModel(tasks, this::load, writer, reports.accepted(), reports.failed()), views);
        this.model = newModel();
    }

    /**
     * What reading tells the rest of the window.
     *
     * @param accepted takes a measurement that is to go into the chart
     * @param failed takes what could not be measured or written
     */
    public record Reports(Consumer<MeasurementAccepted> accepted, Consumer<Throwable> failed) {}

    private LoadedFrame load(FrameRef ref) throws Exception {
        var there = cache.find(ref);
        return there.isPresent() ? there.get() : frames.load(ref);
    }

    public StudyRow study() {
        return study;
    }

    /** Makes the page and starts to load. */
    public StudyView page(Texts texts, List<SidePanel> panels) {
        model.close();
        model = newModel();
        var view = new StudyView(model, texts, panels);
        model.open(study);
        return view;
    }

    /** Shows one image of the study. @param frame zero-based */
    public void showImage(String sopInstanceUid, int frame) {
        model.showImage(new FrameRef(sopInstanceUid, frame));
    }

    /** Stops loading and forgets the images; done when all that was drawn is in the vault. */
    public CompletableFuture<Void> close() {
        views.write();
        model.close();
        cache.clear();
        frames.close();
        return writer.written();
    }

    private StudyViewModel newModel() {
        return new StudyViewModel(tasks, problems, archive, frames, cache, kept);
    }
}
