package org.lantern.analytics.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every model, shown with a patient for whom each model is known to give a result. */
class RiskModelTest {
    private static final RiskCatalogue CATALOGUE = RiskCatalogue.bundled();
    private static final JsonNode VECTORS = vectors();

    private static JsonNode vectors() {
        try (var in = RiskModelTest.class.getResourceAsStream("vectors.json")) {
            return new ObjectMapper().readTree(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<RiskModel> models() {
        return CATALOGUE.models().stream();
    }

    /** The vector of a model with the most inputs. */
    static Map<String, InputValue> patient(RiskModel model) throws RiskException {
        Map<String, InputValue> most = Map.of();
        for (var vector : VECTORS.get(model.id())) {
            var inputs = new InputParser(model, "test").json(vector.get("inputs").toString());
            most = inputs.size() >= most.size() ? inputs : most;
        }
        return new LinkedHashMap<>(most);
    }

    private static RiskModel model(String id) {
        return CATALOGUE.find(id).orElseThrow();
    }

    @Test
    void the_catalogue_has_46_verified_models_and_one_that_says_it_is_not() throws RiskException {
        assertEquals(47, CATALOGUE.models().size());
        assertEquals(List.of("cardiothoracic_ratio"),
                models().filter(model -> !model.verified()).map(RiskModel::id).toList());
        var result = model("cardiothoracic_ratio").compute(patient(model("cardiothoracic_ratio")));
        assertEquals("unverified", result.notices().getFirst().code());
    }

    @ParameterizedTest
    @MethodSource("models")
    void every_limit_of_every_number_is_accepted_and_just_outside_is_refused(RiskModel model) throws RiskException {
        var patient = patient(model);
        for (var input : model.inputs()) {
            if (input.kind() != RiskInput.Kind.NUMBER || input.range().isEmpty()) {
                continue;
            }
            var range = input.range().get();
            for (double inside : new double[]{range.minimum(), Math.nextUp(range.minimum()),
                    Math.nextDown(range.maximum()), range.open() ? range.minimum() : range.maximum()}) {
                assertFalse(outOfRange(model, patient, input, inside), input.name() + " " + inside);
            }
            for (double outside : new double[]{Math.nextDown(range.minimum()), range.minimum() - 1,
                    range.open() ? range.maximum() : Math.nextUp(range.maximum()), range.maximum() + 1}) {
                assertTrue(outOfRange(model, patient, input, outside), input.name() + " " + outside);
            }
        }
    }

    private static boolean outOfRange(RiskModel model, Map<String, InputValue> patient, RiskInput input, double value) {
        return outOfRange(model, patient, input, InputValue.of(value));
    }

    private static boolean outOfRange(RiskModel model, Map<String, InputValue> patient, RiskInput input,
            InputValue value) {
        var inputs = new HashMap<>(patient);
        inputs.put(input.name(), value);
        try {
            model.compute(inputs);
            return false;
        } catch (RiskException.OutOfRange e) {
            return e.name().equals(input.name()) && e.getMessage().contains(e.range().toString());
        } catch (RiskException _) {
            return false; // Inside of its range, but together with the others no patient.
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void limits_in_another_unit_are_the_same_limits(RiskModel model) throws RiskException {
        var patient = patient(model);
        for (var input : model.inputs()) {
            if (input.kind() != RiskInput.Kind.NUMBER || input.range().isEmpty() || input.quantity().isEmpty()) {
                continue;
            }
            var range = input.range().get();
            String own = input.unit().orElseThrow();
            for (var unit : Units.accepted(own, input.quantity().get())) {
                double least = Units.convert(range.minimum(), own, unit, input.quantity().get()).orElseThrow();
                double most = Units.convert(range.maximum(), own, unit, input.quantity().get()).orElseThrow();
                double step = 1e-6 * Math.max(1, Math.abs(most));
                assertFalse(outOfRange(model, patient, input, InputValue.of(least, unit)), input.name() + " " + unit);
                assertFalse(outOfRange(model, patient, input, InputValue.of(least + step, unit)));
                assertFalse(outOfRange(model, patient, input, InputValue.of(most - step, unit)));
                assertEquals(range.open(), outOfRange(model, patient, input, InputValue.of(most, unit)),
                        input.name() + " " + unit);
                assertTrue(outOfRange(model, patient, input, InputValue.of(least - step, unit)), input.name());
                assertTrue(outOfRange(model, patient, input, InputValue.of(most + step, unit)), input.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_value_in_another_unit_gives_the_same_result_and_a_foreign_unit_none(RiskModel model)
            throws RiskException {
        var patient = patient(model);
        var expected = model.compute(patient).outputs();
        for (var input : model.inputs()) {
            if (input.kind() != RiskInput.Kind.NUMBER || !patient.containsKey(input.name())) {
                continue;
            }
            var foreign = new HashMap<>(patient);
            var number = ((Number) patient.get(input.name()).value()).doubleValue();
            foreign.put(input.name(), InputValue.of(number, "furlongs"));
            assertThrows(RiskException.UnknownUnit.class, () -> model.compute(foreign), input.name());
            for (var unit : input.quantity().map(quantity -> Units.accepted(input.unit().orElseThrow(), quantity))
                    .orElse(List.of())) {
                var other = new HashMap<>(patient);
                double value = Units.convert(number, input.unit().orElseThrow(), unit, input.quantity().orElseThrow())
                        .orElseThrow();
                other.put(input.name(), InputValue.of(value, unit));
                model.compute(other).outputs().forEach((name, output) -> {
                    if (output instanceof Double same) {
                        assertEquals((Double) expected.get(name), same, 1e-8 * Math.max(1, Math.abs(same)));
                    } else {
                        assertEquals(expected.get(name), output, input.name() + " " + unit + " " + name);
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void each_limit_of_a_class_that_is_read_from_an_input_divides_there(RiskModel model) throws RiskException {
        var patient = patient(model);
        for (var scale : model.scales()) {
            var input = model.input(scale.of());
            if (input.isEmpty() || input.get().kind() != RiskInput.Kind.NUMBER) {
                continue;
            }
            for (var band : scale.bands()) {
                for (double limit : new double[]{band.from().orElse(Double.NaN), band.below().orElse(Double.NaN)}) {
                    for (double value : new double[]{Math.nextDown(limit), limit, Math.nextUp(limit)}) {
                        if (Double.isNaN(value) || !input.get().range().orElseThrow().contains(value)) {
                            continue;
                        }
                        patient.put(scale.of(), InputValue.of(value));
                        var matching = scale.bands().stream().filter(one -> one.contains(value)).toList();
                        assertEquals(1, matching.size());
                        assertTrue(model.compute(patient).outputs().containsValue(matching.getFirst().id()));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void each_required_input_is_named_when_it_is_missing(RiskModel model) throws RiskException {
        var patient = patient(model);
        for (var input : model.inputs()) {
            if (!input.required() || !patient.containsKey(input.name())) {
                continue;
            }
            var inputs = new HashMap<>(patient);
            inputs.remove(input.name());
            var missing = assertThrows(RiskException.MissingInputs.class, () -> model.compute(inputs));
            assertTrue(missing.names().contains(input.name()), input.name());
            assertEquals(missing.names(), model.missing(inputs));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void unknown_names_choices_and_kinds_are_refused(RiskModel model) throws RiskException {
        var patient = patient(model);
        var inputs = new HashMap<>(patient);
        inputs.put("shoe_size", InputValue.of(42));
        assertThrows(RiskException.UnknownInput.class, () -> model.compute(inputs));
        for (var input : model.inputs()) {
            var wrong = new HashMap<>(patient);
            wrong.put(input.name(), InputValue.of("no such thing"));
            var refused = assertThrows(RiskException.NotAllowed.class, () -> model.compute(wrong));
            assertEquals(input.name(), refused.name());
            assertFalse(refused.getMessage().contains("no such thing"));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_classes_of_a_scale_leave_no_gap_and_do_not_overlap(RiskModel model) {
        for (var scale : model.scales()) {
            var limits = new ArrayList<Double>(List.of(-1e6, 1e6));
            for (var band : scale.bands()) {
                band.from().ifPresent(limits::add);
                band.below().ifPresent(limits::add);
            }
            for (var condition : scale.bands().stream().map(Band::condition).distinct().toList()) {
                for (double limit : limits) {
                    for (double value : new double[]{Math.nextDown(limit), limit, Math.nextUp(limit)}) {
                        var matches = scale.bands().stream()
                                .filter(band -> band.condition().isEmpty() || band.condition().equals(condition))
                                .filter(band -> band.contains(value)).toList();
                        assertTrue(matches.size() == 1 || isOneSided(scale, condition) && matches.isEmpty(),
                                model.id() + " " + scale.name() + " " + condition + " " + value + " " + matches);
                    }
                }
            }
        }
    }

    /** NEWS2 divides only its lowest class by a condition; its upper classes hold for both. */
    private static boolean isOneSided(BandScale scale, String condition) {
        return condition.isEmpty() && scale.bands().stream().anyMatch(band -> !band.condition().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("models")
    void contributions_add_up_and_inputs_are_told_with_their_origin(RiskModel model) throws RiskException {
        var result = model.compute(patient(model));
        for (var used : result.inputs()) {
            assertTrue(List.of("test", UsedInput.ASSUMED).contains(used.origin()), used.toString());
        }
        if (!result.contributions().isEmpty() && result.contributions().getFirst().unit().equals("points")
                && !result.primary().equals("risk_percent") && !model.id().startsWith("meld")) {
            double sum = result.contributions().stream().mapToDouble(Contribution::value).sum();
            assertEquals(((Number) result.outputs().get(result.primary())).doubleValue(), sum, 1e-9);
        }
    }

    @Test
    void the_terms_of_a_logistic_model_are_its_log_odds() throws RiskException {
        var result = model("brock_pancan_2b").compute(patient(model("brock_pancan_2b")));
        double logOdds = result.contributions().stream().mapToDouble(Contribution::value).sum();
        assertEquals(100 / (1 + Math.exp(-logOdds)), (Double) result.outputs().get("probability_percent"), 1e-12);
    }

    @Test
    void without_laboratory_values_the_family_falls_back_and_says_so() throws RiskException {
        var who = model("who_cvd_2019");
        var parser = new InputParser(who, InputValue.ENTERED);
        var common = List.of("region=East Asia", "sex=male", "age=57", "sbp=142", "smoker=yes");
        var withBmi = new ArrayList<>(common);
        withBmi.add("bmi=27");
        var fallenBack = who.compute(parser.assignments(withBmi));
        assertEquals(new Notice("fallback", List.of("tc_mmol", "diabetes")), fallenBack.notices().getFirst());

        withBmi.add("model=nonlab");
        var chosen = who.compute(parser.assignments(withBmi));
        assertEquals(chosen.outputs(), fallenBack.outputs());

        var nothing = assertThrows(RiskException.MissingInputs.class, () -> who.compute(parser.assignments(common)));
        assertEquals(List.of("tc_mmol", "diabetes"), nothing.names());
    }

    @Test
    void assumed_values_are_named() throws RiskException {
        var model = model("cha2ds2_vasc");
        var result = model.compute(Map.of("age", InputValue.of(70), "sex", InputValue.of("female")));
        assertEquals(2L, result.outputs().get("score"));
        assertEquals(List.of("assumed: chf, hypertension, diabetes, stroke_tia_te, vascular_disease"),
                result.warnings());
    }

    @Test
    void values_that_contradict_or_leave_the_population_are_refused() throws RiskException {
        var prevent = model("prevent_2023_base");
        var patient = patient(prevent);
        patient.put("years", InputValue.of(30));
        patient.put("age", InputValue.of(59));
        prevent.compute(patient);
        patient.put("age", InputValue.of(60));
        var tooOld = assertThrows(RiskException.OutsidePopulation.class, () -> prevent.compute(patient));
        assertEquals("thirty-years-only-to-59", tooOld.reason());

        var lungRads = model("lung_rads_2022");
        var part = new InputParser(lungRads, "test").assignments(
                List.of("nodule_type=partsolid", "status=baseline", "size_mm=8", "solid_component_mm=8.1"));
        assertThrows(RiskException.OutsidePopulation.class, () -> lungRads.compute(part));
    }

    @Test
    void an_input_can_be_required_by_another() {
        var model = model("lung_rads_2022");
        var missing = assertThrows(RiskException.MissingInputs.class, () -> model.compute(new InputParser(model, "test")
                .assignments(List.of("nodule_type=partsolid", "status=new", "size_mm=8"))));
        assertEquals(List.of("solid_component_mm"), missing.names());
    }

    @Test
    void bounds_hold_the_result_whatever_the_missing_value_is() throws RiskException {
        var model = model("china_par_10y");
        var patient = patient(model);
        double known = (Double) model.compute(patient).outputs().get("risk_percent");
        patient.remove("smoker");
        patient.remove("tc_mgdl");
        var bounds = model.bounds(patient).orElseThrow();
        assertEquals(List.of("tc_mgdl", "smoker"), bounds.unknown());
        assertTrue(bounds.lowest() <= known && known <= bounds.highest(), bounds.toString());
        assertTrue(model.bounds(patient(model)).isEmpty(), "nothing is missing");
    }

    @Test
    void an_unknown_sex_bounds_the_result_even_if_men_need_more_inputs() throws RiskException {
        var model = model("china_par_10y");
        var woman = new InputParser(model, "test")
                .assignments(List.of("sex=female", "age=55", "sbp=140", "bp_treated=no",
                        "tc_mgdl=200", "hdl_mgdl=50", "waist_cm=85", "smoker=no", "diabetes=no", "north=yes"));
        var man = new HashMap<>(woman);
        man.putAll(new InputParser(model, "test").assignments(List.of("sex=male", "urban=no", "family_history=yes")));
        double ofMan = (Double) model.compute(man).outputs().get("risk_percent");
        woman.remove("sex");
        assertTrue(model.bounds(woman).orElseThrow().highest() >= ofMan);
    }
}
