package org.lantern.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.app.shell.Settings;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.UserAccount;
import org.lantern.storage.audit.AuditEntry;

/** The pages about the vault, in the real window: who gets which, and what they do. */
class AdministrationTest {
    private static final String SECOND = "secondpassword";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Path settings;
    private Screen screen;

    @BeforeEach
    void open() throws Exception {
        TestVault.make(folder.resolve("vault"));
        settings = folder.resolve("settings.properties");
        screen = Screen.open(TestVault.options(folder.resolve("vault"), settings, Locale.ENGLISH), 1366, 768);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    private void login(String user, String password) {
        set("login-user", user);
        screen.click("login-password");
        screen.type(password);
        screen.press(KeyCode.ENTER);
    }

    private void administration(String user, String password) {
        login(user, password);
        screen.node("worklist-table");
        screen.press(KeyCode.CONTROL, KeyCode.COMMA);
        screen.node("administration");
    }

    private List<String> tabs() {
        return Screen.onToolkit(() -> ((TabPane) screen.scene().lookup("#administration")).getTabs().stream()
                .map(tab -> tab.getId()).toList());
    }

    private void tab(String id) {
        var pane = (TabPane) screen.node("administration");
        Screen.onToolkit(() -> {
            pane.getSelectionModel().select(pane.getTabs().stream().filter(tab -> tab.getId().equals(id)).findFirst()
                    .orElseThrow());
            return null;
        });
        screen.settle();
    }

    private void set(String id, String text) {
        var field = (TextField) screen.node(id);
        Screen.onToolkit(() -> {
            field.setText(text);
            return null;
        });
    }

    private void fire(String id) {
        var button = (Button) screen.node(id);
        Screen.onToolkit(() -> {
            button.fire();
            return null;
        });
        screen.settle();
    }

    @SuppressWarnings("unchecked") // the id belongs to a box of words
    private void choose(String id, String word) {
        var box = (ComboBox<String>) screen.node(id);
        Screen.onToolkit(() -> {
            box.setValue(word);
            return null;
        });
    }

    /** For conditions, which are asked on the toolkit's thread. */
    private boolean says(String id, String words) {
        return screen.scene().lookup("#" + id) instanceof Label label && label.getText().contains(words);
    }

    private int count(String table) {
        return screen.scene().lookup("#" + table) instanceof TableView<?> rows ? rows.getItems().size() : 0;
    }

    private String text(String id) {
        var label = (Label) screen.node(id);
        return Screen.onToolkit(label::getText);
    }

    private <T> Stream<T> rows(String id, Class<T> type) {
        var table = (TableView<?>) screen.node(id);
        return Screen.onToolkit(() -> List.copyOf(table.getItems())).stream().map(type::cast);
    }

    @Test
    void a_password_is_changed_and_the_former_one_opens_nothing() {
        administration("admin", TestVault.PASSWORD);
        set("security-current", TestVault.PASSWORD);
        set("security-new", SECOND);
        set("security-repeated", SECOND + "x");
        fire("password-change");
        screen.await("the complaint", () -> says("security-complaint", "differ"));
        set("security-current", TestVault.PASSWORD);
        set("security-new", SECOND);
        set("security-repeated", SECOND);
        fire("password-change");
        screen.await("the change", () -> screen.scene().getRoot().lookupAll(".status-bar .label").stream()
                .anyMatch(node -> ((Label) node).getText().contains("password was changed")));
        screen.press(KeyCode.CONTROL, KeyCode.L);
        login("admin", TestVault.PASSWORD);
        screen.await("the error", () -> screen.scene().lookup("#login-error").isVisible());
        login("admin", SECOND);
        screen.node("worklist-table");
    }

    @Test
    void a_new_clinician_sees_one_page_only_and_breaks_the_glass_and_the_trail_tells_it() {
        administration("admin", TestVault.PASSWORD);
        assertEquals(List.of("tab-security", "tab-users", "tab-backup", "tab-audit"), tabs());
        tab("tab-users");
        set("users-new-name", "drli");
        choose("users-new-role", "CLINICIAN");
        set("users-new-password", SECOND);
        set("users-new-repeated", SECOND);
        fire("users-add");
        screen.await("two users", () -> count("users-table") == 2);
        assertEquals(List.of("ADMINISTRATOR", "CLINICIAN"),
                rows("users-table", UserAccount.class).map(account -> account.role().name()).toList());
        screen.press(KeyCode.CONTROL, KeyCode.L);
        administration("drli", SECOND);
        assertEquals(List.of("tab-security"), tabs());
        assertNull(Screen.onToolkit(() -> screen.scene().lookup("#recovery-make")));
        set("emergency-reason", "ward fire");
        fire("emergency-begin");
        var worklist = (TableView<?>) screen.node("worklist-table");
        screen.await("the worklist with wider access", () -> !worklist.getItems().isEmpty());
        screen.press(KeyCode.CONTROL, KeyCode.COMMA);
        screen.await("wider access", () -> says("emergency-state", "until"));
        screen.press(KeyCode.CONTROL, KeyCode.L);
        administration("admin", TestVault.PASSWORD);
        tab("tab-audit");
        screen.await("the trail", () -> count("audit-table") > 0);
        var told = rows("audit-table", AuditEntry.class).toList();
        assertTrue(told.stream().anyMatch(entry -> entry.user().equals("drli") && entry.emergency()
                && entry.deed().action() == Action.GLASS_BROKEN && entry.deed().detail().equals("ward fire")));
        choose("audit-action", "USER_ADDED");
        screen.await("one entry", () -> count("audit-table") == 1);
        fire("audit-verify");
        screen.await("the verdict", () -> says("audit-verdict", "whole"));
    }

    @Test
    void the_last_administrator_cannot_be_disabled_and_a_check_finds_the_vault_whole() {
        administration("admin", TestVault.PASSWORD);
        tab("tab-users");
        var table = (TableView<?>) screen.node("users-table");
        screen.await("the user", () -> table.getItems().size() == 1);
        Screen.onToolkit(() -> {
            table.getSelectionModel().selectFirst();
            return null;
        });
        fire("users-disable");
        fire("sheet-choice-0");
        screen.await("the refusal", () -> screen.scene().getRoot().lookupAll(".sheet-title").stream()
                .anyMatch(node -> ((Label) node).getText().contains("last administrator")));
        fire("sheet-stay");
        assertTrue(rows("users-table", UserAccount.class).noneMatch(UserAccount::disabled));
        tab("tab-backup");
        fire("verify-deep");
        screen.await("the verdict", () -> says("vault-verdict", "every byte"));
        assertEquals("No backup yet", text("last-backup"));
    }

    @Test
    void an_auditor_sees_the_trail_and_no_patient() {
        administration("admin", TestVault.PASSWORD);
        tab("tab-users");
        set("users-new-name", "auditor");
        choose("users-new-role", "AUDITOR");
        set("users-new-password", SECOND);
        set("users-new-repeated", SECOND);
        fire("users-add");
        screen.await("two users", () -> count("users-table") == 2);
        screen.press(KeyCode.CONTROL, KeyCode.L);
        login("auditor", SECOND);
        screen.node("administration");
        assertEquals(List.of("tab-security", "tab-audit"), tabs());
        assertNull(Screen.onToolkit(() -> screen.scene().lookup("#worklist-table")));
        tab("tab-audit");
        screen.await("the trail", () -> count("audit-table") > 0);
    }

    @Test
    void the_time_of_the_automatic_lock_is_remembered_and_the_page_is_there_in_chinese() {
        administration("admin", TestVault.PASSWORD);
        choose("security-lock", "5");
        screen.await("the setting", () -> Settings.read(settings).autoLock().equals(Duration.ofMinutes(5)));
        assertTrue(Files.exists(settings));
        fire("switch-language");
        screen.node("worklist-table");
        screen.press(KeyCode.CONTROL, KeyCode.COMMA);
        assertEquals(List.of("安全", "用户", "备份与检查", "审计记录"), Screen.onToolkit(
                () -> ((TabPane) screen.scene().lookup("#administration")).getTabs().stream()
                        .map(tab -> tab.getText()).toList()));
    }
}
