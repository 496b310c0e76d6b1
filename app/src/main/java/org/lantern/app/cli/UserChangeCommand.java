package org.lantern.app.cli;

import org.lantern.storage.StorageException;
import org.lantern.storage.vault.Users;
import picocli.CommandLine.Parameters;

/** What is done to one user by name and needs nothing else. */
abstract sealed class UserChangeCommand implements Command {
    private final Session session;
    private final String done;

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "user.name")
    private String name;

    private UserChangeCommand(Session session, String done) {
        this.session = session;
        this.done = done;
    }

    @Override
    public final Result run() throws Exception {
        change(session.vault().users(), name);
        return Result.done(Json.object().with("user", name), out -> out.println(session.text(done, name)));
    }

    abstract void change(Users users, String user) throws StorageException;

    /** {@code user disable NAME}: the user's password opens nothing any more. */
    @picocli.CommandLine.Command(name = "disable")
    static final class Disable extends UserChangeCommand {
        Disable(Session session) {
            super(session, "user.disabled");
        }

        @Override
        void change(Users users, String user) throws StorageException {
            users.disable(user);
        }
    }

    /** {@code user unlock NAME}: ends the wait after failed logins. */
    @picocli.CommandLine.Command(name = "unlock")
    static final class Unlock extends UserChangeCommand {
        Unlock(Session session) {
            super(session, "user.unlocked");
        }

        @Override
        void change(Users users, String user) throws StorageException {
            users.unlock(user);
        }
    }
}
