package org.lantern.app.cli;

import org.lantern.analytics.risk.RiskModel;

/** Finds the model that a command names. */
final class RiskModelChoice {
    private RiskModelChoice() {}

    static RiskModel of(Session session, String id) throws CommandException {
        return session.catalogue().get().find(id)
                .orElseThrow(() -> new CommandException(Exit.INPUT, session.text("error.risk.model", id)));
    }
}
