package org.lantern.app.feature.administration;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.lantern.app.control.ChoiceWords;
import org.lantern.app.dialog.Dialogs;
import org.lantern.resources.Texts;
import org.lantern.storage.account.Action;
import org.lantern.storage.audit.AuditEntry;

/** The audit trail as a table under its filter. */
final class AuditView extends VBox {
    private static final String ALL = "";

    private final AuditViewModel model;
    private final Texts texts;
    private final Dialogs dialogs;
    private final Parts parts;
    private final DateTimeFormatter times;

    AuditView(AuditViewModel model, Texts texts, Dialogs dialogs, ZoneId zone) {
        this.model = model;
        this.texts = texts;
        this.dialogs = dialogs;
        this.parts = new Parts(texts);
        this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
        getStyleClass().add("administration-page");
        var verdict = new Label();
        verdict.setId("audit-verdict");
        verdict.setWrapText(true);
        verdict.textProperty().bind(model.verdictProperty());
        verdict.managedProperty().bind(verdict.textProperty().isNotEmpty());
        var table = table();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(bar(), verdict, table);
    }

    private Node bar() {
        var user = new TextField();
        user.setId("audit-user");
        user.setPromptText(parts.text("audit.user.prompt"));
        user.setPrefWidth(140);
        user.textProperty().bindBidirectional(model.userProperty());
        var action = new ComboBox<>(FXCollections.observableList(
                Stream.concat(Stream.of(ALL), Stream.of(Action.values()).map(Action::name)).toList()));
        action.setId("audit-action");
        action.setConverter(new ChoiceWords(parts.text("audit.action.all"),
                word -> word.equals(ALL) ? parts.text("audit.action.all") : action(Action.valueOf(word))));
        action.setPrefWidth(220);
        action.setOnAction(_ -> model.actionProperty()
                .set(action.getValue() == null || action.getValue().equals(ALL) ? null
                        : Action.valueOf(action.getValue())));
        action.setTooltip(new Tooltip(parts.text("audit.action.tooltip")));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var verify = parts.button("audit.verify", model::verify);
        var export = parts.button("audit.export", () -> dialogs
                .chooseTarget(parts.text("audit.export.title"), "lantern-audit.jsonl").ifPresent(model::export));
        var bar = new HBox(new Label(parts.text("audit.since")), day("audit-since", model.sinceProperty()),
                new Label(parts.text("audit.until")), day("audit-until", model.untilProperty()), user, action, gap,
                verify, export);
        bar.getStyleClass().add("administration-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private static DatePicker day(String id, javafx.beans.property.ObjectProperty<java.time.LocalDate> property) {
        var picker = new DatePicker();
        picker.setId(id);
        picker.setPrefWidth(136);
        picker.valueProperty().bindBidirectional(property);
        return picker;
    }

    private TableView<AuditEntry> table() {
        var table = new TableView<AuditEntry>(model.entries());
        table.setId("audit-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(parts.muted("audit.none"));
        table.getColumns().add(parts.column("audit.time", 150, entry -> times.format(entry.time())));
        table.getColumns().add(parts.column("audit.user", 120, AuditEntry::user));
        table.getColumns().add(parts.column("audit.action", 210, entry -> action(entry.deed().action())));
        table.getColumns().add(parts.column("audit.outcome", 110, this::outcome));
        table.getColumns().add(parts.column("audit.patient", 80, entry -> entry.deed().patient()));
        table.getColumns().add(parts.column("audit.study", 220, entry -> entry.deed().study()));
        table.getColumns().add(parts.column("audit.detail", 260, entry -> entry.deed().detail()));
        return table;
    }

    private String action(Action action) {
        return parts.text("action." + action.name());
    }

    private String outcome(AuditEntry entry) {
        var words = parts.text(entry.deed().succeeded() ? "audit.done" : "audit.failed");
        return entry.emergency() ? words + texts.get("shell.list.separator") + parts.text("audit.emergency") : words;
    }
}
