package org.lantern.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.lantern.analytics.cohort.Unsuitable;
import org.lantern.analytics.survival.FollowUp;
import org.lantern.analytics.survival.KaplanMeier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code survival km CSV}: Kaplan–Meier curves. */
@picocli.CommandLine.Command(name = "km")
final class SurvivalCurveCommand implements Command {
    private final Session session;

    @Mixin
    private SurvivalOptions options = new SurvivalOptions();

    @Option(names = "--group", paramLabel = "COLUMN", descriptionKey = "survival.group")
    private String group;

    @Option(names = "--interval", paramLabel = "log|log-log|plain", descriptionKey = "survival.interval")
    private String interval = "log";

    SurvivalCurveCommand(Session session) {
        this.session = session;
    }

    private record Curve(String group, FollowUp followUp, KaplanMeier estimate) {
        int events() {
            return estimate.steps().stream().mapToInt(KaplanMeier.Step::events).sum();
        }
    }

    @Override
    public Result run() throws Exception {
        var kind = Arrays.stream(KaplanMeier.Interval.values()).filter(value -> word(value).equals(interval))
                .findFirst().orElseThrow(() -> new CommandException(Exit.USAGE, session.text("error.usage",
                        session.text("error.usage.value", "--interval"), "lantern survival km")));
        var curves = new ArrayList<Curve>();
        double end;
        try {
            var study = options.study(session, group == null ? List.of() : List.of(group));
            end = Arrays.stream(study.followUp().times()).max().orElseThrow();
            if (group == null) {
                curves.add(curve("", study.followUp(), kind));
            } else {
                var groups = study.groups(group);
                for (int i = 0; i < groups.levels().size(); i++) {
                    int level = i;
                    int[] members = IntStream.range(0, groups.ofSubject().length)
                            .filter(subject -> groups.ofSubject()[subject] == level).toArray();
                    curves.add(curve(groups.levels().get(i), study.followUp().subset(members), kind));
                }
            }
        } catch (Unsuitable e) {
            throw CsvFile.unsuitable(session, e);
        }
        double horizon = end;
        var json = Json.object().with("interval", interval).with("horizon", horizon).with("curves",
                curves.stream().map(curve -> json(curve, horizon)).toList());
        return Result.done(json, out -> {
            for (var curve : curves) {
                var median = curve.estimate().quantile(0.5);
                out.println(session.text("survival.curve", curve.group(), curve.followUp().size(), curve.events(),
                        text(median.value()), text(median.lower()), text(median.upper())).strip());
                var table = new Table();
                table.add(session.text("survival.column.time"), session.text("survival.column.risk"),
                        session.text("survival.column.events"), session.text("survival.column.survival"), "95 %");
                curve.estimate().steps().stream().filter(step -> step.events() > 0)
                        .forEach(step -> table.add(SurvivalOptions.format(step.time()),
                                String.valueOf(step.atRisk()), String.valueOf(step.events()),
                                SurvivalOptions.format(step.survival()),
                                text(step.lower()) + " - " + text(step.upper())));
                table.print(out);
            }
        });
    }

    private static Curve curve(String name, FollowUp followUp, KaplanMeier.Interval kind) {
        return new Curve(name, followUp, KaplanMeier.estimate(followUp, kind, SurvivalOptions.NORMAL_QUANTILE));
    }

    private static String word(KaplanMeier.Interval kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object json(Curve curve, double horizon) {
        var median = curve.estimate().quantile(0.5);
        var mean = curve.estimate().restrictedMean(horizon);
        return Json.object().with("group", curve.group()).with("n", curve.followUp().size())
                .with("events", curve.events()).with("median", value(median.value()))
                .with("medianLower", value(median.lower())).with("medianUpper", value(median.upper()))
                .with("restrictedMean", mean.mean()).with("restrictedMeanError", mean.standardError())
                .with("steps", curve.estimate().steps().stream()
                        .map(step -> Json.object().with("time", step.time()).with("atRisk", step.atRisk())
                                .with("events", step.events()).with("censored", step.censored())
                                .with("survival", step.survival()).with("standardError", value(step.standardError()))
                                .with("lower", value(step.lower())).with("upper", value(step.upper())))
                        .toList());
    }

    private static Object value(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? SurvivalOptions.format(value.getAsDouble()) : "-";
    }
}
