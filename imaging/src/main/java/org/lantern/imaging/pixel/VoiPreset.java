package org.lantern.imaging.pixel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A window that readers expect by name. The widths and centres are those in common use among viewers; they are a
 * starting point for the eye, not a definition.
 *
 * @param name lower case, what {@code --preset} takes; its text for the screen is in the message bundles
 * @param modality the modality (0008,0060) whose values it fits
 */
public record VoiPreset(String name, String modality, VoiLut.Window window) {
    private static final List<VoiPreset> ALL = List.of(ct("brain", 40, 80), ct("subdural", 75, 215),
            ct("stroke", 40, 40), ct("temporal-bone", 700, 4000), ct("soft-tissue", 40, 400),
            ct("mediastinum", 40, 400),
            ct("lung", -600, 1500), ct("abdomen", 40, 350), ct("liver", 90, 150), ct("bone", 300, 1500),
            ct("spine", 50, 250), ct("angio", 300, 600));

    /** Every preset, in the order of the number keys. */
    public static List<VoiPreset> all() {
        return ALL;
    }

    /** The presets for a modality such as "CT", in the order of the number keys; empty for most. */
    public static List<VoiPreset> of(String modality) {
        return ALL.stream().filter(preset -> preset.modality.equals(modality)).toList();
    }

    /** @param name in any case */
    public static Optional<VoiPreset> find(String name) {
        return ALL.stream().filter(preset -> preset.name.equals(name.toLowerCase(Locale.ROOT))).findFirst();
    }

    private static VoiPreset ct(String name, double centerHu, double widthHu) {
        return new VoiPreset(name, "CT", new VoiLut.Window(centerHu, widthHu, VoiLut.Function.LINEAR, name));
    }
}
