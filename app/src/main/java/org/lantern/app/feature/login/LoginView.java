package org.lantern.app.feature.login;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.app.dialog.Dialogs;
import org.lantern.app.feature.login.LoginViewModel.Mode;
import org.lantern.resources.Texts;

/** The first page. */
public final class LoginView extends StackPane {
    private final LoginViewModel model;
    private final Texts texts;
    private final Dialogs dialogs;
    private final TextField folder = new TextField();
    private final TextField user = new TextField();
    private final PasswordField password = new PasswordField();
    private final PasswordField repeated = new PasswordField();
    private final TextField keyFile = new TextField();
    private final TextField backup = new TextField();
    private final TextArea recoveryKey = new TextArea();
    private final Button go = new Button();
    private final VBox card = new VBox();

    /** What the page's corner buttons do. */
    public record Actions(Runnable switchTheme, Runnable switchLanguage, Runnable about) {}

    public LoginView(LoginViewModel model, Texts texts, Dialogs dialogs, Actions actions) {
        this.model = model;
        this.texts = texts;
        this.dialogs = dialogs;
        getStyleClass().add("login-page");
        card.getStyleClass().add("login-card");
        card.setMaxSize(440, Region.USE_PREF_SIZE);
        getChildren().add(card);

        folder.setId("login-folder");
        user.setId("login-user");
        password.setId("login-password");
        repeated.setId("login-repeated");
        keyFile.setId("login-keyfile");
        backup.setId("login-backup");
        recoveryKey.setId("login-recovery-key");
        recoveryKey.setWrapText(true);
        recoveryKey.setPrefRowCount(3);
        go.setId("login-go");
        folder.textProperty().bindBidirectional(model.folderProperty());
        user.textProperty().bindBidirectional(model.userProperty());
        keyFile.textProperty().bindBidirectional(model.keyFileProperty());
        backup.textProperty().bindBidirectional(model.backupProperty());
        go.setDefaultButton(true);
        go.setMaxWidth(Double.MAX_VALUE);
        go.getStyleClass().add("accent");
        go.setOnAction(_ -> go());
        for (Control control : new Control[]{folder, user, password, repeated, keyFile, backup, recoveryKey, go}) {
            control.disableProperty().bind(model.busyProperty());
        }
        showForm(actions);
        model.modeProperty().addListener(_ -> showForm(actions));
        model.recoveryKeyProperty().addListener((_, _, key) -> key.ifPresent(this::showRecoveryKey));
        model.problemProperty().addListener((_, _, problem) -> {
            if (problem.isPresent()) {
                password.requestFocus();
                password.selectAll();
            }
        });
    }

    /** Puts the cursor where the user types next. */
    @Override
    public void requestFocus() {
        (user.getText().isBlank() ? user : password).requestFocus();
    }

    private void go() {
        var typed = password.getText().toCharArray();
        password.clear();
        var again = repeated.getText().toCharArray();
        repeated.clear();
        switch (model.modeProperty().get()) {
            case UNLOCK -> model.unlock(typed);
            case CREATE -> model.create(typed, again);
            case RECOVER -> {
                var key = recoveryKey.getText().toCharArray();
                recoveryKey.clear();
                model.recover(key, typed, again);
            }
            case RESTORE -> model.restore(typed);
        }
    }

    private void showForm(Actions actions) {
        var mode = model.modeProperty().get();
        var words = "login." + mode.name().toLowerCase(java.util.Locale.ROOT);
        var title = new Label(texts.get("shell.application.name"));
        title.getStyleClass().add("login-title");
        var theme = corner("mdi2b-brightness-6", "shell.theme.tooltip", actions.switchTheme());
        theme.setId("login-theme");
        var language = corner("mdi2t-translate", "shell.language.tooltip", actions.switchLanguage());
        language.setId("login-language");
        language.setText(texts.get("shell.language.other"));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(title, gap, language, theme);
        head.setAlignment(Pos.CENTER_LEFT);

        card.getChildren().setAll(head, muted(texts.get(words + ".explanation")));
        if (mode == Mode.RESTORE) {
            card.getChildren().add(field("login.backup", backup, withChooser(backup, "login.backup.choose",
                    () -> dialogs.chooseFiles(texts.get("login.backup.choose.tooltip")).stream().findFirst())));
        }
        card.getChildren().addAll(
                field("login.folder", folder,
                        withChooser(folder, "login.folder.choose",
                                () -> dialogs.chooseFolder(texts.get("login.folder.choose.tooltip")))),
                field("login.user", user, user));
        if (mode == Mode.RECOVER) {
            card.getChildren().add(field("login.recovery.key", recoveryKey, recoveryKey));
        }
        boolean fresh = mode == Mode.CREATE || mode == Mode.RECOVER;
        card.getChildren().add(field(mode == Mode.RECOVER ? "login.password.new" : "login.password", password,
                password));
        if (fresh) {
            card.getChildren().add(field("login.password.repeat", repeated, repeated));
        }
        if (mode == Mode.UNLOCK && !keyFile.getText().isEmpty()) {
            card.getChildren().add(keyFileField());
        }
        card.getChildren().add(error());
        go.textProperty().bind(Bindings.when(model.busyProperty()).then(texts.get("login.busy"))
                .otherwise(texts.get(words)));
        go.setTooltip(new Tooltip(texts.get(words + ".tooltip")));
        var spinner = new ProgressIndicator();
        spinner.setPrefSize(16, 16);
        spinner.visibleProperty().bind(model.busyProperty());
        spinner.managedProperty().bind(model.busyProperty());
        go.setGraphic(spinner);
        card.getChildren().add(go);
        if (mode == Mode.UNLOCK) {
            card.getChildren().addAll(link("other", "login.create.instead", () -> model.setMode(Mode.CREATE)),
                    links(link("recover", "login.recover.instead", () -> model.setMode(Mode.RECOVER)),
                            link("restore", "login.restore.instead", () -> model.setMode(Mode.RESTORE)),
                            link("use-keyfile", "login.keyfile.use", () -> {
                                if (!card.getChildren().contains(keyFile.getParent())) {
                                    card.getChildren().add(card.getChildren().indexOf(go) - 1, keyFileField());
                                    keyFile.requestFocus();
                                }
                            })));
        } else {
            card.getChildren().add(link("other", "login.open.instead", () -> model.setMode(Mode.UNLOCK)));
        }
        var about = new Button(texts.get("shell.about.login"));
        about.setId("login-about");
        about.getStyleClass().addAll("flat", "small", "muted");
        about.setMaxWidth(Double.MAX_VALUE);
        about.setTooltip(new Tooltip(texts.get("shell.about.tooltip")));
        about.setOnAction(_ -> actions.about().run());
        card.getChildren().add(about);
    }

