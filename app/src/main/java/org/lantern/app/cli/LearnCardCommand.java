package org.lantern.app.cli;

import picocli.CommandLine.Parameters;

/** {@code learn card MODEL}: what must be known about a learned model. */
@picocli.CommandLine.Command(name = "card")
final class LearnCardCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "learn.model")
    private String name;

    LearnCardCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var card = LearnedFile.of(session, name).card();
        return Result.done(CardWords.json(card), out -> new CardWords(session).print(card, out));
    }
}
