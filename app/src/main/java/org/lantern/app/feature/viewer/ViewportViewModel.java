package org.lantern.app.feature.viewer;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.lantern.app.control.ViewState;
import org.lantern.app.problem.Problem;
import org.lantern.app.problem.Problems;
import org.lantern.app.task.TaskRunner;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.FrameRate;
import org.lantern.imaging.pixel.Histogram;
import org.lantern.imaging.pixel.ImageRenderer;
import org.lantern.imaging.pixel.Presentation;
import org.lantern.imaging.pixel.ValueRange;
import org.lantern.imaging.pixel.VoiLut;
import org.lantern.storage.annotation.SeriesView;

/**
 * One viewport: a series, the place in it, and how its images are shown. The picture is always a whole one: while the
 * image wanted is still being decoded or enhanced, the one before stays, with its own texts.
 */
final class ViewportViewModel {
    private static final int AUTO_BINS = 4096;
    // Air and metal at the two ends of a picture need no grey levels.
    private static final double AUTO_TAIL = 0.005;

    private final Problems problems;
    private final StackLoader loader;
    private final EnhancedFrames enhanced;
    private final SeriesViews views;
    private final RecipeModel recipe = new RecipeModel();
    private final ImageRenderer renderer = new ImageRenderer();
    private final ReadOnlyObjectWrapper<Optional<SeriesStack>> stack = new ReadOnlyObjectWrapper<>(this, "stack",
            Optional.empty());
    private final ObjectProperty<WindowChoice> window = new SimpleObjectProperty<>(this, "window",
            WindowChoice.FIRST);
    private final ReadOnlyObjectWrapper<Optional<Picture>> picture = new ReadOnlyObjectWrapper<>(this, "picture",
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(this, "problem",
            Optional.empty());
    private final ObjectProperty<ViewState> view = new SimpleObjectProperty<>(this, "view", ViewState.FIT);
    private final BooleanProperty inverted = new SimpleBooleanProperty(this, "inverted");
    private Optional<ReducedPicture> prepared = Optional.empty();
    // Zero-based place of the image that the reader wants to see; the picture follows as fast as it can.
    private final ReadOnlyIntegerWrapper wanted = new ReadOnlyIntegerWrapper(this, "place");
    private int cineDirection = 1;
    private boolean windowOpen;
    /** The window that the series was opened with, which is nobody's choice. */
    private WindowChoice opening = WindowChoice.FIRST;
    private boolean changing;

    ViewportViewModel(TaskRunner tasks, Problems problems, FrameSource source, FrameCache cache, SeriesViews views) {
        this.views = views;
        this.problems = problems;
        this.loader = new StackLoader(tasks, source, cache, this::loaded, this::failed);
        this.enhanced = new EnhancedFrames(tasks, this::enhanced, this::failed);
        recipe.activeProperty().addListener(_ -> showWanted());
        recipe.steps().addListener((InvalidationListener) _ -> keepView());
        inverted.addListener(_ -> {
            present();
            keepView();
        });
        window.addListener(_ -> {
            present();
            keepView();
        });
    }

    /** The series in this viewport. */
    ReadOnlyObjectProperty<Optional<SeriesStack>> stackProperty() {
        return stack.getReadOnlyProperty();
    }

    /** What is to be drawn; empty before the first image. */
    ReadOnlyObjectProperty<Optional<Picture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** Why the image wanted cannot be shown. */
    ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ObjectProperty<ViewState> viewProperty() {
        return view;
    }

    /** Whether the reader sees the negative. */
    BooleanProperty invertedProperty() {
        return inverted;
    }

    /** Zero-based place in the stack of the image that the reader wants to see. */
    ReadOnlyIntegerProperty placeProperty() {
        return wanted.getReadOnlyProperty();
    }

    ObjectProperty<WindowChoice> windowProperty() {
        return window;
    }

    /** Whether another series is just being opened, so that changes are nobody's wish. */
    boolean isOpening() {
        return changing;
    }

    RecipeModel recipe() {
        return recipe;
    }

    /** Shows a series from its first or middle image on, as it was left, or as its file wants it. */
    void open(SeriesStack series) {
        changing = true;
        enhanced.cancel();
        // Without a series in it the viewport asks for no image while it is put back to its beginnings.
        stack.set(Optional.empty());
        picture.set(Optional.empty());
        problem.set(Optional.empty());
        var left = views.of(series.series().uid());
        recipe.restore(left.map(SeriesView::recipe).orElse(""));
        inverted.set(left.filter(SeriesView::inverted).isPresent());
        view.set(ViewState.FIT);
        var choice = left.flatMap(kept -> WindowChoice.parse(kept.shownAs()));
        windowOpen = choice.isEmpty();
        opening = WindowChoice.FIRST;
        window.set(choice.orElse(WindowChoice.FIRST));
        wanted.set(series.firstShown());
        loader.open(series.frames());
        stack.set(Optional.of(series));
        changing = false;
        showWanted();
    }

    private void keepView() {
        if (!changing) {
            stack.get().ifPresent(series -> views.changed(new SeriesView(series.series().uid(),
                    window.get().equals(opening) ? "" : window.get().text(), recipe.text(), inverted.get())));
        }
    }

    /** Nothing is shown any more, and nothing loaded. */
    void close() {
        loader.close();
        enhanced.cancel();
        stack.set(Optional.empty());
        picture.set(Optional.empty());
    }

    void scrollBy(int images) {
        scrollTo(wanted.get() + images);
    }

    /** @param index zero-based; beyond an end it is that end */
    void scrollTo(int index) {
        stack.get().ifPresent(series -> {
            int inside = Math.clamp(index, 0, series.frames().size() - 1);
            if (inside != wanted.get()) {
                wanted.set(inside);
                showWanted();
            }
        });
    }

    /** The next image. @param sweep whether to go back from an end, instead of beginning anew at the other */
    void cineStep(boolean sweep) {
        stack.get().ifPresent(series -> {
            int count = series.frames().size();
            int next = wanted.get() + (sweep ? cineDirection : 1);
            if (sweep && (next < 0 || next >= count)) {
                cineDirection = -cineDirection;
                next = wanted.get() + cineDirection;
            }
            scrollTo(sweep ? next : next % count);
        });
    }

    /** How many images a second the file wants to be shown; empty if it says nothing. */
    OptionalDouble imagesPerSecond() {
        try {
            return picture.get().isPresent() ? FrameRate.perSecond(picture.get().get().source().header())
                    : OptionalDouble.empty();
        } catch (ImagingException _) {
            return OptionalDouble.empty();
        }
    }

    /** The values between black and white now; empty for colour. */
    Optional<VoiLut.Window> shownWindow() {
        return picture.get().filter(shown -> shown.source().isMonochrome()).map(shown -> switch (voi(shown)) {
            case VoiLut.Window found -> found;
            case VoiLut.Table table -> VoiLut.Window.over(table.shown());
        });
    }

    private static VoiLut voi(Picture shown) {
        return shown.presentation().voi()
                .orElseGet(() -> VoiLut.Window.over(shown.presentation().shown(shown.shown())));
    }

    /** @param width greater than 0 */
    void setWindow(double center, double width) {
        setWindow(center, width, "");
    }

    void setWindow(double center, double width, String preset) {
        if (picture.get().filter(shown -> shown.source().isMonochrome()).isPresent()) {
            window.set(new WindowChoice.Fixed(center, width, preset));
        }
    }

    /** Shows each image as its file wants it, with the window or table of this place in the file's order. */
    void setWindowOfFile(int index) {
        window.set(new WindowChoice.OfFile(index));
    }

    void setFullRange() {
        window.set(new WindowChoice.FullRange());
    }

    /** Chooses a window from the values that occur in the picture; it then stays for the series. */
    void setAutoWindow() {
        picture.get().filter(shown -> shown.source().isMonochrome())
                .ifPresent(shown -> window.set(autoWindow(shown.shown(), shown.presentation())));
    }

    /** How a frame is shown before a reader has touched anything: as its file says, else by its own values. */
    static Presentation openingWindow(LoadedFrame frame) {
        if (!frame.isMonochrome()) {
            return frame.presentation();
        }
        var choice = frame.vois().isEmpty() ? autoWindow(frame.frame(), frame.presentation())
                : new WindowChoice.OfFile(0);
        return presentation(frame, choice, false);
    }

    private static WindowChoice autoWindow(Frame frame, Presentation presentation) {
        return Histogram.of(frame, presentation.modality(), presentation.padding(), AUTO_BINS)
                .<WindowChoice>map(ViewportViewModel::middleOf).orElse(new WindowChoice.FullRange());
    }

    private static WindowChoice middleOf(Histogram histogram) {
        long tail = (long) (histogram.total() * AUTO_TAIL);
        var sums = histogram.cumulative();
        int low = 0;
        while (low < sums.length - 1 && sums[low] <= tail) {
            low++;
        }
        int high = sums.length - 1;
        while (high > low && sums[high - 1] >= histogram.total() - tail) {
            high--;
        }
        double from = histogram.lowestOf(low);
        double to = histogram.lowestOf(high + 1);
        return new WindowChoice.Fixed((from + to) / 2, Math.max(to - from, Math.ulp(1.0)), "");
    }

    /** Back to how the series was opened. */
    void reset() {
        recipe.clear();
        inverted.set(false);
        view.set(ViewState.FIT);
        windowOpen = true;
        opening = WindowChoice.FIRST;
        window.set(WindowChoice.FIRST);
        showWanted();
    }

    /** The smallest step that makes sense for a window of this picture, in the modality's unit. */
    double windowStep() {
        return picture.get().map(shown -> 1 / shown.source().presentation().modality().storedPerUnit()).orElse(1.0);
    }

    /** The picture made ready to be drawn, of fewer pixels where the screen could not show them all. */
    ReducedPicture prepare(Picture shown, int everyNth) {
        if (prepared.isEmpty() || !prepared.get().isOf(shown, everyNth)) {
            prepared = Optional.of(ReducedPicture.of(shown, everyNth));
        }
        return prepared.get();
    }

    /**
     * Draws a picture.
     *
     * @param ready the same picture as it was prepared
     * @param argb receives its pixels, row by row
     */
    void draw(Picture shown, ReducedPicture ready, int[] argb) {
        try {
            renderer.render(ready.frame(), ready.presentation(shown.presentation()), argb);
        } catch (ImagingException failure) {
            failed(failure);
        }
    }

    /** The values that an enhancement added now works on. */
    ValueRange valuesShown(Picture shown) {
        return shown.presentation().shown(shown.source().frame());
    }

    private void showWanted() {
        stack.get().ifPresent(_ -> loader.request(wanted.get()).ifPresent(this::show));
    }

    private void loaded(LoadedFrame frame) {
        if (stack.get().isPresent() && stack.get().get().frames().get(wanted.get()).equals(frame.ref())) {
            show(frame);
        }
    }

    private void show(LoadedFrame frame) {
        problem.set(Optional.empty());
        if (windowOpen) {
            windowOpen = false;
            if (frame.isMonochrome() && frame.vois().isEmpty()) {
                opening = autoWindow(frame.frame(), frame.presentation());
                window.set(opening);
            }
        }
        var active = recipe.activeProperty().get();
        if (active.isEmpty()) {
            enhanced.cancel();
            set(frame, frame.frame(), "");
        } else {
            enhanced.request(frame, active).ifPresent(ready -> enhanced(frame, ready));
        }
    }

    private void enhanced(LoadedFrame frame, Frame result) {
        set(frame, result, recipe.activeProperty().get().toString());
    }

    private void set(LoadedFrame frame, Frame shown, String recipeText) {
        stack.get().ifPresent(series -> {
            int index = series.frames().get(wanted.get()).equals(frame.ref()) ? wanted.get()
                    : series.frames().indexOf(frame.ref());
            picture.set(Optional.of(new Picture(frame, index, shown, presentation(frame), recipeText)));
        });
    }

    private void present() {
        picture.get().ifPresent(shown -> picture.set(Optional.of(shown.with(presentation(shown.source())))));
    }

    private Presentation presentation(LoadedFrame frame) {
        return presentation(frame, window.get(), inverted.get());
    }

    private static Presentation presentation(LoadedFrame frame, WindowChoice window, boolean inverted) {
        var plain = frame.presentation().withInverted(inverted);
        if (!frame.isMonochrome()) {
            return plain;
        }
        return switch (window) {
            case WindowChoice.OfFile file -> frame.vois().isEmpty() ? plain.withFullRange()
                    : plain.withVoi(frame.vois().get(Math.min(file.index(), frame.vois().size() - 1)));
            case WindowChoice.FullRange _ -> plain.withFullRange();
            case WindowChoice.Fixed fixed -> plain.withVoi(new VoiLut.Window(fixed.center(), fixed.width(),
                    fixed.width() >= 1 ? VoiLut.Function.LINEAR : VoiLut.Function.LINEAR_EXACT, fixed.preset()));
        };
    }

    private void failed(FrameRef ref, Throwable failure) {
        if (stack.get().isPresent() && stack.get().get().frames().get(wanted.get()).equals(ref)) {
            failed(failure);
        }
    }

    private void failed(Throwable failure) {
        picture.set(Optional.empty());
        problem.set(Optional.of(problems.report(failure)));
    }
}
