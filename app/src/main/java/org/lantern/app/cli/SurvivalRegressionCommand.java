package org.lantern.app.cli;

import static org.lantern.app.cli.SurvivalOptions.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lantern.analytics.cohort.Unsuitable;
import org.lantern.analytics.survival.CoxModel;
import org.lantern.analytics.survival.SurvivalStudy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code survival cox CSV}: proportional hazards regression. */
@picocli.CommandLine.Command(name = "cox")
final class SurvivalRegressionCommand implements Command {
    private final Session session;

    @Mixin
    private SurvivalOptions options = new SurvivalOptions();

    @Option(names = "--covariates", required = true, split = ",", paramLabel = "COLUMN", descriptionKey = "survival.covariates")
    private List<String> covariates;

    @Option(names = "--ties", paramLabel = "efron|breslow|exact", descriptionKey = "survival.ties")
    private String ties = "efron";

    @Option(names = "--strata", paramLabel = "COLUMN", descriptionKey = "survival.strata")
    private String strata;

    SurvivalRegressionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var kind = Arrays.stream(CoxModel.Ties.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(ties)).findFirst()
                .orElseThrow(() -> new CommandException(Exit.USAGE, session.text("error.usage",
                        session.text("error.usage.value", "--ties"), "lantern survival cox")));
        SurvivalStudy.Design design;
        CoxModel model;
        int events = 0;
        try {
            var needed = new ArrayList<>(covariates);
            if (strata != null) {
                needed.add(strata);
            }
            var study = options.study(session, needed);
            design = study.design(covariates);
            model = CoxModel.fit(study.followUp(), design.rows(), kind,
                    strata == null ? new int[design.rows().length] : study.groups(strata).ofSubject());
            for (boolean event : study.followUp().events()) {
                events += event ? 1 : 0;
            }
        } catch (Unsuitable e) {
            throw CsvFile.unsuitable(session, e);
        } catch (ArithmeticException _) {
            throw CsvFile.unsuitable(session,
                    new Unsuitable(Unsuitable.Fault.NO_ESTIMATE, String.join(", ", covariates)));
        }
        var names = design.names();
        var json = Json.object().with("ties", ties).with("n", design.rows().length).with("events", events)
                .with("coefficients",
                        IntStream.range(0, names.size()).mapToObj(i -> coefficient(model, names, i)).toList())
                .with("logLikelihoodNull", model.logLikelihoodNull()).with("logLikelihood", model.logLikelihood())
                .with("likelihoodRatio", model.likelihoodRatio()).with("score", model.score())
                .with("wald", model.wald()).with("concordance", model.concordance())
                .with("iterations", model.iterations());
        return Result.done(json, out -> {
            var table = new Table();
            table.add("", session.text("survival.column.coefficient"), session.text("survival.column.hazard"), "95 %",
                    "p");
            for (int i = 0; i < names.size(); i++) {
                double value = model.coefficients()[i];
                double spread = SurvivalOptions.NORMAL_QUANTILE * model.standardError(i);
                table.add(names.get(i), format(value), format(Math.exp(value)),
                        format(Math.exp(value - spread)) + " - " + format(Math.exp(value + spread)),
                        format(model.probability(i)));
            }
            table.print(out);
            out.println(session.text("survival.fit", design.rows().length, format(model.logLikelihood()),
                    format(model.likelihoodRatio()), names.size(), format(model.concordance())));
        });
    }

    private static Object coefficient(CoxModel model, List<String> names, int i) {
        double value = model.coefficients()[i];
        double spread = SurvivalOptions.NORMAL_QUANTILE * model.standardError(i);
        return Json.object().with("name", names.get(i)).with("coefficient", value)
                .with("standardError", model.standardError(i)).with("hazardRatio", Math.exp(value))
                .with("lower", Math.exp(value - spread)).with("upper", Math.exp(value + spread))
                .with("p", model.probability(i));
    }
}
