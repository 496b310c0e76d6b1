package org.lantern.storage.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lantern.storage.account.Action;

/**
 * Which entries to show.
 *
 * @param since this moment or later
 * @param until before this moment
 * @param user whose; exactly this name
 * @param actions which; empty for all
 */
public record AuditFilter(Optional<Instant> since, Optional<Instant> until, Optional<String> user,
        Set<Action> actions) {
    public static final AuditFilter ALL = new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(),
            Set.of());

    public AuditFilter {
        actions = Set.copyOf(actions);
    }

    boolean admits(AuditEntry entry) {
        return since.map(moment -> !entry.time().isBefore(moment)).orElse(true)
                && until.map(entry.time()::isBefore).orElse(true)
                && user.map(entry.user()::equals).orElse(true)
                && (actions.isEmpty() || actions.contains(entry.deed().action()));
    }
}
