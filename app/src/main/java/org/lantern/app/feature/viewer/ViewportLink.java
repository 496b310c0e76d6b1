package org.lantern.app.feature.viewer;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.lantern.imaging.dicom.Tag;

/** Moves the other viewports along with the one in which the reader works. */
final class ViewportLink {
    private final Supplier<List<ViewportViewModel>> shown;
    private final ObjectProperty<Scrolling> scrolling = new SimpleObjectProperty<>(this, "scrolling", Scrolling.OFF);
    private final BooleanProperty windows = new SimpleBooleanProperty(this, "windows");
    private final BooleanProperty views = new SimpleBooleanProperty(this, "views");
    /** Where a viewport would be if it had an image at every place: steps of other sizes do not add up to a drift. */
    private final Map<ViewportViewModel, Double> meantMm = new IdentityHashMap<>();
    private boolean following;

    /** How the others scroll along. */
    enum Scrolling {
        OFF,
        /** To the same place in the patient; by the same way where the frame of reference is another. */
        POSITION,
        /** To the image of the same number. */
        INDEX,
        /** By the same way, from wherever each was: an offset that the reader has set by hand stays. */
        OFFSET
    }

    /** @param shown those on the screen now; only these follow */
    ViewportLink(List<ViewportViewModel> viewports, Supplier<List<ViewportViewModel>> shown) {
        this.shown = shown;
        for (var viewport : viewports) {
            viewport.placeProperty().addListener((_, before, after) -> others(viewport,
                    other -> scroll(viewport, other, before.intValue(), after.intValue())));
            viewport.windowProperty().addListener((_, _, choice) -> {
                if (windows.get()) {
                    others(viewport, other -> {
                        if (modality(other).equals(modality(viewport))) {
                            other.windowProperty().set(choice);
                        }
                    });
                }
            });
            viewport.viewProperty().addListener((_, _, view) -> {
                if (views.get()) {
                    others(viewport, other -> other.viewProperty().set(view));
                }
            });
        }
    }

    ObjectProperty<Scrolling> scrollingProperty() {
        return scrolling;
    }

    /** Whether the window of one is that of all of the same modality. */
    BooleanProperty windowsProperty() {
        return windows;
    }

    /** Whether zoom, pan and turns of one are those of all. */
    BooleanProperty viewsProperty() {
        return views;
    }

    private interface Following {
        void follow(ViewportViewModel other);
    }

    private void others(ViewportViewModel viewport, Following way) {
        if (following || viewport.isOpening()) {
            return;
        }
        following = true;
        try {
            shown.get().stream().filter(other -> other != viewport && other.stackProperty().get().isPresent())
                    .forEach(way::follow);
        } finally {
            following = false;
        }
    }

    private void scroll(ViewportViewModel moved, ViewportViewModel other, int before, int after) {
        switch (scrolling.get()) {
            case OFF -> {
            }
            case INDEX -> other.scrollTo(after);
            case OFFSET -> byTheSameWay(moved, other, before, after);
            case POSITION -> {
                if (frameOfReference(moved).isPresent()
                        && frameOfReference(moved).equals(frameOfReference(other))) {
                    moved.stackProperty().get().orElseThrow().place(after)
                            .flatMap(place -> other.stackProperty().get().orElseThrow().nearest(place))
                            .ifPresent(other::scrollTo);
                } else {
                    byTheSameWay(moved, other, before, after);
                }
            }
        }
    }

    private void byTheSameWay(ViewportViewModel moved, ViewportViewModel other, int before, int after) {
        var stack = moved.stackProperty().get().orElseThrow();
        var from = stack.place(before);
        var to = stack.place(after);
        var target = other.stackProperty().get().orElseThrow();
        var here = target.place(other.placeProperty().get());
        boolean comparable = from.isPresent() && to.isPresent() && here.isPresent()
                && List.of(from.get().orientation(), to.get().orientation()).stream()
                        .allMatch(here.get().orientation()::equals);
        if (!comparable) {
            other.scrollBy(after - before);
            return;
        }
        var orientation = here.get().orientation();
        double start = Optional.ofNullable(meantMm.get(other))
                .filter(meant -> target.nearest(new SeriesStack.Place(orientation, meant))
                        .equals(Optional.of(other.placeProperty().get())))
                .orElse(here.get().mm());
        double meant = start + to.get().mm() - from.get().mm();
        meantMm.put(other, meant);
        target.nearest(new SeriesStack.Place(orientation, meant)).ifPresent(other::scrollTo);
    }

    private static Optional<String> frameOfReference(ViewportViewModel viewport) {
        return viewport.pictureProperty().get()
                .flatMap(picture -> picture.source().header().text(Tag.FrameOfReferenceUID));
    }

    private static String modality(ViewportViewModel viewport) {
        return viewport.stackProperty().get().map(stack -> stack.series().modality()).orElse("");
    }
}
