package org.lantern.app.feature.viewer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.lantern.app.problem.Problem;
import org.lantern.app.problem.Problems;
import org.lantern.app.task.TaskRunner;
import org.lantern.imaging.enhance.EnhancementKind;
import org.lantern.imaging.pixel.VoiPreset;
import org.lantern.storage.StorageException;
import org.lantern.storage.annotation.Annotations;
import org.lantern.storage.annotation.Drawn;
import org.lantern.storage.annotation.SeriesView;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.archive.StudyRow;

/** One study being read: its series and the patient's other studies, the viewports, the tool in hand. */
public final class StudyViewModel {
    static final int MOST_VIEWPORTS = Layout.MOST * Layout.MOST;
    private static final int THUMBNAIL_PIXELS = 136;
    // The order in which readers know the number keys 3 to 9 from other viewers.
    private static final List<String> CT_KEYS = List.of("brain", "abdomen", "mediastinum", "bone", "lung", "liver",
            "subdural");

    private final TaskRunner tasks;
    private final Problems problems;
    private final Archive archive;
    private final FrameSource source;
    private final List<ViewportViewModel> viewports;
    private final MarksModel marks;
    private final DrawingModel drawing;
    private final Kept kept;
    private final HistogramModel histogram;
    private final ReadOnlyObjectWrapper<List<StudyGroup>> groups = new ReadOnlyObjectWrapper<>(this, "groups",
            List.of());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(this, "problem",
            Optional.empty());
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected");
    private final ReadOnlyObjectWrapper<Layout> layout = new ReadOnlyObjectWrapper<>(this, "layout", Layout.ONE);
    private final IntegerProperty cineSpeed = new SimpleIntegerProperty(this, "cineSpeed");
    private final BooleanProperty cineSweep = new SimpleBooleanProperty(this, "cineSweep");
    private final ViewportLink link;
    private final GuidesModel guides;
    private final BooleanProperty cine = new SimpleBooleanProperty(this, "cine");
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(this, "tool", Tool.WINDOW);
    private final ObjectProperty<CornerText.Amount> cornerText = new SimpleObjectProperty<>(this, "cornerText",
            CornerText.Amount.ALL);
    private Optional<FrameRef> wanted = Optional.empty();
    private boolean closed;

    /** What the vault keeps of reading: marks and views, and where they are read from. */
    record Kept(Annotations annotations, MarksModel marks, SeriesViews views) {}

    /** Everything that is read when a study is opened. */
    private record Loaded(List<StudyGroup> groups, List<Drawn> drawn, List<SeriesView> views) {}

    StudyViewModel(TaskRunner tasks, Problems problems, Archive archive, FrameSource source, FrameCache cache,
            Kept kept) {
        this.tasks = tasks;
        this.problems = problems;
        this.archive = archive;
        this.source = source;
        this.kept = kept;
        this.marks = kept.marks();
        this.drawing = new DrawingModel(marks);
        this.histogram = new HistogramModel(tasks);
        this.viewports = IntStream.range(0, MOST_VIEWPORTS)
                .mapToObj(_ -> new ViewportViewModel(tasks, problems, source, cache, kept.views()))
                .toList();
        this.link = new ViewportLink(viewports, this::shownViewports);
        this.guides = new GuidesModel(this::shownViewports);
        viewports.forEach(viewport -> viewport.pictureProperty().addListener(_ -> {
            if (viewport == selectedViewport()) {
                histogram.show(viewport.pictureProperty().get());
            }
        }));
        selected.addListener(_ -> histogram.show(selectedViewport().pictureProperty().get()));
    }

    /** The study opened and then the patient's others, newest first. */
    ReadOnlyObjectProperty<List<StudyGroup>> groupsProperty() {
        return groups.getReadOnlyProperty();
    }

    /** Why the study could not be opened. */
    ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    List<ViewportViewModel> viewports() {
        return viewports;
    }

    /** The viewport that keys and panels work on, from 0. */
    IntegerProperty selectedProperty() {
        return selected;
    }

    ViewportViewModel selectedViewport() {
        return viewports.get(selected.get());
    }

    ReadOnlyObjectProperty<Layout> layoutProperty() {
        return layout.getReadOnlyProperty();
    }

    /** Those that the layout has room for. */
    List<ViewportViewModel> shownViewports() {
        return viewports.subList(0, layout.get().count());
    }

    /** What moves viewports together. */
    ViewportLink link() {
        return link;
    }

    GuidesModel guides() {
        return guides;
    }

    /** Images a second; 0: as the file says. */
    IntegerProperty cineSpeedProperty() {
        return cineSpeed;
    }

