package org.lantern.app.feature.viewer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.app.control.Point;
import org.lantern.app.shell.MeasurementAccepted;
import org.lantern.app.task.TaskRunner;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.geometry.PixelSpacing;
import org.lantern.imaging.measure.ImageCalibration;
import org.lantern.imaging.measure.figure.CalibrationFigure;
import org.lantern.imaging.measure.figure.Figure;
import org.lantern.imaging.measure.figure.MeasuredImage;
import org.lantern.storage.annotation.Drawn;

/**
 * The marks on the images of one patient: each change is measured, kept in the vault, and can be undone. Measured are the
 * stored images, whatever enhancement is on.
 */
final class MarksModel {
    // A tenth of a millimetre is finer than any pixel of a clinical image.
    private static final int DECIMALS = 1;
    // A region of so many pixels is counted while the mouse moves; a larger one when it is let go.
    private static final double LIVE_PIXELS = 65_536;

    private final TaskRunner tasks;
    private final FrameSource frames;
    private final AnnotationWriter writer;
    private final Consumer<MeasurementAccepted> onAccepted;
    private final Consumer<Throwable> onFailed;
    private final ObservableList<Mark> marks = FXCollections.observableArrayList();
    private final ObservableList<Mark> marksView = FXCollections.unmodifiableObservableList(marks);
    private final ObjectProperty<Optional<Integer>> selected = new SimpleObjectProperty<>(this, "selected",
            Optional.empty());
    private final Deque<List<Step>> done = new ArrayDeque<>();
    private final Deque<List<Step>> undone = new ArrayDeque<>();
    private final BooleanProperty undoable = new SimpleBooleanProperty(this, "undoable");
    private final BooleanProperty redoable = new SimpleBooleanProperty(this, "redoable");
    private int made;
    private boolean loaded;

    /** One mark before and after a change; one of both is there. */
    private record Step(Optional<Mark> before, Optional<Mark> after) {
        Step reversed() {
            return new Step(after, before);
        }

        Mark either() {
            return after.or(() -> before).orElseThrow();
        }
    }

    /**
     * @param frames brings an image to be measured; called on the pixel pool
     * @param onAccepted takes a measurement that is to go into the chart
     * @param onFailed told what could not be measured
     */
    MarksModel(TaskRunner tasks, FrameSource frames, AnnotationWriter writer,
            Consumer<MeasurementAccepted> onAccepted, Consumer<Throwable> onFailed) {
        this.tasks = tasks;
        this.frames = frames;
        this.writer = writer;
        this.onAccepted = onAccepted;
        this.onFailed = onFailed;
    }

    /** Takes over what the vault holds, once. */
    void load(List<Drawn> kept) {
        if (loaded) {
            return;
        }
        loaded = true;
        for (var drawn : kept) {
            Mark.of(made + 1, drawn).ifPresent(mark -> {
                made++;
                writer.known(mark.number(), drawn);
                marks.add(mark);
            });
        }
    }

    boolean isLoaded() {
        return loaded;
    }

    ObservableList<Mark> marks() {
        return marksView;
    }

    /** Number of the mark that the next key works on. */
    ObjectProperty<Optional<Integer>> selectedProperty() {
        return selected;
    }

    BooleanProperty undoableProperty() {
        return undoable;
    }

    BooleanProperty redoableProperty() {
        return redoable;
    }

    List<Mark> on(FrameRef ref) {
        return marks.stream().filter(mark -> mark.ref().equals(ref)).toList();
    }

    Optional<Mark> find(int number) {
        return marks.stream().filter(mark -> mark.number() == number).findFirst();
    }

    /** Adds a figure that was drawn to its end. */
    Mark add(LoadedFrame frame, Figure figure, List<PixelPoint> points, String words,
            OptionalDouble knownMm) {
        var mark = new Mark(++made, frame.ref(), figure, points, words, knownMm, Mark.Findings.NONE, false);
        selected.set(Optional.of(mark.number()));
        apply(List.of(new Step(Optional.empty(), Optional.of(mark))), frame);
        return mark;
    }

