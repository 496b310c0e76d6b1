package org.lantern.app.cli;

import static org.lantern.app.cli.SurvivalOptions.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lantern.analytics.cohort.Unsuitable;
import org.lantern.analytics.survival.LogRank;
import org.lantern.analytics.survival.SurvivalStudy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code survival logrank CSV}: whether groups differ. */
@picocli.CommandLine.Command(name = "logrank")
final class SurvivalTestCommand implements Command {
    private final Session session;

    @Mixin
    private SurvivalOptions options = new SurvivalOptions();

    @Option(names = "--group", required = true, paramLabel = "COLUMN", descriptionKey = "survival.group")
    private String group;

    @Option(names = "--strata", paramLabel = "COLUMN", descriptionKey = "survival.strata")
    private String strata;

    @Option(names = "--rho", paramLabel = "NUMBER", descriptionKey = "survival.rho")
    private double rho;

    SurvivalTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        SurvivalStudy.Groups groups;
        LogRank test;
        try {
            var needed = new ArrayList<>(List.of(group));
            if (strata != null) {
                needed.add(strata);
            }
            var study = options.study(session, needed);
            groups = study.groups(group);
            test = LogRank.test(study.followUp(), groups.ofSubject(), groups.levels().size(), rho,
                    strata == null ? new int[groups.ofSubject().length] : study.groups(strata).ofSubject());
        } catch (Unsuitable e) {
            throw CsvFile.unsuitable(session, e);
        } catch (ArithmeticException _) {
            throw CsvFile.unsuitable(session, new Unsuitable(Unsuitable.Fault.NO_ESTIMATE, group));
        }
        var levels = groups.levels();
        var json = Json.object()
                .with("groups", IntStream.range(0, levels.size())
                        .mapToObj(i -> Json.object().with("group", levels.get(i)).with("n", test.counts()[i])
                                .with("observed", test.observed()[i]).with("expected", test.expected()[i]))
                        .toList())
                .with("variance", test.variance()).with("rho", rho).with("chiSquared", test.chiSquared())
                .with("degreesOfFreedom", test.degreesOfFreedom()).with("p", test.probability());
        return Result.done(json, out -> {
            var table = new Table();
            table.add(group, "n", session.text("survival.column.observed"), session.text("survival.column.expected"));
            for (int i = 0; i < levels.size(); i++) {
                table.add(levels.get(i), String.valueOf(test.counts()[i]), format(test.observed()[i]),
                        format(test.expected()[i]));
            }
            table.print(out);
            out.println(session.text("survival.test", format(test.chiSquared()), test.degreesOfFreedom(),
                    format(test.probability())));
        });
    }
}
