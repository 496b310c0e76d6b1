package org.lantern.analytics.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lantern.analytics.risk.formula.Expression;
import org.lantern.analytics.risk.formula.Formula;
import org.lantern.analytics.risk.formula.Frame;

/**
 * One published model: where it comes from, for whom it holds, what it takes, and its arithmetic. Immutable and safe
 * for use by several threads.
 */
public final class RiskModel {
    /** What a model's file says beside inputs, outputs and arithmetic; see the accessors of {@link RiskModel}. */
    record Description(String id, String version, boolean verified, String name, String group, String source, int year,
            String population, List<String> caveats, String licence) {}

    private final Description description;
    private final List<RiskInput> inputs;
    private final List<Optional<Expression>> requiredWhen;
    private final List<RiskOutput> outputs;
    private final List<BandScale> scales;
    private final Plan plan;
    private final Map<String, Integer> slots = new HashMap<>();

    RiskModel(Description description, List<RiskInput> inputs, List<Optional<Expression>> requiredWhen, Plan plan) {
        this.description = description;
        this.inputs = List.copyOf(inputs);
        this.requiredWhen = List.copyOf(requiredWhen);
        this.outputs = plan.outputs().stream().map(Plan.Output::declaration).toList();
        this.scales = plan.scales().stream().map(Plan.Scale::declaration).toList();
        this.plan = plan;
        for (int i = 0; i < inputs.size(); i++) {
            slots.put(inputs.get(i).name(), i);
        }
    }

    /**
     * A model from the text of its file.
     *
     * @throws IllegalArgumentException saying what is wrong with the file
     */
    public static RiskModel of(String json) {
        return new ModelReader().read(json, Optional.empty());
    }

    /**
     * A model whose formula is not one of package {@code formula} but the given one; its file names any class.
     *
     * @throws IllegalArgumentException saying what is wrong with the file
     */
    public static RiskModel of(String json, Formula formula) {
        return new ModelReader().read(json, Optional.of(formula));
    }

    /** Stable name; never reused for another formula. */
    public String id() {
        return description.id();
    }

    /** Version of the file: the first number changes when results change. */
    public String version() {
        return description.version();
    }

    /** Whether independent reference results were reproduced; otherwise every result carries the notice. */
    public boolean verified() {
        return description.verified();
    }

    /** English name; the localized one has the key {@code risk.model.<id>.name}. */
    public String name() {
        return description.name();
    }

    /** One of {@code imaging, cardiovascular, acute, hepatic, renal, metabolic, obstetric, paediatric}. */
    public String group() {
        return description.group();
    }

    /** Primary publication. */
    public String source() {
        return description.source();
    }

    /** Year of the publication. */
    public int year() {
        return description.year();
    }

    /** For whom it was made, in English; localized under {@code risk.model.<id>.population}. */
    public String population() {
        return description.population();
    }

    /** What to bear in mind, in English; localized under {@code risk.model.<id>.caveat.<n>}, n from 1. */
    public List<String> caveats() {
        return description.caveats();
    }

    /** On what terms the figures are used. */
    public String licence() {
        return description.licence();
    }

    public List<RiskInput> inputs() {
        return inputs;
    }

    /** The input of a name. */
    public Optional<RiskInput> input(String name) {
        return Optional.ofNullable(slots.get(name)).map(inputs::get);
    }

    /** Outputs in order of weight: the first that a patient's inputs allow is the primary one. */
    public List<RiskOutput> outputs() {
        return outputs;
    }

    /** All scales; those of the primary outputs first. */
    public List<BandScale> scales() {
        return scales;
    }

    /** The classes of the first scale, empty if results are not graded. */
    public List<Band> bands() {
        return scales.isEmpty() ? List.of() : scales.getFirst().bands();
    }

    /**
     * The model's answer.
     *
     * @param given values by input name
     * @throws RiskException if an input is missing, unknown, out of range or not allowed, or if the model is not for
     *             such a patient. Nothing is extrapolated
     */
    public RiskResult compute(Map<String, InputValue> given) throws RiskException {
        var values = new InputSlots(this, plan.slotCount(), given);
        var notices = new ArrayList<Notice>();
        if (!description.verified()) {
            notices.add(new Notice("unverified", List.of()));
        }
        var missing = missing(values);
        if (!missing.isEmpty()) {
            if (!fallBack(values)) {
                throw new RiskException.MissingInputs(missing);
            }
            notices.add(new Notice("fallback", missing));
        }
        var frame = plan.frame(values.slots());
        for (var refusal : plan.refusals()) {
            if (refusal.when().value(frame) == 1) {
                throw new RiskException.OutsidePopulation(refusal.code(), refusal.names());
            }
        }
        if (!values.assumed().isEmpty()) {
            notices.add(new Notice("assumed", values.assumed()));
        }
        if (!values.converted().isEmpty()) {
            notices.add(new Notice("converted", values.converted()));
        }
        return plan.run(this, values, frame, notices);
    }

    /**
     * The inputs that are still needed before there can be a result, in the model's order. Where the model has a
     * fall-back that the given values allow, nothing is needed.
     *
     * @throws RiskException if a given value is refused
     */
    public List<String> missing(Map<String, InputValue> given) throws RiskException {
        var values = new InputSlots(this, plan.slotCount(), given);
        var missing = missing(values);
        return !missing.isEmpty() && fallBack(values) ? List.of() : missing;
    }

    /**
     * The range of the primary output over the allowed values of the inputs that are missing; see {@link RiskBounds}.
     *
     * @throws RiskException if a given value is refused
     */
    public Optional<RiskBounds> bounds(Map<String, InputValue> given) throws RiskException {
        return RiskBounds.of(this, given);
    }

    /** The position of an input, -1 if there is none of that name. */
    int slot(String name) {
        return slots.getOrDefault(name, -1);
    }

    private List<String> missing(InputSlots values) {
        List<String> missing = List.of();
        Frame frame = null;
        for (int slot = 0; slot < inputs.size(); slot++) {
            if (values.has(slot)) {
                continue;
            }
            var condition = requiredWhen.get(slot);
            boolean needed = inputs.get(slot).required();
            if (condition.isPresent()) {
                frame = frame == null ? plan.frame(values.slots()) : frame;
                needed = condition.get().value(frame) == 1;
            }
            if (needed) {
                missing = missing.isEmpty() ? new ArrayList<>() : missing;
                missing.add(inputs.get(slot).name());
            }
        }
        return missing;
    }

    private boolean fallBack(InputSlots values) {
        if (plan.fallBack().isEmpty()) {
            return false;
        }
        var fallBack = plan.fallBack().get();
        if (values.slots()[fallBack.slot()] != fallBack.from()) {
            return false;
        }
        double before = values.slots()[fallBack.slot()];
        values.slots()[fallBack.slot()] = fallBack.to();
        if (!missing(values).isEmpty()) {
            values.slots()[fallBack.slot()] = before;
            return false;
        }
        values.choose(fallBack.slot(), fallBack.to());
        return true;
    }

    @Override
    public String toString() {
        return id() + " " + version() + " " + Arrays.toString(inputs.stream().map(RiskInput::name).toArray());
    }
}
