package org.lantern.app.shell;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
    private static final KeyCombination CLOSE_STUDY = new KeyCodeCombination(KeyCode.W, KeyCombination.CONTROL_DOWN);

    private final IdentityBar identity;
    private final StatusBar status;
    private final Button back;
    private Node home;
    private Runnable onStudyClosed = () -> {};

    /** What the frame's own buttons do. */
    public record Actions(Runnable lock, Runnable switchTheme, Runnable switchLanguage) {}

    public Desk(Texts texts, TaskRunner tasks, String user, Actions actions) {
        getStyleClass().add("desk");
        back = IdentityBar.button(new FontIcon("mdi2f-format-list-bulleted"), texts.get("shell.worklist.tooltip"),
                this::closeStudy);
        back.setId("back-to-worklist");
        back.setText(texts.get("shell.worklist"));
        back.getStyleClass().remove("button-icon");
        var who = new Label(user, new FontIcon("mdi2a-account"));
        who.getStyleClass().add("identity-user");
        who.setTooltip(new Tooltip(texts.get("shell.user.tooltip")));
        var theme = IdentityBar.button(new FontIcon("mdi2b-brightness-6"), texts.get("shell.theme.tooltip"),
                actions.switchTheme());
        theme.setId("switch-theme");
        var language = IdentityBar.button(new FontIcon("mdi2t-translate"), texts.get("shell.language.tooltip"),
                actions.switchLanguage());
        language.setId("switch-language");
        var lock = IdentityBar.button(new FontIcon("mdi2l-lock"), texts.get("shell.lock.tooltip"), actions.lock());
        lock.setId("lock");
        identity = new IdentityBar(texts, who, theme, language, lock);
        identity.getChildren().addFirst(back);
        status = new StatusBar(texts, tasks);
        setTop(identity);
        setBottom(status);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (LOCK.match(event)) {
                actions.lock().run();
                event.consume();
            } else if (CLOSE_STUDY.match(event) && getCenter() != home) {
                closeStudy();
                event.consume();
            }
        });
    }

    /** The page that is there when no study is open. */
    public void setHome(Node worklist) {
        home = worklist;
        showHome();
    }

    /** @param action runs whenever the user leaves a study */
    public void setOnStudyClosed(Runnable action) {
        onStudyClosed = action;
    }

    /** Shows a study's page under its patient's name. */
    public void showStudy(PatientBanner banner, Node page) {
        setCenter(page);
        identity.show(Optional.of(banner));
        back.setDisable(false);
        page.requestFocus();
    }

    /** Shows what the identity bar says anew, as after an allergy was recorded. */
    public void showBanner(PatientBanner banner) {
        identity.show(Optional.of(banner));
    }

    /** Says something in the status bar. */
    public void say(String words) {
        status.say(words);
    }

    /** Ends what the frame does on its own; it is not used again. */
    public void dispose() {
        status.dispose();
    }

    private void closeStudy() {
        showHome();
        onStudyClosed.run();
    }

    private void showHome() {
        setCenter(home);
        identity.show(Optional.empty());
        back.setDisable(true);
        home.requestFocus();
    }
}
