package org.lantern.app.compose;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.lantern.app.feature.administration.AdministrationView;
import org.lantern.app.feature.administration.AuditViewModel;
import org.lantern.app.feature.administration.BackupViewModel;
import org.lantern.app.feature.administration.Reports;
import org.lantern.app.feature.administration.SecurityViewModel;
import org.lantern.app.feature.administration.UsersViewModel;
import org.lantern.resources.Texts;
import org.lantern.storage.account.Permission;
import org.lantern.storage.backup.BackupRun;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.vault.Vault;

/** The pages about the vault itself, and the backups that are made without being asked for. */
final class Administration {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);
    private static final Duration OVERDUE = Duration.ofDays(7);

    private final Vault vault;
    private final OpenDesk.Services services;
    private final SecurityViewModel.AutoLock autoLock;
    private final Runnable onAccessChanged;
    private Texts texts;
    private BiConsumer<String, Boolean> showAge = (_, _) -> {};
    private boolean watching;
    private boolean stopped;

    Administration(Vault vault, OpenDesk.Services services, SecurityViewModel.AutoLock autoLock,
            Runnable onAccessChanged) {
        this.vault = vault;
        this.services = services;
        this.autoLock = autoLock;
        this.onAccessChanged = onAccessChanged;
    }

    /** The pages in a language. */
    Node page(Texts language, Consumer<String> say) {
        var tasks = services.tasks();
        var zone = services.clock().getZone();
        var reports = new Reports(failure -> services.dialogs().problem(services.problems().report(failure)), say);
        return new AdministrationView(
                new AdministrationView.Models(
                        new UsersViewModel(vault.users(), tasks, language, KdfCost.STANDARD, reports),
                        new AuditViewModel(vault.audit(), tasks, language, zone, reports),
                        new BackupViewModel(vault, tasks, language, reports, this::look),
                        new SecurityViewModel(vault.users(), vault.access(), tasks, language, KdfCost.STANDARD,
                                autoLock,
                                onAccessChanged, reports)),
                vault.access(), language, services.dialogs(), zone);
    }

    /**
     * Looks after the age of the last backup from now on, and makes those that are due.
     *
     * @param show takes the age in words, and whether it should worry somebody
     */
    void watchBackups(Texts language, BiConsumer<String, Boolean> show) {
        texts = language;
        showAge = show;
        if (!watching && vault.access().may(Permission.BACK_UP)) {
            watching = true;
            services.tasks().after(BETWEEN_LOOKS, this::lookAgain);
        }
        look();
    }

    void stop() {
        stopped = true;
    }

    private void lookAgain() {
        if (!stopped) {
            makeDue();
            look();
            services.tasks().after(BETWEEN_LOOKS, this::lookAgain);
        }
    }

    private void look() {
        if (!stopped && vault.access().may(Permission.BACK_UP)) {
            services.tasks().query(() -> vault.backups().lastGood(), this::show,
                    failure -> services.problems().report(failure));
        }
    }

    private void show(Optional<BackupRun> last) {
        var age = last.map(run -> run.age(services.clock().instant()));
        showAge.accept(age.map(this::words).orElse(texts.get("shell.backup.none")),
                age.map(old -> old.compareTo(OVERDUE) > 0).orElse(true));
    }

    private String words(Duration age) {
        if (age.toHours() < 1) {
            return texts.get("shell.backup.minutes", Math.max(0, age.toMinutes()));
        }
        return age.toDays() < 2 ? texts.get("shell.backup.hours", age.toHours())
                : texts.get("shell.backup.days", age.toDays());
    }

    private void makeDue() {
        services.tasks().query(() -> vault.backups().due(),
                due -> due.ifPresent(file -> services.tasks().start(texts.get("administration.backup.running"),
                        (progress, cancelled) -> vault.backups().run(file, progress, cancelled), _ -> look(),
                        failure -> services.dialogs().problem(services.problems().report(failure)))),
                failure -> services.problems().report(failure));
    }
}
