package org.lantern.app.feature.administration;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.lantern.app.control.ChoiceWords;
import org.lantern.app.dialog.Dialogs;
import org.lantern.resources.Texts;
import org.lantern.storage.backup.BackupRun;
import org.lantern.storage.backup.BackupSchedule;

/** The backups that there are; beside them, what can be done. */
final class BackupView extends HBox {
    private static final List<String> HOURS = List.of("0", "4", "12", "24", "168");
    private static final String SUGGESTED_NAME = "lantern.backup";

    private final BackupViewModel model;
    private final Texts texts;
    private final Dialogs dialogs;
    private final Parts parts;

    /** @param maintain whether this person may check and compact the vault, and not only back it up */
    BackupView(BackupViewModel model, Texts texts, Dialogs dialogs, ZoneId zone, boolean maintain) {
        this.model = model;
        this.texts = texts;
        this.dialogs = dialogs;
        this.parts = new Parts(texts);
        getStyleClass().add("administration-page");
        var times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
        var table = new TableView<BackupRun>(model.runs());
        table.setId("backup-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(parts.muted("backup.none"));
        table.getColumns().add(parts.column("backup.time", 140, run -> times.format(run.finishedAt())));
        table.getColumns().add(parts.column("backup.size", 100, run -> megabytes(run.fileBytes())));
        table.getColumns().add(parts.column("backup.generation", 90, run -> String.valueOf(run.generation())));
        table.getColumns().add(parts.column("backup.file", 420, BackupRun::fileName));
        HBox.setHgrow(table, Priority.ALWAYS);
        var verdict = new Label();
        verdict.setId("vault-verdict");
        verdict.setWrapText(true);
        verdict.textProperty().bind(model.verdictProperty());
        verdict.managedProperty().bind(verdict.textProperty().isNotEmpty());
        var side = new VBox(backup());
        if (maintain) {
            side.getChildren().addAll(check(), verdict);
        }
        side.getStyleClass().add("administration-side");
        getChildren().addAll(table, side);
    }

    private Node backup() {
        var now = parts.button("backup.now",
                () -> dialogs.chooseTarget(parts.text("backup.choose"), SUGGESTED_NAME).ifPresent(model::backUp));
        now.getStyleClass().add("accent");
        var again = parts.button("backup.again",
                () -> model.runs().stream().findFirst().map(BackupRun::fileName).map(Path::of)
                        .ifPresent(model::backUp));
        again.disableProperty().bind(javafx.beans.binding.Bindings.isEmpty(model.runs()));
        var drill = parts.button("backup.drill", () -> dialogs.chooseFiles(parts.text("backup.drill.choose")).stream()
                .findFirst().ifPresent(model::drill));
        var hours = new ComboBox<>(FXCollections.observableList(HOURS));
        hours.setId("backup-hours");
        hours.setConverter(new ChoiceWords("", word -> parts.text("backup.every." + word)));
        show(hours, model.scheduleProperty().get());
        model.scheduleProperty().addListener((_, _, schedule) -> show(hours, schedule));
        hours.setOnAction(_ -> choose(hours));
        var box = new VBox(parts.heading("backup"), parts.muted("backup.explanation"), now, again,
                parts.field("backup.every", hours), drill);
        box.getStyleClass().add("administration-section");
        return box;
    }

    private static void show(ComboBox<String> hours, Optional<BackupSchedule> schedule) {
        hours.setValue(
                schedule.map(BackupSchedule::everyHours).map(String::valueOf).filter(HOURS::contains).orElse("0"));
    }

    private void choose(ComboBox<String> hours) {
        int wanted = Integer.parseInt(hours.getValue());
        var now = model.scheduleProperty().get();
        if (wanted == now.map(BackupSchedule::everyHours).orElse(0)) {
            return;
        }
        if (wanted == 0) {
            model.schedule(Optional.empty());
            return;
        }
        var file = Stream.concat(now.map(BackupSchedule::file).stream(),
                model.runs().stream().map(BackupRun::fileName).map(Path::of)).findFirst()
                .or(() -> dialogs.chooseTarget(parts.text("backup.choose"), SUGGESTED_NAME));
        file.ifPresentOrElse(chosen -> model.schedule(Optional.of(new BackupSchedule(chosen, wanted))),
                () -> show(hours, now));
    }

    private Node check() {
        var box = new VBox(parts.heading("verify"), parts.button("verify.quick", () -> model.verify(false)),
                parts.button("verify.deep", () -> model.verify(true)), parts.button("compact", model::compact));
        box.getStyleClass().add("administration-section");
        return box;
    }

    private String megabytes(long bytes) {
        return String.format(texts.language(), "%,.1f MB", bytes / 1e6);
    }
}
