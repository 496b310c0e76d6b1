package org.lantern.app.compose;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
import org.lantern.app.feature.administration.SecurityViewModel;
import org.lantern.app.feature.login.LoginView;
import org.lantern.app.feature.login.LoginViewModel;
import org.lantern.app.problem.Problems;
import org.lantern.app.shell.IdleWatch;
import org.lantern.app.shell.Settings;
import org.lantern.app.shell.Typeface;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.chart.Draft;
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
    private final IdleWatch idle;
    private Settings settings;
    private Texts texts;
    private String folder;
    private String user;
    private CompletableFuture<Void> locked = CompletableFuture.completedFuture(null);
    private Optional<OpenDesk> desk = Optional.empty();
    private Optional<LoginViewModel> login = Optional.empty();
    private Optional<Left> left = Optional.empty();

    /** Where a user was when they locked a vault; only they come back to it. */
    private record Left(String folder, String user, OpenDesk.Place place) {}

    public WorkstationWindow(Stage stage, TaskRunner tasks, Clock clock, LaunchOptions options) {
        this.stage = stage;
        this.tasks = tasks;
        this.clock = clock;
        this.options = options;
        this.settings = Settings.read(options.settings());
        this.texts = Texts.in(settings.language().orElse(options.language()));
        this.folder = options.vault().toString();
        this.user = options.user();
        this.idle = new IdleWatch(clock, this::lockIdle);
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
        stage.setOnCloseRequest(event -> desk.ifPresent(open -> {
            event.consume();
            open.leave(stage::hide);
        }));
        idle.watch(scene);
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
        model.folderProperty().set(folder);
        model.userProperty().set(user);
        login = Optional.of(model);
        show(new LoginView(model, texts, dialogs,
                new LoginView.Actions(this::switchTheme, this::switchLanguage, this::about)));
        stage.setTitle(texts.get("shell.application.name"));
    }

    private void unlocked(Vault vault) {
        tasks.query(() -> vault.chart().drafts().all(), begun -> show(vault, begun), failure -> {
            tasks.query(() -> {
                vault.close();
                return vault;
            }, _ -> {}, problems::report);
            dialogs.problem(problems.report(failure));
        });
    }

    private void show(Vault vault, List<Draft> begun) {
        login.ifPresent(model -> folder = model.folderProperty().get());
        user = vault.user();
        login = Optional.empty();
        desk = Optional
                .of(new OpenDesk(vault, begun, new OpenDesk.Services(tasks, problems, dialogs, clock, risks::join),
                        new OpenDesk.Actions(this::lock, this::switchTheme, this::switchLanguage, this::about,
                                new SecurityViewModel.AutoLock(() -> settings.autoLock(), this::setAutoLock),
                                () -> desk.ifPresent(open -> show(open.page(texts))))));
        desk.ifPresent(open -> {
            show(open.page(texts));
            left.filter(before -> before.user().equals(vault.user()) && before.folder().equals(folder))
                    .ifPresent(before -> open.resume(before.place()));
        });
        left = Optional.empty();
        idle.restart(settings.autoLock());
    }

    private void lock() {
        desk.ifPresent(open -> open.leave(() -> locked(open)));
    }

    private void lockIdle() {
        desk.ifPresent(open -> open.abandon(() -> {
            dialogs.closeAll();
            locked(open);
            login.ifPresent(model -> model.say(texts.get("login.locked.idle", settings.autoLock().toMinutes())));
        }));
    }

    private void locked(OpenDesk open) {
        left = open.place().map(place -> new Left(folder, user, place));
        lockVault();
        showLogin();
    }

    private void about() {
        var version = Optional.ofNullable(WorkstationWindow.class.getPackage().getImplementationVersion())
                .orElse("development");
        dialogs.show(texts.get("shell.about.title"), texts.get("shell.about.device"),
                texts.get("shell.about.text", version));
    }

    private void lockVault() {
        idle.stop();
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

    private void setAutoLock(Duration wait) {
        remember(settings.withAutoLock(wait));
        idle.restart(wait);
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
