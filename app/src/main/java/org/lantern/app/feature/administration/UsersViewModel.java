package org.lantern.app.feature.administration;

import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.lantern.app.shell.NewPassword;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Role;
import org.lantern.storage.account.UserAccount;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Credentials;
import org.lantern.storage.vault.Users;

/** Who may open the vault, as an administrator sees and changes it. Passwords are blanked after use. */
public final class UsersViewModel {
    private final Users users;
    private final TaskRunner tasks;
    private final Texts texts;
    private final KdfCost cost;
    private final Reports reports;
    private final ObservableList<UserAccount> accounts = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper(this, "complaint", "");

    @FunctionalInterface
    private interface Change {
        void run() throws StorageException;
    }

    @FunctionalInterface
    private interface PasswordChange {
        void with(Credentials credentials) throws StorageException;
    }

    public UsersViewModel(Users users, TaskRunner tasks, Texts texts, KdfCost cost, Reports reports) {
        this.users = users;
        this.tasks = tasks;
        this.texts = texts;
        this.cost = cost;
        this.reports = reports;
    }

    /** Everybody who has, or had, a way in. */
    public ObservableList<UserAccount> accounts() {
        return FXCollections.unmodifiableObservableList(accounts);
    }

    /** Whether a key is being derived. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What is wrong with what was typed; empty if nothing is known to be. */
    public ReadOnlyStringProperty complaintProperty() {
        return complaint.getReadOnlyProperty();
    }

    public void refresh() {
        tasks.query(users::list, accounts::setAll, reports.failed());
    }

    public void add(String name, Role role, char[] password, char[] repeated) {
        if (name.isBlank()) {
            blank(password, repeated);
            complaint.set(texts.get("administration.users.name.missing"));
            return;
        }
        withPassword(password, repeated, credentials -> users.add(name, role, credentials, cost),
                texts.get("administration.users.added", name.strip()));
    }

    /** Gives a user another password; a disabled one a way in again. */
    public void setPassword(UserAccount account, char[] password, char[] repeated) {
        withPassword(password, repeated, credentials -> {
            if (account.disabled()) {
                users.enable(account.name(), credentials, cost);
            } else {
                users.setPassword(account.name(), credentials, cost);
            }
        }, texts.get(account.disabled() ? "administration.users.enabled" : "administration.users.password.set",
                account.name()));
    }

    public void changeRole(UserAccount account, Role role) {
        if (account.role() != role) {
            change(() -> users.changeRole(account.name(), role), texts.get("administration.users.role.set",
                    account.name(), texts.get("administration.role." + role.name())));
        }
    }

    public void disable(UserAccount account) {
        change(() -> users.disable(account.name()), texts.get("administration.users.disabled", account.name()));
    }

    /** Ends a lock-out after failed logins. */
    public void unlock(UserAccount account) {
        change(() -> users.unlock(account.name()), texts.get("administration.users.unlocked", account.name()));
    }

    private void withPassword(char[] password, char[] repeated, PasswordChange change, String done) {
        Optional<String> fault = NewPassword.fault(password, repeated)
                .map(found -> texts.get("administration.password." + found.name(), NewPassword.SHORTEST));
        Arrays.fill(repeated, '\0');
        if (fault.isPresent()) {
            Arrays.fill(password, '\0');
            complaint.set(fault.get());
            return;
        }
        change(() -> {
            try (var secret = Secret.ofPassword(password)) {
                change.with(Credentials.of(secret));
            }
        }, done);
    }

    private void change(Change change, String done) {
        complaint.set("");
        busy.set(true);
        tasks.query(() -> {
            change.run();
            return done;
        }, words -> {
            busy.set(false);
            reports.say().accept(words);
            refresh();
        }, failure -> {
            busy.set(false);
            reports.failed().accept(failure);
            refresh();
        });
    }

    private static void blank(char[] password, char[] repeated) {
        Arrays.fill(password, '\0');
        Arrays.fill(repeated, '\0');
    }
}
