package org.lantern.app.feature.login;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.app.dialog.Dialogs;
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
        go.setId("login-go");
        folder.textProperty().bindBidirectional(model.folderProperty());
        user.textProperty().bindBidirectional(model.userProperty());
        go.setDefaultButton(true);
        go.setMaxWidth(Double.MAX_VALUE);
        go.getStyleClass().add("accent");
        go.setOnAction(_ -> go());
        for (Control control : new Control[]{folder, user, password, repeated, go}) {
            control.disableProperty().bind(model.busyProperty());
        }
        showForm(actions);
        model.creatingProperty().addListener(_ -> showForm(actions));
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
        if (model.creatingProperty().get()) {
            var again = repeated.getText().toCharArray();
            repeated.clear();
            model.create(typed, again);
        } else {
            model.unlock(typed);
        }
    }

    private void showForm(Actions actions) {
        boolean creating = model.creatingProperty().get();
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

        var choose = new Button(texts.get("login.folder.choose"), new FontIcon("mdi2f-folder-open-outline"));
        choose.setTooltip(new Tooltip(texts.get("login.folder.choose.tooltip")));
        choose.setOnAction(_ -> dialogs.chooseFolder(texts.get("login.folder.choose")).map(Path::toString)
                .ifPresent(folder::setText));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(folder, Priority.ALWAYS);
        var place = new HBox(folder, choose);
        place.getStyleClass().add("login-row");

        card.getChildren().setAll(head, muted(texts.get(creating ? "login.create.explanation" : "login.explanation")),
                field("login.folder", folder, place), field("login.user", user, user),
                field("login.password", password, password));
        if (creating) {
            card.getChildren().add(field("login.password.repeat", repeated, repeated));
        }
        card.getChildren().add(error());
        go.textProperty().bind(Bindings.when(model.busyProperty()).then(texts.get("login.busy"))
                .otherwise(texts.get(creating ? "login.create" : "login.unlock")));
        go.setTooltip(new Tooltip(texts.get(creating ? "login.create.tooltip" : "login.unlock.tooltip")));
        var spinner = new ProgressIndicator();
        spinner.setPrefSize(16, 16);
        spinner.visibleProperty().bind(model.busyProperty());
        spinner.managedProperty().bind(model.busyProperty());
        go.setGraphic(spinner);
        var other = new Button(texts.get(creating ? "login.open.instead" : "login.create.instead"));
        other.setId("login-other");
        other.getStyleClass().add("flat");
        other.setMaxWidth(Double.MAX_VALUE);
        other.disableProperty().bind(model.busyProperty());
        other.setTooltip(new Tooltip(texts.get("login.other.tooltip")));
        other.setOnAction(_ -> model.setCreating(!creating));
        var about = new Button(texts.get("shell.about.login"));
        about.setId("login-about");
        about.getStyleClass().addAll("flat", "small", "muted");
        about.setMaxWidth(Double.MAX_VALUE);
        about.setTooltip(new Tooltip(texts.get("shell.about.tooltip")));
        about.setOnAction(_ -> actions.about().run());
        card.getChildren().addAll(go, other, about);
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
        var area = new javafx.scene.control.TextArea(key);
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