    /** Shows a mark where it is dragged to; {@link #place} keeps it there. */
    void drag(LoadedFrame frame, Mark mark, List<PixelPoint> points) {
        var moved = mark.moved(points);
        show(new Step(Optional.of(mark), Optional.of(isLive(moved) ? measuredNow(moved, frame) : moved)));
    }

    /** Ends a drag. @param before the mark when it began */
    void place(LoadedFrame frame, Mark before) {
        find(before.number()).filter(after -> !after.points().equals(before.points())).ifPresent(
                after -> apply(List.of(new Step(Optional.of(before), Optional.of(after))), frame));
    }

    /** Changes the text beside a mark. */
    void say(int number, String words) {
        find(number).filter(mark -> !mark.words().equals(words)).ifPresent(
                mark -> apply(List.of(new Step(Optional.of(mark), Optional.of(mark.saying(words))))));
    }

    /** The same figure at the same pixels of other images. */
    void copy(int number, List<FrameRef> targets) {
        find(number).ifPresent(mark -> apply(targets.stream().filter(target -> !target.equals(mark.ref()))
                .map(target -> new Step(Optional.empty(), Optional.of(mark.copiedTo(++made, target)))).toList()));
    }

    void remove(int number) {
        find(number).ifPresent(mark -> apply(List.of(new Step(Optional.of(mark), Optional.empty()))));
    }

    void removeSelected() {
        selected.get().ifPresent(this::remove);
    }

    void undo() {
        if (!done.isEmpty()) {
            var steps = done.pop();
            undone.push(steps);
            steps.reversed().forEach(step -> perform(step.reversed(), Optional.empty()));
            showPossible();
        }
    }

    void redo() {
        if (!undone.isEmpty()) {
            var steps = undone.pop();
            done.push(steps);
            steps.forEach(step -> perform(step, Optional.empty()));
            showPossible();
        }
    }

    /** Hands a diameter over to the chart; one without millimetres cannot be. */
    void accept(int number, LengthKind kind) {
        find(number).filter(mark -> mark.diameter().isPresent() && !mark.inChart()).ifPresent(mark -> {
            var value = BigDecimal.valueOf(mark.diameter().orElseThrow().value()).setScale(DECIMALS,
                    RoundingMode.HALF_UP);
            onAccepted.accept(new MeasurementAccepted(kind.chartKey(), value, "mm", mark.ref().sopInstanceUid(),
                    mark.ref().frame(), mark.figure().name(),
                    mark.points().stream().map(point -> new Point(point.column() + 0.5, point.row() + 0.5)).toList(),
                    mark.findings().source().name()));
            var accepted = mark.asInChart();
            show(new Step(Optional.of(mark), Optional.of(accepted)));
            writer.save(number, accepted.toAnnotation());
        });
    }

    /** What holds on an image: a line of known length drawn on the object comes before what its file states. */
    ImageCalibration calibration(LoadedFrame frame) {
        return calibration(frame, List.copyOf(marks));
    }

    /** Millimetres from column to column in the middle of an image, where an ultrasound's region is. */
    Optional<Double> mmPerColumn(LoadedFrame frame) {
        var format = frame.frame().format();
        var middle = new PixelPoint(format.columns() / 2.0, format.rows() / 2.0);
        return calibration(frame).at(middle).spacing().map(PixelSpacing::betweenColumnsMm);
    }

    private static ImageCalibration calibration(LoadedFrame frame, List<Mark> all) {
        return all.stream().filter(mark -> mark.knownMm().isPresent()
                && mark.ref().sopInstanceUid().equals(frame.ref().sopInstanceUid())).reduce((_, last) -> last)
                .flatMap(line -> CalibrationFigure.calibrated(line.points(), line.knownMm().getAsDouble(),
                        frame.calibration()))
                .orElse(frame.calibration());
    }

