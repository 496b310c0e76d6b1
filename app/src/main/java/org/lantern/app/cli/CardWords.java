package org.lantern.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintStream;
import java.util.Locale;
import org.lantern.analytics.learning.ModelCard;
import org.lantern.analytics.learning.ModelFile;

/** A learned model's card, as a document and as lines. */
final class CardWords {
    private static final int COLUMNS_SHOWN = 10;

    private final Session session;

    CardWords(Session session) {
        this.session = session;
    }

    static Object json(ModelCard card) throws JsonProcessingException {
        return Json.parse(ModelFile.cardJson(card));
    }

    void print(ModelCard card, PrintStream out) {
        var quality = card.quality();
        var data = card.data();
        out.println(card.name() + "  (" + card.id() + " " + card.version() + ", " + card.kind() + ")");
        out.println(session.text("learn.card.data", data.file(), data.rows(), data.events(), data.outcome(),
                data.positive(), data.unknown()));
        out.println(session.text("learn.card.auc", quality.folds(), f(quality.meanAuc()), f(quality.aucLower()),
                f(quality.aucUpper())));
        quality.optimismCorrectedAuc().ifPresent(auc -> out.println(session.text("learn.card.optimism", f(auc))));
        out.println(session.text("learn.card.brier", f(quality.brier()), f(quality.brierLower()),
                f(quality.brierUpper())));
        out.println(session.text("learn.card.calibration", f(quality.calibrationSlope()),
                f(quality.calibrationIntercept()), f(quality.brierRecalibrated())));
        out.println(session.text("learn.card.importance"));
        var table = new Table();
        card.importance().stream().limit(COLUMNS_SHOWN)
                .forEach(column -> table.add("  " + column.column(), f(column.aucLoss())));
        table.print(out);
        if (!card.fairness().isEmpty()) {
            out.println(session.text("learn.card.fairness"));
            var groups = new Table();
            groups.add("", "n", session.text("survival.column.events"), "AUC", "Brier",
                    session.text("learn.card.predicted"), session.text("learn.card.observed"));
            card.fairness()
                    .forEach(group -> groups.add("  " + group.attribute() + " " + group.group(),
                            String.valueOf(group.count()), String.valueOf(group.events()),
                            group.auc().isPresent() ? f(group.auc().getAsDouble()) : "-", f(group.brier()),
                            f(group.meanProbability()), f(group.observedShare())));
            groups.print(out);
        }
        out.println(session.text("learn.card.limits", card.limits()).strip());
    }

    private static String f(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
