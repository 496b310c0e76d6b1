package org.lantern.analytics.risk;

import java.util.List;

/**
 * The classes of one output. The first scale of a model grades its primary output.
 *
 * @param name unique in the model
 * @param of the output that is graded
 */
public record BandScale(String name, String of, List<Band> bands) {
    public BandScale {
        bands = List.copyOf(bands);
    }
}
