package org.lantern.app.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;

/** The frame around every page of an unlocked vault: identity above, status below, one page in the middle. */
public final class Desk extends BorderPane {
    private static final KeyCombination LOCK = new KeyCodeCombination(KeyCode.L, KeyCombination.CONTROL_DOWN);
    private static final KeyCombination ADMINISTRATION = new KeyCodeCombination(KeyCode.COMMA,
            KeyCombination.CONTROL_DOWN);
    private static final KeyCombination CHART = new KeyCodeCombination(KeyCode.F6);
    private static final KeyCombination CLOSE = new KeyCodeCombination(KeyCode.W, KeyCombination.CONTROL_DOWN);

    private final IdentityBar identity;
    private final StatusBar status;
    private final Texts texts;
    private final Button back;
    private final Button change = new Button();
    private Node home;
    private Runnable onLeft = () -> {};

    /**
     * What the frame's own buttons do.
     *
     * @param changePage goes from the images of a study to its patient's chart, or back
     */
    public record Actions(Runnable lock, Runnable switchTheme, Runnable switchLanguage, Runnable about,
            Runnable changePage, Runnable administration) {}

    public Desk(Texts texts, TaskRunner tasks, String user, Actions actions) {
        this.texts = texts;
        getStyleClass().add("desk");
        back = IdentityBar.button(new FontIcon("mdi2f-format-list-bulleted"), texts.get("shell.worklist.tooltip"),
                this::leave);
        back.setId("back-to-worklist");
        back.setText(texts.get("shell.worklist"));
        back.getStyleClass().remove("button-icon");
        change.setId("change-page");
        change.getStyleClass().add("flat");
        change.setTooltip(new Tooltip());
        change.setMinWidth(USE_PREF_SIZE);
        change.setOnAction(_ -> actions.changePage().run());
        change.managedProperty().bind(change.visibleProperty());
        var about = IdentityBar.button(new FontIcon("mdi2i-information-outline"), texts.get("shell.about.tooltip"),
                actions.about());
        about.setId("about");
        var who = IdentityBar.button(new FontIcon("mdi2a-account"), texts.get("shell.user.tooltip"),
                actions.administration());
        who.setId("open-administration");
        who.setText(user);
        who.getStyleClass().remove("button-icon");
        who.getStyleClass().add("identity-user");
        who.setMinWidth(USE_PREF_SIZE);
        var theme = IdentityBar.button(new FontIcon("mdi2b-brightness-6"), texts.get("shell.theme.tooltip"),
                actions.switchTheme());
        theme.setId("switch-theme");
        var language = IdentityBar.button(new FontIcon("mdi2t-translate"), texts.get("shell.language.tooltip"),
                actions.switchLanguage());
        language.setId("switch-language");
        var lock = IdentityBar.button(new FontIcon("mdi2l-lock"), texts.get("shell.lock.tooltip"), actions.lock());
        lock.setId("lock");
        identity = new IdentityBar(texts, who, about, theme, language, lock);
        identity.getChildren().addAll(0, List.of(back, change));
        status = new StatusBar(texts, tasks);
        setTop(identity);
        setBottom(status);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (LOCK.match(event)) {
                actions.lock().run();
                event.consume();
            } else if (ADMINISTRATION.match(event)) {
                actions.administration().run();
                event.consume();
            } else if (CLOSE.match(event) && getCenter() != home) {
                leave();
                event.consume();
            } else if (CHART.match(event) && change.isVisible()) {
                change.fire();
                event.consume();
            }
        });
    }

    /** The page that is there when no patient is open. */
    public void setHome(Node worklist) {
        home = worklist;
        showHome();
    }

    /** @param action runs whenever the user leaves a patient for the worklist */
    public void setOnLeft(Runnable action) {
        onLeft = action;
    }

    /** Shows a study's page under its patient's name. */
    public void showStudy(PatientBanner banner, Node page) {
        show(banner, page);
        offer("mdi2c-clipboard-account-outline", "shell.chart.open");
    }

    /** Shows a patient's chart. @param studyOpen whether there is a study to go back to */
    public void showChart(PatientBanner banner, Node page, boolean studyOpen) {
        show(banner, page);
        offer("mdi2i-image-outline", "shell.chart.back");
        change.setVisible(studyOpen);
    }

    /** Shows a page that is about no patient. */
    public void showPlain(Node page) {
        show(Optional.empty(), page);
        change.setVisible(false);
    }

    private void show(PatientBanner banner, Node page) {
        show(Optional.of(banner), page);
    }

    private void show(Optional<PatientBanner> banner, Node page) {
        setCenter(page);
        identity.show(banner);
        back.setDisable(false);
        page.requestFocus();
    }

    private void offer(String icon, String key) {
        change.setGraphic(new FontIcon(icon));
        change.setText(texts.get(key));
        change.getTooltip().setText(texts.get(key + ".tooltip"));
        change.setVisible(true);
    }

    /** Shows what the identity bar says anew, as after an allergy was recorded. */
    public void showBanner(PatientBanner banner) {
        identity.show(Optional.of(banner));
    }

    /** Says something in the status bar. */
    public void say(String words) {
        status.say(words);
    }

    /** Says how old the last good backup is. @param overdue whether that should worry somebody */
    public void showBackup(String words, boolean overdue) {
        status.showBackup(words, overdue);
    }

    /** Ends what the frame does on its own; it is not used again. */
    public void dispose() {
        status.dispose();
    }

    private void leave() {
        showHome();
        onLeft.run();
    }

    private void showHome() {
        setCenter(home);
        identity.show(Optional.empty());
        back.setDisable(true);
        change.setVisible(false);
        home.requestFocus();
    }
}