    private void apply(List<Step> steps) {
        apply(steps, null);
    }

    private void apply(List<Step> steps, LoadedFrame at) {
        if (steps.isEmpty()) {
            return;
        }
        done.push(steps);
        undone.clear();
        steps.forEach(step -> perform(step, Optional.ofNullable(at)));
        showPossible();
    }

    private void showPossible() {
        undoable.set(!done.isEmpty());
        redoable.set(!undone.isEmpty());
    }

    private void perform(Step step, Optional<LoadedFrame> at) {
        show(step);
        step.after().ifPresentOrElse(mark -> measure(mark, at), () -> {
            writer.retract(step.either().number());
            if (selected.get().equals(Optional.of(step.either().number()))) {
                selected.set(Optional.empty());
            }
        });
        if (step.either().figure() instanceof CalibrationFigure) {
            var changed = step.either().ref().sopInstanceUid();
            marks.stream().filter(mark -> mark.ref().sopInstanceUid().equals(changed)
                    && mark.number() != step.either().number()).toList()
                    .forEach(mark -> measure(mark, Optional.empty()));
        }
    }

    private void show(Step step) {
        int number = step.either().number();
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).number() == number) {
                if (step.after().isPresent()) {
                    marks.set(i, step.after().get());
                } else {
                    marks.remove(i);
                }
                return;
            }
        }
        step.after().ifPresent(marks::add);
    }

    // Points are measured at once; values are counted in the background, and the vault gets the mark with its numbers.
    private void measure(Mark mark, Optional<LoadedFrame> at) {
        if (at.isPresent() && isLive(mark)) {
            settle(measuredNow(mark, at.get()));
            return;
        }
        var all = List.copyOf(marks);
        tasks.compute(() -> {
            var frame = at.isPresent() ? at.get() : frames.load(mark.ref());
            return mark.found(findings(mark, frame, calibration(frame, all)));
        }, this::settle, failure -> {
            writer.save(mark.number(), mark.toAnnotation());
            onFailed.accept(failure);
        });
    }

    private void settle(Mark measured) {
        // It may have been moved or taken away again since.
        find(measured.number()).filter(measured::isDrawnAs).ifPresent(now -> {
            var found = now.found(measured.findings());
            show(new Step(Optional.of(now), Optional.of(found)));
            writer.save(found.number(), found.toAnnotation());
        });
    }

    private Mark measuredNow(Mark mark, LoadedFrame frame) {
        try {
            return mark.found(findings(mark, frame, calibration(frame)));
        } catch (ImagingException failure) {
            onFailed.accept(failure);
            return mark;
        }
    }

    private static boolean isLive(Mark mark) {
        if (!mark.figure().readsValues()) {
            return true;
        }
        var columns = mark.points().stream().mapToDouble(PixelPoint::column).summaryStatistics();
        var rows = mark.points().stream().mapToDouble(PixelPoint::row).summaryStatistics();
        return (columns.getMax() - columns.getMin()) * (rows.getMax() - rows.getMin()) <= LIVE_PIXELS;
    }

    /** What a figure that is still being drawn would measure. */
    Mark.Findings preview(LoadedFrame frame, Figure figure, List<PixelPoint> points) {
        var mark = new Mark(0, frame.ref(), figure, points, "", OptionalDouble.empty(), Mark.Findings.NONE,
                false);
        return isLive(mark) ? measuredNow(mark, frame).findings() : Mark.Findings.NONE;
    }

    private static Mark.Findings findings(Mark mark, LoadedFrame frame, ImageCalibration calibration)
            throws ImagingException {
        var presentation = frame.presentation();
        var image = new MeasuredImage(frame.frame(), presentation.modality(), presentation.padding(), calibration);
        var all = new ArrayList<>(mark.figure().measure(mark.points(), image));
        return new Mark.Findings(all, mark.figure().source(mark.points(), image),
                Mark.places(mark.points(), frame.plane()));
    }
}
