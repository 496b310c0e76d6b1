package org.lantern.app.cli;

import picocli.CommandLine;

/** The tree of all commands, made for one session. */
final class CommandTree {
    private CommandTree() {}

    static CommandLine of(Session session) {
        var root = new CommandLine(session.options());
        root.setResourceBundle(new TextsBundle(session.texts()));
        root.setUsageHelpAutoWidth(true);
        return root;
    }
}
