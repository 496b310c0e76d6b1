package org.lantern.app.cli;

/** {@code risk list}: the models that are at hand. */
@picocli.CommandLine.Command(name = "list")
final class RiskListCommand implements Command {
    private final Session session;

    RiskListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var models = RiskModelChoice.list(session);
        var words = new RiskWords(session.texts());
        var json = models.stream()
                .map(model -> Json.object().with("id", model.id()).with("version", model.version())
                        .with("name", model.name()).with("group", model.group()).with("year", model.year())
                        .with("verified", model.verified()))
                .toList();
        return Result.done(json, out -> {
            int width = models.stream().mapToInt(model -> model.id().length()).max().orElse(0);
            models.forEach(model -> out.println(
                    model.id() + " ".repeat(width - model.id().length() + 2) + words.modelName(model)));
        });
    }
}
