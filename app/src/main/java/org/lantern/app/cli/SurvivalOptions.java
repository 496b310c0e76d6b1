package org.lantern.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lantern.analytics.cohort.Unsuitable;
import org.lantern.analytics.survival.SurvivalStudy;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands about survival have in common. */
final class SurvivalOptions {
    /** Of a 95 % interval. */
    static final double NORMAL_QUANTILE = 1.959963984540054;

    @Parameters(index = "0", paramLabel = "CSV", descriptionKey = "survival.csv")
    private Path csv;

    @Option(names = "--time", required = true, paramLabel = "COLUMN", descriptionKey = "survival.time")
    private String time;

    @Option(names = "--event", required = true, paramLabel = "COLUMN", descriptionKey = "survival.event")
    private String event;

    @Option(names = "--event-value", paramLabel = "VALUE", descriptionKey = "survival.event-value")
    private String eventValue;

    SurvivalStudy study(Session session, List<String> needed) throws CommandException, Unsuitable {
        return SurvivalStudy.of(CsvFile.read(session, csv).data(), time, event, Optional.ofNullable(eventValue),
                needed);
    }

    static String format(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
