package org.lantern.app.cli;

import java.time.Duration;
import org.lantern.storage.account.UserAccount;

/** {@code user list}: everybody who has, or had, a way into the vault. */
@picocli.CommandLine.Command(name = "list")
final class UserListCommand implements Command {
    private final Session session;

    UserListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var users = session.vault().users().list();
        return Result.done(users.stream().map(UserListCommand::json).toList(), out -> {
            var table = new Table();
            users.forEach(user -> table.add(user.name(), user.role().term(), state(user)));
            table.print(out);
        });
    }

    private String state(UserAccount user) {
        if (user.disabled()) {
            return session.text("user.state.disabled");
        }
        return user.lockedFor().isZero() ? session.text("user.state.active")
                : session.text("user.state.locked", seconds(user.lockedFor()));
    }

    private static Object json(UserAccount user) {
        return Json.object().with("name", user.name()).with("role", user.role().term())
                .with("since", user.since().toString()).with("disabled", user.disabled())
                .with("keyFile", user.needsKeyFile()).with("failedLogins", user.failedLogins())
                .with("lockedSeconds", seconds(user.lockedFor()))
                .with("kdf", user.cost().map(cost -> Json.object().with("algorithm", "Argon2id")
                        .with("memoryKib", cost.memoryKib()).with("passes", cost.passes())
                        .with("lanes", cost.lanes())));
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
