package org.lantern.imaging.dicom.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;

/** Divides the instances of a series into stacks and sorts them. */
final class Stacks {
    /** Images closer than this lie at the same place; scanners round positions to about a hundredth of it. */
    private static final double SAME_PLACE_MM = 0.01;
    private static final double GAP = 1.5;
    private static final Tag[] KINDS = {Tag.EchoNumbers, Tag.EchoTime, Tag.InversionTime,
            Tag.TemporalPositionIdentifier,
            Tag.DiffusionBValue, Tag.TriggerTime};
    private static final Comparator<ScanResult.Instance> BY_NUMBER = Comparator
            .comparing((ScanResult.Instance i) -> i.number().isEmpty())
            .thenComparing(i -> i.number().orElse(0)).thenComparing(ScanResult.Instance::sopInstanceUid);

    private Stacks() {}

    /** Nothing for what has no plane in patient space, or a broken one. */
    static Optional<ScanResult.Place> place(DataSet dataSet) {
        try {
            double[] position = dataSet.decimals(Tag.ImagePositionPatient);
            double[] o = dataSet.decimals(Tag.ImageOrientationPatient);
            if (position.length != 3 || o.length != 6) {
                return Optional.empty();
            }
            double[] normal = {o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
            double length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
            if (!(length > 0.9 && length < 1.1)) {
                return Optional.empty();
            }
            double along = (position[0] * normal[0] + position[1] * normal[1] + position[2] * normal[2]) / length;
            StringBuilder geometry = new StringBuilder();
            for (double cosine : o) {
                geometry.append(Math.round(cosine * 1000)).append(' ');
            }
            geometry.append(dataSet.text(Tag.Rows).orElse("")).append('x').append(dataSet.text(Tag.Columns).orElse(""));
            for (double spacing : dataSet.decimals(Tag.PixelSpacing)) {
                geometry.append(String.format(Locale.ROOT, " %.4f", spacing));
            }
            return Optional.of(new ScanResult.Place(geometry.toString(), kind(dataSet), along));
        } catch (ImagingException _) {
            return Optional.empty();
        }
    }

    private static String kind(DataSet dataSet) {
        StringBuilder kind = new StringBuilder();
        for (Tag tag : KINDS) {
            dataSet.text(tag).ifPresent(text -> kind.append(tag.hex()).append('=').append(text).append(' '));
        }
        return kind.toString().strip();
    }

    static List<ScanResult.Stack> of(List<ScanResult.Instance> instances) {
        Map<List<String>, List<ScanResult.Instance>> groups = new LinkedHashMap<>();
        Map<String, List<ScanResult.Instance>> geometries = new LinkedHashMap<>();
        for (ScanResult.Instance instance : instances) {
            geometries.computeIfAbsent(instance.place().map(ScanResult.Place::geometry).orElse(""),
                    _ -> new ArrayList<>()).add(instance);
        }
        geometries.forEach((geometry, members) -> {
            boolean byKind = repeats(members);
            for (ScanResult.Instance member : members) {
                String kind = byKind ? member.place().map(ScanResult.Place::kind).orElse("") : "";
                groups.computeIfAbsent(List.of(geometry, kind), _ -> new ArrayList<>()).add(member);
            }
        });
        return groups.entrySet().stream()
                .map(group -> stack(group.getKey().get(0), group.getKey().get(1), group.getValue())).toList();
    }

    /**
     * Whether two images lie at the same place. Only then do echo, time and the like divide a geometry: a trigger time
     * that differs from slice to slice of one volume must not tear it apart.
     */
    private static boolean repeats(List<ScanResult.Instance> members) {
        double[] places = members.stream().flatMap(m -> m.place().stream())
                .mapToDouble(ScanResult.Place::alongNormalMm).sorted().toArray();
        for (int i = 1; i < places.length; i++) {
            if (places[i] - places[i - 1] < SAME_PLACE_MM) {
                return true;
            }
        }
        return false;
    }

    private static ScanResult.Stack stack(String geometry, String kind, List<ScanResult.Instance> members) {
        List<ScanResult.Instance> sorted = new ArrayList<>(members);
        if (geometry.isEmpty()) {
            sorted.sort(BY_NUMBER);
            return new ScanResult.Stack(geometry, kind, List.copyOf(sorted), OptionalDouble.empty(), 0, 0);
        }
        sorted.sort(Comparator.comparingDouble((ScanResult.Instance i) -> Math
                .round(i.place().orElseThrow().alongNormalMm() / SAME_PLACE_MM)).thenComparing(BY_NUMBER));
        double[] steps = new double[sorted.size() - 1];
        int duplicates = 0;
        int count = 0;
        for (int i = 0; i < steps.length; i++) {
            double step = sorted.get(i + 1).place().orElseThrow().alongNormalMm()
                    - sorted.get(i).place().orElseThrow().alongNormalMm();
            if (step < SAME_PLACE_MM) {
                duplicates++;
            } else {
                steps[count++] = step;
            }
        }
        double[] real = Arrays.copyOf(steps, count);
        Arrays.sort(real);
        if (count == 0) {
            return new ScanResult.Stack(geometry, kind, List.copyOf(sorted), OptionalDouble.empty(), 0, duplicates);
        }
        double usual = real[(count - 1) / 2];
        int gaps = (int) Arrays.stream(real).filter(step -> step > GAP * usual).count();
        return new ScanResult.Stack(geometry, kind, List.copyOf(sorted), OptionalDouble.of(usual), gaps, duplicates);
    }
}
