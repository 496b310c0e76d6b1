package org.lantern.app.feature.risk;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lantern.analytics.risk.InputParser;
import org.lantern.analytics.risk.InputValue;
import org.lantern.analytics.risk.RiskException;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Chart;

/** What a patient's chart offers to a model, without a window: the values that the panel would start with. */
public final class PatientInputs {
    private PatientInputs() {}

    /** The values that were found, each with its origin and day; what has to be asked is absent. */
    public static Map<String, InputValue> read(Chart chart, PatientKey patient, RiskModel model, Clock clock)
            throws StorageException, RiskException {
        var facts = ChartFacts.read(chart, patient, InputSources.bundled(), clock);
        var values = new LinkedHashMap<String, InputValue>();
        for (var input : model.inputs()) {
            var found = facts.find(model, input);
            if (found.isPresent()) {
                var value = new InputParser(model, found.get().token()).text(input.name(), found.get().text());
                values.put(input.name(), input.unit().isEmpty() || found.get().unit().isEmpty()
                        ? value
                        : new InputValue(value.value(), Optional.of(found.get().unit()), value.origin()));
            }
        }
        return values;
    }
}
