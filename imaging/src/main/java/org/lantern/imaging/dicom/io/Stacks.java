package org.lantern.imaging.dicom.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Divides the images of a series, or the frames of an enhanced image, into stacks and sorts them. Images of one geometry
 * are one stack as long as no two lie at the same place. Where they do, the first of the attributes that make whole
 * stacks divides them; where none does and they were taken at different times, their order in time.
 */
final class Stacks {
    /** Images closer than this lie at the same place; scanners round positions to about a hundredth of it. */
    private static final double SAME_PLACE_MM = 0.01;
    private static final double GAP = 1.5;
    private static final Comparator<ScanResult.Instance> BY_NUMBER = Comparator
            .comparing((ScanResult.Instance i) -> i.number().isEmpty())
            .thenComparing(i -> i.number().orElse(0)).thenComparing(ScanResult.Instance::sopInstanceUid);

    /**
     * An image or a frame.
     *
     * @param frame from 0, or -1 for an image as a whole
     */
    private record Member(ScanResult.Instance instance, int frame, ScanResult.Place place) {
        long slot() {
            return Math.round(place.alongNormalMm() / SAME_PLACE_MM);
        }
    }

    private record Group(String kind, List<Member> members) {
        long places() {
            return members.stream().mapToLong(Member::slot).distinct().count();
        }
    }

    private Stacks() {}

    static List<ScanResult.Stack> of(List<ScanResult.Instance> instances) {
        Map<String, List<Member>> geometries = new LinkedHashMap<>();
        List<ScanResult.Instance> placeless = new ArrayList<>();
        List<ScanResult.Stack> enhanced = new ArrayList<>();
        for (ScanResult.Instance instance : instances) {
            if (!instance.framePlaces().isEmpty()) {
                enhanced.addAll(ofFrames(instance));
            } else if (instance.place().isPresent()) {
                geometries.computeIfAbsent(instance.place().get().geometry(), _ -> new ArrayList<>())
                        .add(new Member(instance, -1, instance.place().get()));
            } else {
                placeless.add(instance);
            }
        }
        List<ScanResult.Stack> stacks = new ArrayList<>();
        geometries.forEach((geometry, members) -> divide(members)
                .forEach(group -> stacks.add(stack(geometry, group))));
        if (!placeless.isEmpty()) {
            placeless.sort(BY_NUMBER);
            stacks.add(new ScanResult.Stack("", "", List.copyOf(placeless), List.of(), OptionalDouble.empty(), 0, 0));
        }
        stacks.addAll(enhanced);
        return List.copyOf(stacks);
    }

    private static List<ScanResult.Stack> ofFrames(ScanResult.Instance instance) {
        Map<List<String>, List<Member>> groups = new LinkedHashMap<>();
        List<ScanResult.Place> places = instance.framePlaces();
        for (int frame = 0; frame < places.size(); frame++) {
            ScanResult.Place place = places.get(frame);
            groups.computeIfAbsent(List.of(place.geometry(), place.kinds().getFirst()), _ -> new ArrayList<>())
                    .add(new Member(instance, frame, place));
        }
        List<ScanResult.Stack> stacks = new ArrayList<>();
        groups.forEach((key, members) -> divide(members).forEach(group -> stacks.add(stack(key.getFirst(), group))));
        return stacks;
    }

    private static List<Group> divide(List<Member> members) {
        List<Group> groups = List.of(new Group("", members));
        int kinds = members.getFirst().place().kinds().size();
        for (int kind = 0; kind < kinds; kind++) {
            List<Group> next = new ArrayList<>();
            for (Group group : groups) {
                next.addAll(byKind(group, kind));
            }
            groups = next;
        }
        List<Group> divided = new ArrayList<>();
        for (Group group : groups) {
            divided.addAll(byTime(group));
        }
        return divided;
    }

    /** Images at one place only are one stack through time, such as a heart in motion. */
    private static boolean repeats(Group group) {
        long places = group.places();
        return places > 1 && places < group.members().size();
    }

    private static List<Group> byKind(Group group, int kind) {
        if (!repeats(group)) {
            return List.of(group);
        }
        Map<String, List<Member>> parts = new LinkedHashMap<>();
        for (Member member : group.members()) {
            parts.computeIfAbsent(member.place().kinds().get(kind), _ -> new ArrayList<>()).add(member);
        }
        List<Group> result = parts.entrySet().stream()
                .map(part -> new Group((group.kind() + " " + part.getKey()).strip(), part.getValue())).toList();
        long inStacks = result.stream().filter(part -> part.places() > 1).mapToLong(p -> p.members().size()).sum();
        return result.size() > 1 && 2 * inStacks >= group.members().size() ? result : List.of(group);
    }

    /** The first images of all places, the second ones and so on, if every place has as many and all have their time. */
    private static List<Group> byTime(Group group) {
        if (!repeats(group)) {
            return List.of(group);
        }
        Map<Long, List<Member>> places = new LinkedHashMap<>();
        for (Member member : group.members()) {
            places.computeIfAbsent(member.slot(), _ -> new ArrayList<>()).add(member);
        }
        int count = places.values().iterator().next().size();
        for (List<Member> place : places.values()) {
            Set<String> times = new HashSet<>();
            place.forEach(member -> times.add(member.place().time()));
            if (place.size() != count || times.size() != count || times.contains("")) {
                return List.of(group);
            }
            place.sort(Comparator.comparing((Member m) -> seconds(m.place().time()))
                    .thenComparing(Member::instance, BY_NUMBER));
        }
        List<Group> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int rank = i;
            result.add(new Group((group.kind() + " time " + (i + 1)).strip(),
                    places.values().stream().map(place -> place.get(rank)).toList()));
        }
        return result;
    }

    /** Times of one kind have one form, so as numbers they are in their order. */
    private static double seconds(String time) {
        try {
            return Double.parseDouble(time);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static ScanResult.Stack stack(String geometry, Group group) {
        List<Member> sorted = new ArrayList<>(group.members());
        sorted.sort(Comparator.comparingLong(Member::slot).thenComparing(Member::instance, BY_NUMBER)
                .thenComparingInt(Member::frame));
        double[] steps = new double[sorted.size()];
        int count = 0;
        int duplicates = 0;
        Map<Long, Set<List<String>>> seen = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            Member member = sorted.get(i);
            List<String> identity = new ArrayList<>(member.place().kinds());
            identity.add(member.place().time());
            duplicates += seen.computeIfAbsent(member.slot(), _ -> new HashSet<>()).add(identity) ? 0 : 1;
            double step = i == 0 ? 0
                    : member.place().alongNormalMm() - sorted.get(i - 1).place().alongNormalMm();
            if (step >= SAME_PLACE_MM) {
                steps[count++] = step;
            }
        }
        double[] real = Arrays.copyOf(steps, count);
        Arrays.sort(real);
        OptionalDouble usual = count == 0 ? OptionalDouble.empty() : OptionalDouble.of(real[(count - 1) / 2]);
        int gaps = (int) Arrays.stream(real).filter(step -> step > GAP * usual.orElse(0)).count();
        boolean frames = sorted.getFirst().frame() >= 0;
        return new ScanResult.Stack(geometry, group.kind(),
                frames ? List.of(sorted.getFirst().instance()) : sorted.stream().map(Member::instance).toList(),
                frames ? sorted.stream().map(Member::frame).toList() : List.of(), usual, gaps, duplicates);
    }
}
