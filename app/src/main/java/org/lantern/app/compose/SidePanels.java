package org.lantern.app.compose;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lantern.app.shell.SidePanel;
import org.lantern.resources.Texts;
import org.lantern.storage.vault.Vault;

/** The panels of the features beside the images, in the order of their tabs. */
final class SidePanels {
    private SidePanels() {}

    /**
     * @param say takes a message for the status bar
     * @param showImage shows where something was measured: SOP Instance UID and zero-based frame
     */
    static List<SidePanel> of(Vault vault, Texts texts, OpenDesk.Services services, Consumer<String> say,
            BiConsumer<String, Integer> showImage) {
        return List.of();
    }
}
