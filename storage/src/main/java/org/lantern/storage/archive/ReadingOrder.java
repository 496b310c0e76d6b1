package org.lantern.storage.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The order in which the instances of a series are read. Those of one orientation are a stack and stay together; the
 * stacks, and whatever has no plane, follow each other by instance number. Within a stack the place along the normal
 * decides, in the direction in which the instance numbers rise. A stack that has a place more than once (phases, echoes)
 * is ordered by instance number where those are all different.
 */
final class ReadingOrder {
    private static final Comparator<Placed> BY_NUMBER = Comparator
            .comparingLong((Placed placed) -> placed.row().instanceNumber().isPresent()
                    ? placed.row().instanceNumber().getAsInt() : Long.MAX_VALUE)
            .thenComparing(placed -> placed.row().sopInstanceUid());
    /** Positions that differ by less are the same place. */
    private static final double SAME_PLACE_MM = 0.01;

    private ReadingOrder() {}

    static List<InstanceRow> sorted(List<Placed> instances) {
        Map<Optional<String>, List<Placed>> stacks = new LinkedHashMap<>();
        instances.stream().sorted(BY_NUMBER)
                .forEach(placed -> stacks.computeIfAbsent(placed.orientation(), _ -> new ArrayList<>()).add(placed));
        return stacks.values().stream().flatMap(stack -> sortedStack(stack).stream()).map(Placed::row).toList();
    }

    /** @param stack by instance number */
    private static List<Placed> sortedStack(List<Placed> stack) {
        if (stack.stream().anyMatch(placed -> placed.positionMm().isEmpty())) {
            return stack;
        }
        List<Placed> byPlace = new ArrayList<>(stack);
        byPlace.sort(Comparator.comparingDouble((Placed placed) -> placed.positionMm().getAsDouble())
                .thenComparing(BY_NUMBER));
        if (hasPlaceTwice(byPlace) && numbersDiffer(stack)) {
            return stack;
        }
        double trend = 0;
        for (int i = 1; i < stack.size(); i++) {
            trend += Math.signum(stack.get(i).positionMm().getAsDouble() - stack.get(i - 1).positionMm().getAsDouble());
        }
        return trend < 0 ? byPlace.reversed() : byPlace;
    }

    private static boolean hasPlaceTwice(List<Placed> byPlace) {
        for (int i = 1; i < byPlace.size(); i++) {
            double step = byPlace.get(i).positionMm().getAsDouble() - byPlace.get(i - 1).positionMm().getAsDouble();
            if (step < SAME_PLACE_MM) {
                return true;
            }
        }
        return false;
    }

    private static boolean numbersDiffer(List<Placed> stack) {
        Set<Integer> numbers = new HashSet<>();
        return stack.stream().allMatch(placed -> placed.row().instanceNumber().isPresent()
                && numbers.add(placed.row().instanceNumber().getAsInt()));
    }

    /** An instance and where its image lies. */
    record Placed(InstanceRow row, Optional<String> orientation, OptionalDouble positionMm) {}
}
