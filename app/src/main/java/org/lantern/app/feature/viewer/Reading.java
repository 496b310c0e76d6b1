package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.function.Consumer;
import org.lantern.app.problem.Problems;
import org.lantern.app.shell.MeasurementAccepted;
import org.lantern.app.shell.SidePanel;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.archive.StudyRow;

/** One study being read, from opening to closing. Its page can be made anew, as in another language. */
public final class Reading {
    private final TaskRunner tasks;
    private final Problems problems;
    private final Archive archive;
    private final StudyRow study;
    private final FrameCache cache;
    private final MeasurementsModel measurements;
    private StudyViewModel model;

    /**
     * @param maxHeapBytes the most memory that the Java machine may use; a share of it keeps decoded images
     * @param onAccepted takes a measurement that is to go into the chart
     */
    public Reading(TaskRunner tasks, Problems problems, Archive archive, StudyRow study, long maxHeapBytes,
            Consumer<MeasurementAccepted> onAccepted) {
        this.tasks = tasks;
        this.problems = problems;
        this.archive = archive;
        this.study = study;
        this.cache = FrameCache.ofMemory(maxHeapBytes);
        this.measurements = new MeasurementsModel(onAccepted);
        this.model = newModel();
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

    /** Stops loading and forgets the images. */
    public void close() {
        model.close();
        cache.clear();
    }

    private StudyViewModel newModel() {
        return new StudyViewModel(tasks, problems, archive, new VaultFrames(archive), cache, measurements);
    }
}
