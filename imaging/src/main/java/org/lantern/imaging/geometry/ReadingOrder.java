package org.lantern.imaging.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The order in which the images of a series are read. */
public final class ReadingOrder {
    private ReadingOrder() {}

    /**
     * Sorts the images of a series: by their place along the common normal if all of them are parallel and none lies where
     * another does, else by number. The direction is the one in which the numbers rise.
     *
     * @param plane of an image, if it has one
     * @param number its Instance Number
     */
    public static <T> List<T> sorted(List<T> images, Function<T, Optional<ImagePlane>> plane, ToIntFunction<T> number) {
        List<T> byNumber = new ArrayList<>(images);
        byNumber.sort(Comparator.comparingInt(number));
        if (images.size() < 2) {
            return byNumber;
        }
        Optional<ImagePlane> first = plane.apply(byNumber.getFirst());
        if (first.isEmpty()) {
            return byNumber;
        }
        record Placed<T>(T image, double alongMm) {}
        PatientDirection normal = first.get().normal();
        List<Placed<T>> placed = new ArrayList<>();
        for (T image : byNumber) {
            Optional<ImagePlane> own = plane.apply(image);
            if (own.isEmpty() || !own.get().isParallelTo(first.get())) {
                return byNumber;
            }
            placed.add(new Placed<>(image, normal.along(own.get().position())));
        }
        boolean rising = placed.getLast().alongMm >= placed.getFirst().alongMm;
        Comparator<Placed<T>> along = Comparator.comparingDouble(Placed::alongMm);
        placed.sort(rising ? along : along.reversed());
        for (int i = 1; i < placed.size(); i++) {
            if (Math.abs(placed.get(i).alongMm - placed.get(i - 1).alongMm) < 1e-3) {
                return byNumber;
            }
        }
        return placed.stream().map(Placed::image).toList();
    }
}
