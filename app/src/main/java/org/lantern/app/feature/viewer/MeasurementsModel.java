package org.lantern.app.feature.viewer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.app.control.Point;
import org.lantern.app.shell.MeasurementAccepted;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.imaging.measure.Length;

/** The measurements made while reading one study. Lengths are of the stored image, whatever enhancement is on. */
final class MeasurementsModel {
    // A tenth of a millimetre is finer than any pixel of a clinical image.
    private static final int DECIMALS = 1;

    private final ObservableList<LengthMark> marks = FXCollections.observableArrayList();
    private final ObservableList<LengthMark> marksView = FXCollections.unmodifiableObservableList(marks);
    private final ObjectProperty<Optional<Integer>> selected = new SimpleObjectProperty<>(this, "selected",
            Optional.empty());
    private final Consumer<MeasurementAccepted> onAccepted;
    private int made;

    /** @param onAccepted takes a measurement that is to go into the chart */
    MeasurementsModel(Consumer<MeasurementAccepted> onAccepted) {
        this.onAccepted = onAccepted;
    }

    ObservableList<LengthMark> marks() {
        return marksView;
    }

    /** Number of the mark that the next key works on. */
    ObjectProperty<Optional<Integer>> selectedProperty() {
        return selected;
    }

    List<LengthMark> on(FrameRef ref) {
        return marks.stream().filter(mark -> mark.ref().equals(ref)).toList();
    }

    /** Starts a length at a point; its other end is moved while the reader drags. */
    LengthMark begin(Picture picture, PixelPoint at) {
        var mark = new LengthMark(++made, picture.source().ref(), picture.index(),
                length(picture, at, at), false);
        marks.add(mark);
        selected.set(Optional.of(mark.number()));
        return mark;
    }

    void move(Picture picture, int number, PixelPoint from, PixelPoint to) {
        replace(number, mark -> mark.moved(length(picture, from, to)));
    }

    // An ultrasound image may be calibrated in one region and not in another.
    private static Length length(Picture picture, PixelPoint from, PixelPoint to) {
        return new Length(from, to, picture.source().calibration().at(from, to));
    }

    void remove(int number) {
        marks.removeIf(mark -> mark.number() == number);
        if (selected.get().filter(chosen -> chosen == number).isPresent()) {
            selected.set(Optional.empty());
        }
    }

    void removeSelected() {
        selected.get().ifPresent(this::remove);
    }

    /** Hands a measurement over to the chart; one without millimetres cannot be. */
    void accept(int number, LengthKind kind) {
        marks.stream().filter(mark -> mark.number() == number && mark.mm().isPresent() && !mark.accepted()).findFirst()
                .ifPresent(mark -> {
                    onAccepted.accept(message(mark, kind));
                    replace(number, LengthMark::asAccepted);
                });
    }

    private static MeasurementAccepted message(LengthMark mark, LengthKind kind) {
        var value = BigDecimal.valueOf(mark.mm().orElseThrow()).setScale(DECIMALS, RoundingMode.HALF_UP);
        return new MeasurementAccepted(kind.chartKey(), value, "mm", mark.ref().sopInstanceUid(), mark.ref().frame(),
                List.of(edgeBased(mark.length().from()), edgeBased(mark.length().to())),
                mark.length().calibration().source().name());
    }

    private static Point edgeBased(PixelPoint centreBased) {
        return new Point(centreBased.column() + 0.5, centreBased.row() + 0.5);
    }

    private void replace(int number, java.util.function.UnaryOperator<LengthMark> change) {
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).number() == number) {
                marks.set(i, change.apply(marks.get(i)));
            }
        }
    }
}
