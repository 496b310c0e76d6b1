package org.lantern.analytics.risk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model says about one patient.
 *
 * @param model the model's id
 * @param version the version of its file
 * @param outputs by name in the model's order; an output that cannot be had from the given inputs is absent
 * @param primary the output that matters most among those present
 * @param unit of the primary output, empty for scores and categories
 * @param band class of the primary output, if it is graded
 * @param contributions parts of the sum behind the primary output
 * @param inputs all that went in
 * @param notices what the reader must know, in order of weight
 */
public record RiskResult(String model, String version, Map<String, Object> outputs, String primary, String unit,
        Optional<Band> band, List<Contribution> contributions, List<UsedInput> inputs, List<Notice> notices) {
    public RiskResult {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        contributions = List.copyOf(contributions);
        inputs = List.copyOf(inputs);
        notices = List.copyOf(notices);
    }

    /** The notices in their technical form. */
    public List<String> warnings() {
        return notices.stream().map(Notice::toString).toList();
    }
}
