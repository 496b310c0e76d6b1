package org.lantern.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lantern.analytics.learning.LearnedRisk;
import org.lantern.analytics.risk.Band;
import org.lantern.analytics.risk.InputParser;
import org.lantern.analytics.risk.InputValue;
import org.lantern.analytics.risk.RiskException;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.RiskResult;
import org.lantern.app.feature.risk.PatientInputs;
import org.lantern.app.feature.risk.StoredResult;
import org.lantern.storage.StorageException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code risk compute MODEL [name=value…]}: one model's result, with everything that went into it. */
@picocli.CommandLine.Command(name = "compute")
final class RiskComputeCommand implements Command {
    private final Session session;

    @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "risk.model")
    private String id;

    @Parameters(index = "1..*", paramLabel = "name=value", descriptionKey = "risk.values")
    private List<String> assignments = List.of();

    @Option(names = "--inputs", paramLabel = "FILE", descriptionKey = "risk.inputs")
    private String inputs;

    @Option(names = "--model-file", paramLabel = "FILE", descriptionKey = "risk.model-file")
    private Path learned;

    @Option(names = "--save", descriptionKey = "risk.save")
    private boolean save;

    @Option(names = "--patient", paramLabel = "ID", descriptionKey = "risk.patient")
    private String patient;

    RiskComputeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var model = learned == null ? RiskModelChoice.of(session, id, patient != null)
                : LearnedRisk.model(LearnedFile.of(session, learned.toString()));
        if (save && patient == null) {
            throw new CommandException(Exit.USAGE, session.text("error.usage",
                    session.text("error.usage.missing", "--patient"), "lantern risk compute"));
        }
        try {
            var given = values(model);
            var result = model.compute(given);
            if (save) {
                var words = new RiskWords(session.texts());
                var shown = words.value(result.outputs().get(result.primary())) + words.unit(result.unit());
                session.vault().chart().add(PatientChoice.of(session, patient),
                        StoredResult.of(result, given, Map.of(), shown, session.terminal().clock().instant()));
            }
            return Result.done(json(result), out -> print(model, result, out));
        } catch (RiskException e) {
            throw new CommandException(Exit.INPUT, new RiskWords(session.texts()).refusal(model, e), e);
        }
    }

    /** The chart's values, over them those of the file, over these the arguments. */
    private Map<String, InputValue> values(RiskModel model)
            throws RiskException, CommandException, StorageException {
        var parser = new InputParser(model, InputValue.ENTERED);
        var values = new LinkedHashMap<String, InputValue>();
        if (patient != null) {
            var key = PatientChoice.of(session, patient);
            if (!save) {
                session.vault().access().runningRisk(key.value(), model.id());
            }
            values.putAll(PatientInputs.read(session.vault().chart(), key, model, session.terminal().clock()));
        }
        if (inputs != null) {
            values.putAll(parser.json(document()));
        }
        values.putAll(parser.assignments(assignments));
        return values;
    }

    private String document() throws CommandException {
        try {
            return inputs.equals("-")
                    ? new String(session.terminal().in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(inputs));
        } catch (IOException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", inputs), e);
        }
    }

    private static Object json(RiskResult result) {
        return Json.object().with("model", result.model()).with("version", result.version())
                .with("outputs", result.outputs()).with("primary", result.primary()).with("unit", result.unit())
                .with("band", result.band().map(Band::id))
                .with("contributions", result.contributions().stream()
                        .map(part -> Json.object().with("name", part.name()).with("inputs", part.inputs())
                                .with("value", part.value()).with("unit", part.unit()))
                        .toList())
                .with("inputs", result.inputs().stream()
                        .map(input -> Json.object().with("name", input.name()).with("value", input.value())
                                .with("unit", input.unit()).with("origin", input.origin()))
                        .toList())
                .with("warnings", result.warnings());
    }

    private void print(RiskModel model, RiskResult result, PrintStream out) {
        var words = new RiskWords(session.texts());
        out.println(words.modelName(model));
        result.outputs()
                .forEach((name, value) -> out.println("  " + words.outputName(model, name) + " = " + words.value(value)
                        + words.unit(name.equals(result.primary()) ? result.unit() : "")));
        result.band().ifPresent(band -> out.println("  " + session.text("risk.result.band",
                words.bandName(model, band))));
        out.println(session.text("risk.result.inputs"));
        result.inputs().forEach(input -> out.println("  " + words.inputName(model, input.name()) + " = "
                + words.value(input.value()) + words.unit(input.unit().orElse("")) + "  (" + input.origin() + ")"));
        if (!result.contributions().isEmpty()) {
            out.println(session.text("risk.result.contributions"));
            result.contributions().forEach(part -> out.println("  " + words.contributionName(model, part) + "  "
                    + words.value(part.value()) + " " + words.contributionUnit(part)));
        }
        result.notices().forEach(notice -> out.println(words.notice(model, notice)));
        out.println(session.text("risk.show.population", words.population(model)));
        out.println(session.text("risk.show.source", model.source()));
    }
}
