package org.lantern.app.cli;

import picocli.CommandLine.Parameters;

/** {@code user role NAME ROLE}: gives a user another role. */
@picocli.CommandLine.Command(name = "role")
final class UserRoleCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "user.name")
    private String name;

    @Parameters(index = "1", paramLabel = "ROLE", descriptionKey = "user.role")
    private String role;

    UserRoleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var given = RoleWord.of(session, role);
        session.vault().users().changeRole(name, given);
        return Result.done(Json.object().with("user", name).with("role", given.term()),
                out -> out.println(session.text("user.role-changed", name, given.term())));
    }
}
