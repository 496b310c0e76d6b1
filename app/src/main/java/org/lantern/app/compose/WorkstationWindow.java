package org.lantern.app.compose;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.app.dialog.SheetDialogs;
import org.lantern.app.feature.login.LoginView;
import org.lantern.app.feature.login.LoginViewModel;
import org.lantern.app.problem.Problems;
import org.lantern.app.shell.Settings;
import org.lantern.app.shell.Typeface;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.vault.Vault;

/** The one window: the login page while the vault is locked, the desk while it is open; language and theme. */
public final class WorkstationWindow {
    private static final KeyCombination SWITCH_THEME = new KeyCodeCombination(KeyCode.T, KeyCombination.CONTROL_DOWN,
            KeyCombination.SHIFT_DOWN);
    private static final double WIDTH = 1366;
    private static final double HEIGHT = 768;

    private final Stage stage;
    private final TaskRunner tasks;
    private final Clock clock;
    private final LaunchOptions options;
    private final Problems problems = new Problems(this::texts);
    private final StackPane page = new StackPane();
    private final StackPane root = new StackPane(page);
    private final Scene scene = new Scene(root, WIDTH, HEIGHT);
    private final SheetDialogs dialogs = new SheetDialogs(root, this::texts);
    private final CompletableFuture<RiskCatalogue> risks = CompletableFuture.supplyAsync(RiskCatalogue::bundled);
    private Settings settings;
    private Texts texts;
    private CompletableFuture<Void> locked = CompletableFuture.completedFuture(null);
    private Optional<OpenDesk> desk = Optional.empty();
    private Optional<LoginViewModel> login = Optional.empty();

    public WorkstationWindow(Stage stage, TaskRunner tasks, Clock clock, LaunchOptions options) {
        this.stage = stage;
        this.tasks = tasks;
        this.clock = clock;
        this.options = options;
        this.settings = Settings.read(options.settings());
        this.texts = Texts.in(settings.language().orElse(options.language()));
    }

    /** Shows the window; with a password among the options the vault is unlocked at once. */
    public void open() {
        problems.catchUncaught(problem -> tasks.later(() -> dialogs.problem(problem)));
        scene.setOnKeyPressed(event -> {
            if (SWITCH_THEME.match(event)) {
                switchTheme();
                event.consume();
            } else if (event.getCode() == KeyCode.F1 && !page.isDisabled()) {
                about();
                event.consume();
            }
        });
        stage.setOnCloseRequest(event -> desk.filter(OpenDesk::hasUnsaved).ifPresent(open -> {
            event.consume();
            open.leave(stage::hide);
        }));
        stage.setScene(scene);
        stage.setMinWidth(960);
        stage.setMinHeight(600);
        dress();
        showLogin();
        stage.show();
        options.password().ifPresent(password -> login.ifPresent(model -> model.unlock(password)));
    }

    /** Locks the vault; the window may be gone already. The result is there when the vault's files are closed. */
    public CompletableFuture<Void> close() {
        lockVault();
        tasks.close();
        return locked;
    }

    private Texts texts() {
        return texts;
    }

    private void showLogin() {
        var model = new LoginViewModel(texts, tasks, problems, new StandardVaultDoor(clock, locked), this::unlocked);
        model.folderProperty().set(options.vault().toString());
        model.userProperty().set(options.user());
        login = Optional.of(model);
        show(new LoginView(model, texts, dialogs,
                new LoginView.Actions(this::switchTheme, this::switchLanguage, this::about)));
        stage.setTitle(texts.get("shell.application.name"));
    }

    private void unlocked(Vault vault) {
        login = Optional.empty();
        desk = Optional.of(new OpenDesk(vault, new OpenDesk.Services(tasks, problems, dialogs, clock, risks::join),
                new OpenDesk.Actions(this::lock, this::switchTheme, this::switchLanguage, this::about)));
        desk.ifPresent(open -> show(open.page(texts)));
    }

    private void lock() {
        desk.ifPresent(open -> open.leave(() -> {
            lockVault();
            showLogin();
        }));
    }

    private void about() {
        var version = Optional.ofNullable(WorkstationWindow.class.getPackage().getImplementationVersion())
                .orElse("development");
        dialogs.show(texts.get("shell.about.title"), texts.get("shell.about.device"),
                texts.get("shell.about.text", version));
    }

    private void lockVault() {
        desk.ifPresent(open -> locked = open.close());
        desk = Optional.empty();
    }

    private void show(Node content) {
        page.getChildren().setAll(content);
        content.requestFocus();
    }

    private void switchTheme() {
        remember(settings.withTheme(settings.theme().other()));
        dress();
    }

    private void switchLanguage() {
        var other = Texts.LANGUAGES.stream().filter(language -> !language.equals(texts.language())).findFirst()
                .orElseThrow();
        remember(settings.withLanguage(other));
        texts = Texts.in(other);
        dress();
        desk.ifPresentOrElse(open -> show(open.page(texts)), this::showLogin);
    }

    private void remember(Settings changed) {
        settings = changed;
        tasks.query(() -> {
            changed.write(options.settings());
            return changed;
        }, _ -> {}, failure -> {
            if (failure instanceof IOException) {
                desk.ifPresent(open -> open.say(problems.report(failure).line()));
            } else {
                dialogs.problem(problems.report(failure));
            }
        });
    }

    private void dress() {
        Application.setUserAgentStylesheet(settings.theme().base());
        scene.getStylesheets().setAll(stylesheet(settings.theme().colours()), stylesheet("lantern.css"));
        root.setStyle("-fx-font-family: '" + Typeface.of(texts.language()) + "';");
    }

    private static String stylesheet(String name) {
        return Texts.class.getResource("theme/" + name).toExternalForm();
    }
}
