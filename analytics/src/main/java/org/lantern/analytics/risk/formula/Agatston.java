package org.lantern.analytics.risk.formula;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Agatston score from lesions that are already delineated: area times a weight by peak density, summed, and scaled from
 * the 3 mm slices of the original method to the thickness at hand (Agatston 1990).
 */
public final class Agatston implements Formula {
    private static final double ORIGINAL_THICKNESS_MM = 3;

    @Override
    public Map<String, Double> evaluate(Function<String, Optional<Object>> input) {
        double minimumAreaMm2 = (Double) input.apply("min_area_mm2").orElseThrow();
        double thicknessMm = (Double) input.apply("slice_thickness_mm").orElseThrow();
        double score = 0;
        double count = 0;
        for (var entry : (List<?>) input.apply("lesions").orElseThrow()) {
            var lesion = (Map<?, ?>) entry;
            double areaMm2 = ((Number) lesion.get("area_mm2")).doubleValue();
            int weight = weight(((Number) lesion.get("peak_hu")).doubleValue());
            if (areaMm2 >= minimumAreaMm2 && weight > 0) {
                score += areaMm2 * weight;
                count++;
            }
        }
        return Map.of("score", score * thicknessMm / ORIGINAL_THICKNESS_MM, "lesion_count", count);
    }

    private static int weight(double peakHu) {
        return peakHu < 130 ? 0 : peakHu < 200 ? 1 : peakHu < 300 ? 2 : peakHu < 400 ? 3 : 4;
    }
}