    /** Whether cine goes to and fro. */
    BooleanProperty cineSweepProperty() {
        return cineSweep;
    }

    BooleanProperty cineProperty() {
        return cine;
    }

    ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    ObjectProperty<CornerText.Amount> cornerTextProperty() {
        return cornerText;
    }

    MarksModel marks() {
        return marks;
    }

    /** What is being drawn. */
    DrawingModel drawing() {
        return drawing;
    }

    HistogramModel histogram() {
        return histogram;
    }

    /** Reads the study's series in the background and shows the first. */
    public void open(StudyRow study) {
        tasks.query(() -> load(study), found -> {
            if (!closed) {
                kept.marks().load(found.drawn());
                kept.views().load(found.views());
                groups.set(found.groups());
                found.groups().stream().flatMap(group -> group.stacks().stream()).findFirst()
                        .ifPresent(viewports.getFirst()::open);
                wanted.ifPresent(this::showImage);
            }
        }, failure -> problem.set(Optional.of(problems.report(failure))));
    }

    /** Stops all loading; the view model is not used again. */
    public void close() {
        closed = true;
        cine.set(false);
        viewports.forEach(ViewportViewModel::close);
    }

    private Loaded load(StudyRow study) throws StorageException {
        var found = new ArrayList<StudyGroup>();
        found.add(group(study, false));
        for (var other : archive.studiesOf(study.patient().key())) {
            if (!other.uid().equals(study.uid())) {
                found.add(group(other, true));
            }
        }
        var patient = study.patient().key();
        return new Loaded(found, kept.annotations().of(patient), kept.annotations().viewsOf(patient));
    }

    private StudyGroup group(StudyRow study, boolean prior) throws StorageException {
        var stacks = new ArrayList<SeriesStack>();
        for (var series : archive.series(study.uid())) {
            var frames = new ArrayList<FrameRef>();
            var places = new ArrayList<Optional<SeriesStack.Place>>();
            for (var instance : archive.instances(series.uid())) {
                int frameCount = instance.rows().isPresent() ? Math.max(1, instance.frameCount()) : 0;
                for (int frame = 0; frame < frameCount; frame++) {
                    frames.add(new FrameRef(instance.sopInstanceUid(), frame));
                    places.add(instance.place().filter(_ -> frameCount == 1)
                            .map(place -> new SeriesStack.Place(place.orientation(), place.mm())));
                }
            }
            if (!frames.isEmpty()) {
                stacks.add(new SeriesStack(series, frames, places));
            }
        }
        return new StudyGroup(study, prior, stacks);
    }

    /** Makes a small picture of a series in the background; a series that cannot be decoded has none. */
    void thumbnail(SeriesStack stack, BiConsumer<SeriesStack, Thumbnail> ready) {
        tasks.compute(() -> Thumbnail.of(source.load(stack.frames().get(stack.frames().size() / 2)), THUMBNAIL_PIXELS),
                picture -> ready.accept(stack, picture), problems::report);
    }

    /** Shows a series in the selected viewport. */
    void show(SeriesStack stack) {
        cine.set(false);
        selectedViewport().open(stack);
    }

    /** Goes to the next series, or the one before, of all that the strip shows. */
    void showNeighbour(int step) {
        var all = groups.get().stream().flatMap(group -> group.stacks().stream()).toList();
        selectedViewport().stackProperty().get().map(all::indexOf).filter(place -> place >= 0)
                .map(place -> place + step).filter(place -> place >= 0 && place < all.size())
                .ifPresent(place -> show(all.get(place)));
    }

    /** Shows a series in a viewport that is chosen by its number. */
    void show(SeriesStack stack, int viewport) {
        selected.set(viewport);
        show(stack);
    }

    /** Changes between one viewport and four. */
    void toggleLayout() {
        setLayout(layout.get().count() > 1 ? Layout.ONE : Layout.FOUR);
    }

    /** Shows so many viewports; those that are empty take the series that follow. */
    void setLayout(Layout wantedLayout) {
        var all = groups.get().stream().flatMap(group -> group.stacks().stream()).toList();
        int next = viewports.getFirst().stackProperty().get().map(all::indexOf).orElse(-1) + 1;
        for (int i = 1; i < wantedLayout.count(); i++) {
            var there = viewports.get(i).stackProperty().get();
            if (there.isPresent()) {
                next = Math.max(next, all.indexOf(there.get()) + 1);
            } else if (next < all.size()) {
                viewports.get(i).open(all.get(next++));
            }
        }
        if (selected.get() >= wantedLayout.count()) {
            selected.set(0);
        }
        layout.set(wantedLayout);
    }

