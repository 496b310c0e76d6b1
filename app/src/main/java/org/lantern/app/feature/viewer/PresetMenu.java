package org.lantern.app.feature.viewer;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuItem;
import org.lantern.imaging.pixel.VoiPreset;
import org.lantern.resources.Texts;

/** The windows of the number keys as a menu, each with its key. */
final class PresetMenu {
    private static final int FIRST_PRESET_KEY = 3;

    private PresetMenu() {}

    static List<MenuItem> items(StudyViewModel study, Texts texts) {
        var items = new ArrayList<MenuItem>();
        items.add(item(study, texts.get("viewer.preset.auto"), 0));
        items.add(item(study, texts.get("viewer.preset.file.first"), 1));
        items.add(item(study, texts.get("viewer.preset.file.second"), 2));
        int key = FIRST_PRESET_KEY;
        for (var preset : study.presets()) {
            items.add(item(study, name(preset, texts) + "   " + CornerText.number(preset.window().center(), texts)
                    + " / " + CornerText.number(preset.window().width(), texts), key++));
        }
        var full = new MenuItem(texts.get("viewer.preset.full"));
        full.setOnAction(_ -> study.selectedViewport().setFullRange());
        items.add(full);
        return items;
    }

    private static MenuItem item(StudyViewModel study, String words, int key) {
        var item = new MenuItem(key + "   " + words);
        item.setOnAction(_ -> study.choosePreset(key));
        return item;
    }

    private static String name(VoiPreset preset, Texts texts) {
        var key = "viewer.preset." + preset.name();
        return texts.has(key) ? texts.get(key) : preset.name();
    }
}
