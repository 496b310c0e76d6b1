package org.lantern.app.feature.chart;

import java.time.ZoneId;
import java.util.Optional;
import javafx.scene.Node;
import org.lantern.app.shell.PatientContext;
import org.lantern.app.shell.SidePanel;
import org.lantern.resources.Texts;

/** The chart as a tab beside the images. */
public final class ChartPanel implements SidePanel {
    private final ChartViewModel model;
    private final ChartView view;

    public ChartPanel(ChartViewModel model, Texts texts, ZoneId zone) {
        this.model = model;
        this.view = new ChartView(model, texts, zone, ChartView.Arrangement.SIDE);
    }

    @Override
    public String titleKey() {
        return "chart.title";
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void show(PatientContext context) {
        model.show(Optional.of(context.patient()));
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public void clear() {
        model.show(Optional.empty());
    }
}