    private Node keyFileField() {
        return field("login.keyfile", keyFile, withChooser(keyFile, "login.keyfile.choose",
                () -> dialogs.chooseFiles(texts.get("login.keyfile.choose.tooltip")).stream().findFirst()));
    }

    /** A field for a place in the file system, with a button that lets the user look for it. */
    private Node withChooser(TextField field, String key, Supplier<Optional<Path>> chooser) {
        var choose = new Button(texts.get(key), new FontIcon("mdi2f-folder-open-outline"));
        choose.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        choose.setOnAction(_ -> chooser.get().map(Path::toString).ifPresent(field::setText));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(field, Priority.ALWAYS);
        var row = new HBox(field, choose);
        row.getStyleClass().add("login-row");
        return row;
    }

    private Button link(String id, String key, Runnable action) {
        var link = new Button(texts.get(key));
        link.setId("login-" + id);
        link.getStyleClass().add("flat");
        link.setMaxWidth(Double.MAX_VALUE);
        link.disableProperty().bind(model.busyProperty());
        link.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        link.setOnAction(_ -> action.run());
        return link;
    }

    private static Node links(Button... links) {
        var row = new HBox(links);
        row.setAlignment(Pos.CENTER);
        for (var link : links) {
            link.getStyleClass().add("small");
            link.setMinWidth(Region.USE_PREF_SIZE);
        }
        return row;
    }

    private Node error() {
        var label = new Label();
        label.setId("login-error");
        label.getStyleClass().add("login-error");
        label.setWrapText(true);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty().bind(Bindings.createStringBinding(
                () -> model.problemProperty().get().map(problem -> problem.line().strip()).orElse(""),
                model.problemProperty()));
        var shown = Bindings.createBooleanBinding(() -> model.problemProperty().get().isPresent(),
                model.problemProperty());
        label.visibleProperty().bind(shown);
        label.managedProperty().bind(shown);
        return label;
    }

    private void showRecoveryKey(String key) {
        var title = new Label(texts.get("login.recovery.title"));
        title.getStyleClass().add("login-title");
        var area = new TextArea(key);
        area.setId("recovery-key");
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(4);
        var next = new Button(texts.get("login.recovery.done"));
        next.setId("recovery-done");
        next.setMaxWidth(Double.MAX_VALUE);
        next.getStyleClass().add("accent");
        next.setTooltip(new Tooltip(texts.get("login.recovery.done.tooltip")));
        next.setOnAction(_ -> model.enterNewVault());
        card.getChildren().setAll(title, muted(texts.get("login.recovery.explanation")), area, next);
        next.requestFocus();
    }

    private Button corner(String icon, String tooltip, Runnable action) {
        var button = new Button(null, new FontIcon(icon));
        button.getStyleClass().add("flat");
        button.setTooltip(new Tooltip(texts.get(tooltip)));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Node field(String key, Control control, Node shown) {
        var label = new Label(texts.get(key));
        label.setLabelFor(control);
        control.setTooltip(new Tooltip(texts.get(key + ".tooltip")));
        Optional.of(control).filter(TextField.class::isInstance)
                .ifPresent(field -> ((TextField) field).setMaxWidth(Double.MAX_VALUE));
        var box = new VBox(label, shown);
        box.getStyleClass().add("login-field");
        return box;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
