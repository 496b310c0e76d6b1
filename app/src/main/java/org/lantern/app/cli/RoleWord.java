package org.lantern.app.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.lantern.storage.account.Role;

/** A role as it is written on the command line. */
final class RoleWord {
    private RoleWord() {}

    /** @throws CommandException naming the roles that there are */
    static Role of(Session session, String word) throws CommandException {
        return Role.ofTerm(word).orElseThrow(() -> new CommandException(Exit.USAGE, session.text("error.role",
                Arrays.stream(Role.values()).map(Role::term).collect(Collectors.joining(", ")))));
    }
}
