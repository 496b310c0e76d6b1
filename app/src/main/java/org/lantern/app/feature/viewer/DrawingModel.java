package org.lantern.app.feature.viewer;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.figure.Figure;
import org.lantern.imaging.measure.figure.Figure.Question;

/**
 * From presses and movements of the pointer to a figure. Points are set by clicks, or by dragging from one to the next;
 * both can be mixed.
 */
final class DrawingModel {
    private final MarksModel marks;
    private final ReadOnlyObjectWrapper<Optional<Draft>> draft = new ReadOnlyObjectWrapper<>(this, "draft",
            Optional.empty());

    DrawingModel(MarksModel marks) {
        this.marks = marks;
    }

    ReadOnlyObjectProperty<Optional<Draft>> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    /** The pointer is pressed on an image. @param again whether this is the second press of a double click */
    void press(LoadedFrame frame, Figure figure, PixelPoint at, boolean again) {
        var going = draft.get().filter(now -> !now.asking() && now.figure().equals(figure)
                && now.frame().ref().equals(frame.ref()));
        if (going.isEmpty()) {
            set(Draft.begin(frame, figure, at));
        } else if (again && figure.drawing().isOpenEnded()) {
            finish();
        } else {
            set(going.get().with(at));
        }
    }

    /** The pointer moves, pressed or not. */
    void move(PixelPoint to) {
        draft.get().filter(now -> !now.asking()).ifPresent(now -> draft.set(Optional.of(now.following(to))));
    }

    /** The pointer is let go. @param dragged whether it has moved since it was pressed */
    void release(PixelPoint at, boolean dragged) {
        draft.get().filter(now -> !now.asking()).ifPresent(now -> {
            if (now.figure().drawing().freehand()) {
                finish();
            } else if (dragged && now.follower().isPresent()) {
                set(now.with(at));
            }
        });
    }

    /** Ends a figure that may have any number of points; one that has too few is given up. */
    void finish() {
        draft.get().filter(now -> !now.asking()).ifPresent(now -> {
            if (now.canEnd() && !now.isNothing()) {
                complete(now);
            } else {
                cancel();
            }
        });
    }

    /** Gives up what is being drawn. @return whether there was something */
    boolean cancel() {
        boolean was = draft.get().isPresent();
        draft.set(Optional.empty());
        return was;
    }

    /** What the reader typed for the figure just drawn; a text or a length in mm, as it asks for. */
    void answer(String words, OptionalDouble knownMm) {
        draft.get().filter(Draft::asking).ifPresent(now -> {
            boolean useless = now.figure().question() == Question.KNOWN_MM ? knownMm.isEmpty()
                    : words.isBlank() && now.set().size() == 1;
            draft.set(Optional.empty());
            if (!useless) {
                marks.add(now.frame(), now.figure(), now.set(), words.strip(), knownMm);
            }
        });
    }

    private void set(Draft now) {
        if (!now.isWhole()) {
            draft.set(Optional.of(now));
        } else if (now.isNothing()) {
            cancel();
        } else {
            complete(now);
        }
    }

    private void complete(Draft whole) {
        if (whole.figure().question() == Question.NONE) {
            draft.set(Optional.empty());
            marks.add(whole.frame(), whole.figure(), whole.set(), "", OptionalDouble.empty());
        } else {
            draft.set(Optional.of(whole.askingNow()));
        }
    }
}
