package org.lantern.app.feature.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lantern.analytics.risk.Band;
import org.lantern.analytics.risk.InputParser;
import org.lantern.analytics.risk.InputValue;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.analytics.risk.RiskException;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.analytics.risk.RiskResult;
import org.lantern.storage.chart.RiskRecord;

/** Results as the chart keeps them, and the way back: the same result from what was kept, to the last digit. */
public final class StoredResult {
    private static final JsonMapper JSON = new JsonMapper();

    private StoredResult() {}

    /** What became of a stored result when it was computed again. */
    public enum Again {
        /** Every output is the same to the last digit. */
        SAME,
        /** An output differs, or the model refuses what it once took. */
        DIFFERENT,
        /** The model is there in another version only. */
        OTHER_VERSION,
        /** There is no such model any more. */
        GONE
    }

    /**
     * A result for the chart. Inputs are kept in the unit in which they were given, so that the conversion is part of
     * what can be repeated.
     *
     * @param given what the model was given
     * @param sources the chart's observations behind inputs
     * @param shown the primary output as the user saw it
     */
    public static RiskRecord of(RiskResult computed, Map<String, InputValue> given,
            Map<String, RiskRecord.Source> sources, String shown, Instant now) {
        var inputs = new ArrayList<RiskRecord.Input>();
        for (var used : computed.inputs()) {
            var value = Optional.ofNullable(given.get(used.name()));
            inputs.add(new RiskRecord.Input(used.name(), json(value.map(InputValue::value).orElse(used.value())),
                    value.isPresent() ? value.get().unit().orElse("") : used.unit().orElse(""), used.origin(),
                    Optional.ofNullable(sources.get(used.name()))));
        }
        var outputs = new ArrayList<RiskRecord.Output>();
        computed.outputs().forEach((name, value) -> outputs.add(new RiskRecord.Output(name, json(value))));
        return new RiskRecord(computed.model(), computed.version(), now, computed.primary(), computed.unit(), shown,
                computed.band().map(Band::id), inputs, outputs, computed.warnings());
    }

    /** The inputs of a stored result, as they were given to the model. */
    static Map<String, InputValue> inputs(RiskModel model, RiskRecord record) throws RiskException {
        var given = new LinkedHashMap<String, InputValue>();
        for (var input : record.inputs()) {
            var parsed = new InputParser(model, input.origin()).json("{\"" + input.name() + "\":" + input.value() + "}")
                    .get(input.name());
            given.put(input.name(), input.unit().isEmpty() ? parsed
                    : new InputValue(parsed.value(), Optional.of(input.unit()), parsed.origin()));
        }
        return given;
    }

    /** Computes a stored result again and compares every output. */
    public static Again again(RiskCatalogue catalogue, RiskRecord record) {
        var model = catalogue.find(record.model());
        if (model.isEmpty()) {
            return Again.GONE;
        }
        if (!model.get().version().equals(record.modelVersion())) {
            return Again.OTHER_VERSION;
        }
        try {
            var computed = model.get().compute(inputs(model.get(), record));
            var outputs = new ArrayList<RiskRecord.Output>();
            computed.outputs().forEach((name, value) -> outputs.add(new RiskRecord.Output(name, json(value))));
            return outputs.equals(record.outputs()) ? Again.SAME : Again.DIFFERENT;
        } catch (RiskException _) {
            return Again.DIFFERENT;
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of a model that JSON has no form for", e);
        }
    }
}
