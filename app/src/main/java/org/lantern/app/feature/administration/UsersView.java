package org.lantern.app.feature.administration;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.lantern.app.control.ChoiceWords;
import org.lantern.app.dialog.Dialogs;
import org.lantern.resources.Texts;
import org.lantern.storage.account.Role;
import org.lantern.storage.account.UserAccount;

/** The users as a table; beside it, what can be done with the one selected, and a new one. */
final class UsersView extends HBox {
    private final UsersViewModel model;
    private final Texts texts;
    private final Dialogs dialogs;
    private final Parts parts;
    private final TableView<UserAccount> table = new TableView<>();
    private final VBox selected = new VBox();

    UsersView(UsersViewModel model, Texts texts, Dialogs dialogs, ZoneId zone) {
        this.model = model;
        this.texts = texts;
        this.dialogs = dialogs;
        this.parts = new Parts(texts);
        getStyleClass().add("administration-page");
        var days = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(texts.language()).withZone(zone);
        table.setId("users-table");
        table.setItems(model.accounts());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(parts.column("users.name", 160, UserAccount::name));
        table.getColumns().add(parts.column("users.role", 140, account -> role(account.role())));
        table.getColumns().add(parts.column("users.since", 110, account -> days.format(account.since())));
        table.getColumns().add(parts.column("users.state", 260, this::state));
        table.setPlaceholder(new Label(""));
        HBox.setHgrow(table, Priority.ALWAYS);
        selected.getStyleClass().add("administration-section");
        var complaint = new Label();
        complaint.setId("users-complaint");
        complaint.getStyleClass().add("field-error");
        complaint.setWrapText(true);
        complaint.textProperty().bind(model.complaintProperty());
        complaint.managedProperty().bind(complaint.textProperty().isNotEmpty());
        var side = new VBox(newUser(), complaint, selected);
        side.getStyleClass().add("administration-side");
        side.disableProperty().bind(model.busyProperty());
        getChildren().addAll(table, side);
        table.getSelectionModel().selectedItemProperty().addListener((_, _, account) -> show(account));
        show(null);
    }

    private Node newUser() {
        var name = new TextField();
        name.setId("users-new-name");
        var role = roles("users-new-role", Role.CLINICIAN);
        var password = password("users-new-password");
        var repeated = password("users-new-repeated");
        var add = parts.button("users.add", () -> {
            model.add(name.getText(), Role.valueOf(role.getValue()), taken(password), taken(repeated));
        });
        add.getStyleClass().add("accent");
        model.accounts().addListener((javafx.collections.ListChangeListener<UserAccount>) _ -> {
            if (model.accounts().stream().anyMatch(account -> account.name().equals(name.getText().strip()))) {
                name.clear();
            }
        });
        var box = new VBox(parts.heading("users.new"), parts.field("users.name", name), parts.field("users.role", role),
                parts.field("password", password), parts.field("password.repeat", repeated), add);
        box.getStyleClass().add("administration-section");
        return box;
    }

    private void show(UserAccount account) {
        selected.getChildren().clear();
        if (account == null) {
            selected.getChildren().add(parts.muted("users.select"));
            return;
        }
        var heading = new Label(account.name());
        heading.getStyleClass().add("section-title");
        selected.getChildren().add(heading);
        if (!account.disabled()) {
            var role = roles("users-role", account.role());
            role.setOnAction(_ -> model.changeRole(account, Role.valueOf(role.getValue())));
            selected.getChildren().add(parts.field("users.role", role));
        }
        var password = password("users-password");
        var repeated = password("users-repeated");
        selected.getChildren().addAll(parts.field("password.new", password), parts.field("password.repeat", repeated),
                parts.button(account.disabled() ? "users.enable" : "users.password",
                        () -> model.setPassword(account, taken(password), taken(repeated))));
        if (account.failedLogins() > 0) {
            selected.getChildren().add(parts.button("users.unlock", () -> model.unlock(account)));
        }
        if (!account.disabled()) {
            Button disable = parts.button("users.disable",
                    () -> dialogs.ask(texts.get("administration.users.disable.ask", account.name()),
                            texts.get("administration.users.disable.explanation"),
                            texts.get("administration.users.disable"), () -> model.disable(account)));
            disable.getStyleClass().add("danger");
            selected.getChildren().add(disable);
        }
    }

    private String role(Role role) {
        return texts.get("administration.role." + role.name());
    }

    private String state(UserAccount account) {
        List<String> words = Stream.of(
                account.disabled() ? Optional.of(texts.get("administration.users.state.disabled"))
                        : Optional.<String>empty(),
                account.needsKeyFile() ? Optional.of(texts.get("administration.users.state.keyfile"))
                        : Optional.<String>empty(),
                account.lockedFor().isZero()
                        ? Optional.<String>empty()
                        : Optional.of(texts.get("administration.users.state.locked",
                                account.lockedFor().plusMillis(999).toSeconds())),
                account.failedLogins() == 0
                        ? Optional.<String>empty()
                        : Optional.of(texts.get("administration.users.state.failed", account.failedLogins())))
                .flatMap(Optional::stream).toList();
        return words.isEmpty() ? texts.get("administration.users.state.active")
                : String.join(texts.get("shell.list.separator"), words);
    }

    private ComboBox<String> roles(String id, Role now) {
        var box = new ComboBox<>(
                FXCollections.observableList(Stream.of(Role.values()).map(Role::name).toList()));
        box.setId(id);
        box.setConverter(new ChoiceWords("", word -> role(Role.valueOf(word))));
        box.setValue(now.name());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setTooltip(new javafx.scene.control.Tooltip());
        box.getTooltip().textProperty().bind(Bindings.createStringBinding(
                () -> texts.get("administration.role." + box.getValue() + ".tooltip"), box.valueProperty()));
        return box;
    }

    private static PasswordField password(String id) {
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
