package org.lantern.app.feature.viewer;

import java.util.ArrayList;
import java.util.List;
import org.lantern.imaging.measure.Calibration.Source;
import org.lantern.imaging.measure.figure.Figure;
import org.lantern.imaging.measure.figure.Quantity;
import org.lantern.resources.Texts;

/** Marks in words: what was measured, in which unit, and what the millimetres rest on. */
final class MarkText {
    private static final int IN_A_LINE = 2;
    private static final List<String> METRIC = List.of("mm", "mm2", "ml");
    private static final List<String> UNITLESS = List.of("px", "px2");

    private MarkText() {}

    /** What stands beside a mark on the image; may be of several lines. */
    static String of(Figure figure, String words, Mark.Findings findings, Texts texts) {
        var lines = new ArrayList<String>();
        if (!words.isBlank()) {
            lines.add(words);
        }
        lines.addAll(findings(figure, findings, texts));
        return String.join("\n", lines);
    }

    /** The numbers of a mark, two in a line, with what their millimetres rest on. */
    static List<String> findings(Figure figure, Mark.Findings findings, Texts texts) {
        var quantities = findings.quantities();
        var lines = new ArrayList<String>();
        for (int i = 0; i < quantities.size(); i++) {
            var said = quantities.size() == 1 ? value(quantities.get(i), texts)
                    : texts.get("viewer.quantity.named", name(quantities.get(i), texts),
                            value(quantities.get(i), texts));
            if (i % IN_A_LINE == 0) {
                lines.add(said);
            } else {
                lines.set(lines.size() - 1, lines.getLast() + "  " + said);
            }
        }
        var basis = basis(figure, findings, texts);
        if (!basis.isEmpty() && !lines.isEmpty()) {
            lines.set(lines.size() - 1, lines.getLast() + basis);
        } else if (!basis.isEmpty()) {
            lines.add(basis.strip());
        }
        return lines;
    }

    private static String basis(Figure figure, Mark.Findings findings, Texts texts) {
        boolean pixels = findings.quantities().stream().anyMatch(quantity -> UNITLESS.contains(quantity.unit()));
        if (pixels || findings.quantities().isEmpty() && figure.needsMm()) {
            return texts.get("viewer.quantity.no.mm");
        }
        boolean metric = findings.quantities().stream().anyMatch(quantity -> METRIC.contains(quantity.unit()));
        var source = "viewer.calibration.short." + findings.source().name();
        return metric && findings.source() != Source.PATIENT && texts.has(source) ? " " + texts.get(source) : "";
    }

    static String name(Quantity quantity, Texts texts) {
        var key = "viewer.quantity." + quantity.name();
        return texts.has(key) ? texts.get(key) : quantity.name();
    }

    /** A number with its unit. A modality's unit is the file's own word. */
    static String value(Quantity quantity, Texts texts) {
        var key = "viewer.unit." + (quantity.unit().equals("%") ? "percent" : quantity.unit());
        if (!quantity.unit().isEmpty() && texts.has(key)) {
            return texts.get(key, quantity.value());
        }
        return (CornerText.number(quantity.value(), texts) + " " + quantity.unit()).strip();
    }
}
