package org.lantern.app.feature.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.lantern.app.shell.NewPassword;
import org.lantern.app.task.TaskRunner;
import org.lantern.resources.Texts;
import org.lantern.storage.account.Access;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Credentials;
import org.lantern.storage.vault.Users;

/** What concerns one's own way in: password, lock, recovery key, emergency access. */
public final class SecurityViewModel {
    private final Users users;
    private final Access access;
    private final TaskRunner tasks;
    private final Texts texts;
    private final KdfCost cost;
    private final AutoLock autoLock;
    private final Runnable onAccessChanged;
    private final Reports reports;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper complaint = new ReadOnlyStringWrapper(this, "complaint", "");
    private final ReadOnlyObjectWrapper<Optional<Instant>> emergencyEnd = new ReadOnlyObjectWrapper<>(this,
            "emergencyEnd", Optional.empty());

    /**
     * After how long without input the vault is locked.
     *
     * @param now what is set; zero is never
     * @param change takes what is chosen
     */
    public record AutoLock(Supplier<Duration> now, Consumer<Duration> change) {}

    /** @param onAccessChanged runs after emergency access began or ended */
    public SecurityViewModel(Users users, Access access, TaskRunner tasks, Texts texts, KdfCost cost,
            AutoLock autoLock, Runnable onAccessChanged, Reports reports) {
        this.users = users;
        this.access = access;
        this.tasks = tasks;
        this.texts = texts;
        this.cost = cost;
        this.autoLock = autoLock;
        this.onAccessChanged = onAccessChanged;
        this.reports = reports;
        emergencyEnd.set(access.emergencyEnd());
    }

    public AutoLock autoLock() {
        return autoLock;
    }

    /** Whether a key is being derived. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What is wrong with what was typed; empty if nothing is known to be. */
    public ReadOnlyStringProperty complaintProperty() {
        return complaint.getReadOnlyProperty();
    }

    /** When wider access ends; empty while it is not given. */
    public ReadOnlyObjectProperty<Optional<Instant>> emergencyEndProperty() {
        return emergencyEnd.getReadOnlyProperty();
    }

    /** All three are blanked. */
    public void changePassword(char[] current, char[] fresh, char[] repeated) {
        var fault = NewPassword.fault(fresh, repeated);
        Arrays.fill(repeated, '\0');
        if (fault.isPresent()) {
            Arrays.fill(current, '\0');
            Arrays.fill(fresh, '\0');
            complaint.set(texts.get("administration.password." + fault.get().name(), NewPassword.SHORTEST));
            return;
        }
        complaint.set("");
        busy.set(true);
        tasks.query(() -> {
            try (var before = Secret.ofPassword(current); var after = Secret.ofPassword(fresh)) {
                users.changeOwnPassword(Credentials.of(before), Credentials.of(after), cost);
                return after;
            }
        }, _ -> {
            busy.set(false);
            reports.say().accept(texts.get("administration.password.changed"));
        }, failure -> {
            busy.set(false);
            reports.failed().accept(failure);
        });
    }

    /** Makes a new recovery key. @param show takes it, to be shown once */
    public void newRecoveryKey(Consumer<String> show) {
        tasks.query(() -> {
            try (var key = users.newRecoveryKey()) {
                return new String(key.printable());
            }
        }, show, reports.failed());
    }

    /** Gives wider reading access for a while. @param reason in the person's own words, for the audit trail */
    public void breakGlass(String reason) {
        if (reason.strip().length() < Access.SHORTEST_REASON) {
            complaint.set(texts.get("administration.emergency.reason.short", Access.SHORTEST_REASON));
            return;
        }
        complaint.set("");
        tasks.query(() -> {
            access.breakGlass(reason);
            return access.emergencyEnd();
        }, this::accessChanged, reports.failed());
    }

    /** Gives the wider access back before its time. */
    public void mendGlass() {
        tasks.query(() -> {
            access.mendGlass();
            return access.emergencyEnd();
        }, this::accessChanged, reports.failed());
    }

    private void accessChanged(Optional<Instant> until) {
        emergencyEnd.set(until);
        onAccessChanged.run();
    }
}
