package org.lantern.app.feature.login;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.lantern.app.problem.Problem;
import org.lantern.app.problem.Problems;
import org.lantern.app.shell.NewPassword;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.NewVault;
import org.lantern.storage.vault.Vault;

/** What the first page knows and can do. */
public final class LoginViewModel {
    private final Texts texts;
    private final TaskRunner tasks;
    private final Problems problems;
    private final VaultDoor door;
    private final Consumer<Vault> onUnlocked;
    private final StringProperty folder = new SimpleStringProperty(this, "folder", "");
    private final StringProperty user = new SimpleStringProperty(this, "user", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final StringProperty keyFile = new SimpleStringProperty(this, "keyFile", "");
    private final StringProperty backup = new SimpleStringProperty(this, "backup", "");
    private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(this, "mode", Mode.UNLOCK);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(this, "problem",
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> recoveryKey = new ReadOnlyObjectWrapper<>(this, "recoveryKey",
            Optional.empty());
    private Optional<Vault> made = Optional.empty();

    /** What the page is for. */
    public enum Mode {
        /** Opens a vault with a password. */
        UNLOCK,
        /** Makes a new one. */
        CREATE,
        /** Opens one with its recovery key, for whoever forgot the password. */
        RECOVER,
        /** Makes one of a backup. */
        RESTORE
    }

    /** @param onUnlocked takes the open vault, on the user interface's thread */
    public LoginViewModel(Texts texts, TaskRunner tasks, Problems problems, VaultDoor door,
            Consumer<Vault> onUnlocked) {
        this.texts = texts;
        this.tasks = tasks;
        this.problems = problems;
        this.door = door;
        this.onUnlocked = onUnlocked;
    }

    /** Where the vault is. */
    public StringProperty folderProperty() {
        return folder;
    }

    public StringProperty userProperty() {
        return user;
    }

    /** Whether a key is being derived; nothing can be started meanwhile. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** The file that the user holds beside the password; empty for none. */
    public StringProperty keyFileProperty() {
        return keyFile;
    }

    /** The backup that a vault is made of. */
    public StringProperty backupProperty() {
        return backup;
    }

    public ReadOnlyObjectProperty<Mode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    /** Why the last attempt failed. */
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The key of the vault just made, to be written down before {@link #enterNewVault}. Shown this once. */
    public ReadOnlyObjectProperty<Optional<String>> recoveryKeyProperty() {
        return recoveryKey.getReadOnlyProperty();
    }

    /** Says why the page is there again; gone with the next attempt. */
    public void say(String why) {
        problem.set(Optional.of(new Problem(why, "", false)));
    }

    /** Changes what the page is for. */
    public void setMode(Mode wanted) {
        mode.set(wanted);
        problem.set(Optional.empty());
    }

    /** @param password blanked after use, whatever happens */
    public void unlock(char[] password) {
        var held = Optional.of(keyFile.get().strip()).filter(file -> !file.isEmpty()).map(Path::of);
        attempt(password, secret -> door.open(Path.of(folder.get()), user.get().strip(), secret, held),
                this::entered);
    }

    /**
     * Makes a vault and shows its recovery key.
     *
     * @param password blanked after use, whatever happens
     * @param repeated the same once more, blanked too
     */
    public void create(char[] password, char[] repeated) {
        if (isGood(password, repeated)) {
            attempt(password, secret -> door.create(Path.of(folder.get()), user.get().strip(), secret), this::created);
        }
    }

    /**
     * Opens the vault with its recovery key and gives the user a new password. All three arrays are blanked.
     *
     * @param recoveryKey as typed, with or without spaces and hyphens
     */
    public void recover(char[] recoveryKey, char[] password, char[] repeated) {
        if (isGood(password, repeated)) {
            attempt(password, secret -> {
                try {
                    return door.recover(Path.of(folder.get()), recoveryKey, user.get().strip(), secret);
                } finally {
                    Arrays.fill(recoveryKey, '\0');
                }
            }, this::entered);
        } else {
            Arrays.fill(recoveryKey, '\0');
        }
    }

    /** Makes a vault of the backup and opens it. @param password of a user of the backup; blanked after use */
    public void restore(char[] password) {
        attempt(password,
                secret -> door.restore(Path.of(backup.get()), Path.of(folder.get()), user.get().strip(), secret),
                this::entered);
    }

    /** Says what is wrong with a new password, and blanks it then. */
    private boolean isGood(char[] password, char[] repeated) {
        var fault = NewPassword.fault(password, repeated);
        Arrays.fill(repeated, '\0');
        fault.ifPresent(found -> {
            Arrays.fill(password, '\0');
            problem.set(Optional.of(new Problem(texts.get("login.password." + found.name(), NewPassword.SHORTEST), "",
                    false)));
        });
        return fault.isEmpty();
    }

    /** Goes on from the recovery key to the new vault. */
    public void enterNewVault() {
        recoveryKey.set(Optional.empty());
        made.ifPresent(onUnlocked);
        made = Optional.empty();
    }

    private void created(NewVault vault) {
        made = Optional.of(vault.vault());
        try (var key = vault.recoveryKey()) {
            recoveryKey.set(Optional.of(new String(key.printable())));
        }
    }

    private void entered(Vault vault) {
        onUnlocked.accept(vault);
    }

    private interface Attempt<T> {
        T with(Secret secret) throws Exception;
    }

    private <T> void attempt(char[] password, Attempt<T> attempt, Consumer<T> success) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        problem.set(Optional.empty());
        tasks.query(() -> {
            try (var secret = Secret.ofPassword(password)) {
                return attempt.with(secret);
            }
        }, result -> {
            busy.set(false);
            success.accept(result);
        }, failure -> {
            busy.set(false);
            problem.set(Optional.of(problems.report(failure)));
        });
    }
}