    /**
     * Shows the latest other study beside the series in the first viewport: its series of the same modality whose
     * description is the most alike, scrolling along by place. @return whether there is one
     */
    boolean comparePrior() {
        var here = viewports.getFirst().stackProperty().get();
        var prior = here.flatMap(stack -> groups.get().stream().filter(group -> !group.stacks().contains(stack))
                .flatMap(group -> group.stacks().stream())
                .filter(other -> other.series().modality().equals(stack.series().modality()))
                .min(Comparator.comparingInt(other -> difference(other, stack))));
        prior.ifPresent(stack -> {
            viewports.get(1).open(stack);
            setLayout(Layout.TWO);
            link.scrollingProperty().set(ViewportLink.Scrolling.POSITION);
        });
        return prior.isPresent();
    }

    // The words that only one of the two descriptions has.
    private static int difference(SeriesStack one, SeriesStack other) {
        var words = new HashSet<>(List.of(one.series().description().toLowerCase(Locale.ROOT).split("\\W+")));
        var others = new HashSet<>(List.of(other.series().description().toLowerCase(Locale.ROOT).split("\\W+")));
        var common = new HashSet<>(words);
        common.retainAll(others);
        return words.size() + others.size() - 2 * common.size();
    }

    /** Goes to the first series of the patient's next study, or of the one before. */
    void showNeighbourStudy(int step) {
        var all = groups.get();
        selectedViewport().stackProperty().get().flatMap(stack -> all.stream()
                .filter(group -> group.stacks().contains(stack)).findFirst()).map(all::indexOf)
                .map(place -> place + step).filter(place -> place >= 0 && place < all.size())
                .flatMap(place -> all.get(place).stacks().stream().findFirst()).ifPresent(this::show);
    }

    /** The presets of the number keys 3 to 9 for the series in the selected viewport. */
    List<VoiPreset> presets() {
        boolean ct = selectedViewport().stackProperty().get().filter(stack -> stack.series().modality().equals("CT"))
                .isPresent();
        return ct ? CT_KEYS.stream().flatMap(name -> VoiPreset.find(name).stream()).toList() : List.of();
    }

    /** What a number key does: 0 by the values, 1 and 2 as the file says, 3 to 9 a preset of the modality. */
    void choosePreset(int digit) {
        var viewport = selectedViewport();
        switch (digit) {
            case 0 -> viewport.setAutoWindow();
            case 1, 2 -> viewport.setWindowOfFile(digit - 1);
            default -> {
                var presets = presets();
                if (digit - 3 < presets.size()) {
                    var preset = presets.get(digit - 3);
                    viewport.setWindow(preset.window().center(), preset.window().width(), preset.name());
                }
            }
        }
    }

    /** Adds an enhancement to the selected viewport, working on the values that it shows now. */
    void addEnhancement(EnhancementKind kind) {
        var viewport = selectedViewport();
        viewport.pictureProperty().get()
                .ifPresent(picture -> viewport.recipe().add(kind, viewport.valuesShown(picture)));
    }

    /** Switches an enhancement on with its usual numbers, or takes it away again. */
    void toggleEnhancement(String name) {
        var recipe = selectedViewport().recipe();
        recipe.indexOf(name).ifPresentOrElse(recipe::remove, () -> EnhancementKind.all().stream()
                .filter(kind -> kind.name().equals(name)).findFirst().ifPresent(this::addEnhancement));
    }

    /** Where an image of this patient lies, once the study has been read. */
    Optional<ImagePlace> placeOf(FrameRef ref) {
        return groups.get().stream().flatMap(group -> group.stacks().stream()
                .filter(stack -> stack.frames().contains(ref))
                .map(stack -> new ImagePlace(group, stack, stack.frames().indexOf(ref)))).findFirst();
    }

    /**
     * An image's place among the patient's studies.
     *
     * @param index zero-based, in the series
     */
    record ImagePlace(StudyGroup group, SeriesStack stack, int index) {}

    /** Shows the image that a measurement lies on, as soon as the study has been read. */
    void showImage(FrameRef ref) {
        wanted = Optional.of(ref);
        groups.get().stream().flatMap(group -> group.stacks().stream())
                .filter(stack -> stack.frames().contains(ref)).findFirst().ifPresent(stack -> {
                    if (!selectedViewport().stackProperty().get().equals(Optional.of(stack))) {
                        show(stack);
                    }
                    selectedViewport().scrollTo(stack.frames().indexOf(ref));
                });
    }
}
