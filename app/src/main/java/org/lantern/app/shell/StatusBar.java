package org.lantern.app.shell;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.app.task.RunningTask;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;

/** What the machine is doing: tasks with progress and cancel, the last message, memory, and that nothing leaves it. */
final class StatusBar extends HBox {
    private static final long BYTES_PER_MB = 1 << 20;

    private final Texts texts;
    private final TaskRunner tasks;
    private final HBox work = new HBox();
    private final Label message = new Label();
    private final Label backup = new Label();
    private final Label memory = new Label();
    private final Timeline clock;
    private final ListChangeListener<RunningTask> listener = _ -> showTasks();

    StatusBar(Texts texts, TaskRunner tasks) {
        this.texts = texts;
        this.tasks = tasks;
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        work.getStyleClass().add("status-work");
        work.setAlignment(Pos.CENTER_LEFT);
        message.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        memory.getStyleClass().add("number");
        memory.setMinWidth(Region.USE_PREF_SIZE);
        memory.setTooltip(new javafx.scene.control.Tooltip(texts.get("shell.status.memory.tooltip")));
        var offline = new Label(texts.get("shell.status.offline"), new FontIcon("mdi2l-lan-disconnect"));
        offline.setMinWidth(Region.USE_PREF_SIZE);
        offline.setTooltip(new javafx.scene.control.Tooltip(texts.get("shell.status.offline.tooltip")));
        backup.setId("last-backup");
        backup.setMinWidth(Region.USE_PREF_SIZE);
        backup.managedProperty().bind(backup.textProperty().isNotEmpty());
        getChildren().addAll(work, message, gap, backup, memory, offline);
        tasks.running().addListener(listener);
        clock = new Timeline(new KeyFrame(Duration.seconds(2), _ -> showMemory()));
        clock.setCycleCount(Timeline.INDEFINITE);
        clock.play();
        showMemory();
        showTasks();
    }

    void say(String words) {
        message.setText(words);
    }

    void showBackup(String words, boolean overdue) {
        backup.setText(words);
        backup.setGraphic(new FontIcon(overdue ? "mdi2a-alert" : "mdi2b-backup-restore"));
        backup.getStyleClass().remove("status-warning");
        if (overdue) {
            backup.getStyleClass().add("status-warning");
        }
    }

    void dispose() {
        clock.stop();
        tasks.running().removeListener(listener);
    }

    private void showMemory() {
        var runtime = Runtime.getRuntime();
        memory.setText(texts.get("shell.status.memory", (runtime.totalMemory() - runtime.freeMemory()) / BYTES_PER_MB,
                runtime.maxMemory() / BYTES_PER_MB));
    }

    private void showTasks() {
        work.getChildren().clear();
        if (tasks.running().isEmpty()) {
            return;
        }
        var first = tasks.running().getFirst();
        var title = new Label(first.title());
        title.setMinWidth(Region.USE_PREF_SIZE);
        var bar = new ProgressBar();
        bar.setPrefWidth(160);
        bar.progressProperty().bind(first.progressProperty());
        var percent = new Label();
        percent.getStyleClass().add("number");
        percent.setMinWidth(40);
        percent.textProperty().bind(first.progressProperty().multiply(100).asString("%.0f %%"));
        var cancel = IdentityBar.button(new FontIcon("mdi2c-close"), texts.get("shell.status.cancel"), first::cancel);
        cancel.setId("cancel-task");
        work.getChildren().addAll(title, bar, percent, cancel);
        if (tasks.running().size() > 1) {
            work.getChildren().add(new Label(texts.get("shell.status.more", tasks.running().size() - 1)));
        }
    }
}
