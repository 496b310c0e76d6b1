package org.lantern.app.shell;

import javafx.scene.Node;

/**
 * A tab beside the images, made by a feature that the viewer knows nothing of. All methods run on the user interface's
 * thread; what takes time goes through the task runner.
 */
public interface SidePanel {
    /** Key of the tab's title in the message bundles. */
    String titleKey();

    /** What the tab holds; the same node every time. */
    Node node();

    /** Another patient, or another study of the same, is on the screen. */
    void show(PatientContext context);

    /** Something about the patient shown has changed in the vault, such as a measurement just accepted. */
    void refresh();

    /** Nobody's data are on the screen any more: nothing of the last patient may stay. */
    void clear();
}
