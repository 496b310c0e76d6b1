package org.lantern.app.cli;

import java.io.PrintStream;
import java.util.List;
import org.lantern.analytics.risk.Band;
import org.lantern.analytics.risk.RiskInput;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.RiskOutput;
import picocli.CommandLine.Parameters;

/** {@code risk show MODEL}: what a model takes and gives, for whom it holds, and where it comes from. */
@picocli.CommandLine.Command(name = "show")
final class RiskShowCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "risk.model")
    private String id;

    RiskShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var model = RiskModelChoice.of(session, id, false);
        return Result.done(json(model), out -> print(model, out));
    }

    private static Object json(RiskModel model) {
        return Json.object().with("id", model.id()).with("version", model.version()).with("name", model.name())
                .with("group", model.group()).with("source", model.source()).with("year", model.year())
                .with("population", model.population()).with("caveats", model.caveats())
                .with("licence", model.licence()).with("verified", model.verified())
                .with("inputs", model.inputs().stream().map(RiskShowCommand::json).toList())
                .with("outputs", model.outputs().stream().map(RiskShowCommand::json).toList())
                .with("bands", model.bands().stream().map(RiskShowCommand::json).toList());
    }

    private static Object json(RiskInput input) {
        return Json.object().with("name", input.name()).with("kind", word(input.kind())).with("unit", input.unit())
                .with("range", input.range().map(range -> List.of(range.minimum(), range.maximum())))
                .with("allowed", input.allowed()).with("required", input.required())
                .with("standard", input.standard()).with("loinc", input.loinc());
    }

    private static Object json(RiskOutput output) {
        return Json.object().with("name", output.name()).with("kind", word(output.kind()))
                .with("unit", output.unit()).with("values", output.values());
    }

    private static Object json(Band band) {
        return Json.object().with("id", band.id())
                .with("from", band.from().isPresent() ? band.from().getAsDouble() : null)
                .with("below", band.below().isPresent() ? band.below().getAsDouble() : null)
                .with("condition", band.condition().isEmpty() ? null : band.condition());
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void print(RiskModel model, PrintStream out) {
        var words = new RiskWords(session.texts());
        out.println(words.modelName(model) + "  [" + model.id() + " " + model.version() + "]");
        out.println(session.text("risk.show.population", words.population(model)));
        out.println(session.text("risk.show.source", model.source()));
        out.println(session.text("risk.show.inputs"));
        model.inputs().forEach(input -> out.println("  " + words.describe(model, input)));
        out.println(session.text("risk.show.outputs"));
        model.outputs().forEach(output -> out
                .println("  " + words.outputName(model, output.name()) + words.unit(output.unit().orElse(""))));
        if (!model.bands().isEmpty()) {
            out.println(session.text("risk.show.bands"));
            model.bands().forEach(band -> out.println("  " + words.describe(model, band)));
        }
        var caveats = words.caveats(model);
        if (!caveats.isEmpty()) {
            out.println(session.text("risk.show.caveats"));
            caveats.forEach(caveat -> out.println("  " + caveat));
        }
    }
}
