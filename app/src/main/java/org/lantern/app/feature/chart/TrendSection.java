package org.lantern.app.feature.chart;

import java.time.ZoneId;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.lantern.app.control.TrendPlot;
import org.lantern.app.control.UnitSymbol;
import org.lantern.resources.Texts;

/** The course of the chosen kind. */
final class TrendSection extends VBox {
    private final ChartViewModel model;
    private final TrendPlot plot;
    private final Label title;

    TrendSection(ChartViewModel model, Texts texts, ZoneId zone) {
        this.model = model;
        this.plot = new TrendPlot(zone);
        this.title = ChartView.heading("");
        getStyleClass().add("chart-section");
        var none = new Label(texts.get("chart.none.trend"));
        none.getStyleClass().add("muted");
        getChildren().addAll(title, plot, none);
        model.selectedProperty().subscribe(chosen -> {
            boolean drawn = chosen != null && !chosen.course().isEmpty();
            title.setText(drawn ? texts.get("chart.section.trend") + " · " + chosen.name()
                    : texts.get("chart.section.trend"));
            show(plot, drawn);
            show(none, !drawn);
            plot.show(drawn ? course(chosen) : nothing());
        });
    }

    private static void show(javafx.scene.Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static TrendPlot.Course nothing() {
        return new TrendPlot.Course("", "", java.util.List.of(), Optional.empty(), Optional.empty());
    }

    private TrendPlot.Course course(Latest chosen) {
        var samples = chosen.course().stream()
                .map(sample -> new TrendPlot.Sample(sample.time(), sample.value(), sample.words(),
                        sample.image().map(link -> () -> model.openImage(link))))
                .toList();
        return new TrendPlot.Course(chosen.name(), UnitSymbol.of(chosen.courseUnit()), samples, chosen.band().low(),
                chosen.band().high());
    }
}
