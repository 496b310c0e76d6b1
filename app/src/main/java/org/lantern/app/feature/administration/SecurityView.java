package org.lantern.app.feature.administration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.lantern.app.control.ChoiceWords;
import org.lantern.app.dialog.Dialogs;
import org.lantern.app.shell.Settings;
import org.lantern.resources.Texts;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Permission;

/** Own password, automatic lock, recovery key, emergency access; each where this person may. */
final class SecurityView extends FlowPane {
    private final SecurityViewModel model;
    private final Dialogs dialogs;
    private final Parts parts;
    private final DateTimeFormatter times;

    SecurityView(SecurityViewModel model, Access access, Texts texts, Dialogs dialogs, ZoneId zone) {
        this.model = model;
        this.dialogs = dialogs;
        this.parts = new Parts(texts);
        this.times = DateTimeFormatter.ofPattern("HH:mm").withZone(zone);
        getStyleClass().addAll("administration-page", "administration-sections");
        getChildren().add(autoLock());
        if (access.may(Permission.CHANGE_OWN_PASSWORD)) {
            getChildren().add(password());
        }
        if (access.may(Permission.MANAGE_USERS)) {
            getChildren().add(recoveryKey());
        }
        boolean seesAllAnyway = access.role().may(Permission.VIEW_RESTRICTED);
        if (access.may(Permission.BREAK_GLASS) && !seesAllAnyway) {
            getChildren().add(emergency());
        }
        var complaint = new Label();
        complaint.setId("security-complaint");
        complaint.getStyleClass().add("field-error");
        complaint.textProperty().bind(model.complaintProperty());
        complaint.managedProperty().bind(complaint.textProperty().isNotEmpty());
        getChildren().add(complaint);
    }

    private Node autoLock() {
        var waits = new ComboBox<>(FXCollections.observableList(
                Settings.AUTO_LOCKS.stream().map(Duration::toMinutes).map(String::valueOf).toList()));
        waits.setId("security-lock");
        waits.setConverter(new ChoiceWords("", word -> word.equals("0") ? parts.text("lock.never")
                : parts.text("lock.after.minutes", Long.parseLong(word))));
        waits.setValue(String.valueOf(model.autoLock().now().get().toMinutes()));
        waits.setOnAction(_ -> model.autoLock().change()
                .accept(Duration.ofMinutes(Long.parseLong(waits.getValue()))));
        return section("lock", parts.muted("lock.explanation"), parts.field("lock.after", waits));
    }

    private Node password() {
        var current = secret("security-current");
        var fresh = secret("security-new");
        var repeated = secret("security-repeated");
        var change = parts.button("password.change",
                () -> model.changePassword(taken(current), taken(fresh), taken(repeated)));
        var box = section("password.own", parts.field("password.current", current),
                parts.field("password.new", fresh), parts.field("password.repeat", repeated), change);
        box.disableProperty().bind(model.busyProperty());
        return box;
    }

    private Node recoveryKey() {
        var make = parts.button("recovery.make",
                () -> dialogs.ask(parts.text("recovery.ask"), parts.text("recovery.ask.explanation"),
                        parts.text("recovery.make"), () -> model.newRecoveryKey(key -> dialogs
                                .show(parts.text("recovery"), parts.text("recovery.shown"), key))));
        return section("recovery", parts.muted("recovery.explanation"), make);
    }

    private Node emergency() {
        var reason = new TextField();
        reason.setId("emergency-reason");
        var begin = parts.button("emergency.begin", () -> {
            model.breakGlass(reason.getText());
            reason.clear();
        });
        begin.getStyleClass().add("danger");
        var end = parts.button("emergency.end", model::mendGlass);
        var state = new Label();
        state.setId("emergency-state");
        state.setWrapText(true);
        var ask = new VBox(parts.field("emergency.reason", reason), begin);
        ask.getStyleClass().add("administration-section");
        var box = section("emergency", parts.muted("emergency.explanation", Access.EMERGENCY.toMinutes()), state, ask,
                end);
        showEmergency(model.emergencyEndProperty().get(), state, ask, end);
        model.emergencyEndProperty()
                .addListener((_, _, until) -> showEmergency(until, state, ask, end));
        return box;
    }

    private void showEmergency(Optional<Instant> until, Label state, Node ask, Node end) {
        state.setText(until.map(time -> parts.text("emergency.until", times.format(time)))
                .orElse(parts.text("emergency.none")));
        for (var node : new Node[]{ask, end}) {
            node.setVisible(node == end == until.isPresent());
            node.setManaged(node.isVisible());
        }
    }

    private VBox section(String key, Node... content) {
        var box = new VBox(parts.heading(key));
        box.getChildren().addAll(content);
        box.getStyleClass().addAll("administration-section", "administration-card");
        return box;
    }

    private static PasswordField secret(String id) {
        var field = new PasswordField();
        field.setId(id);
        return field;
    }

    private static char[] taken(PasswordField field) {
        var typed = field.getText().toCharArray();
        field.clear();
        return typed;
    }
}
