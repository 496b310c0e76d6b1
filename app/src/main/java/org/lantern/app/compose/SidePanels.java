package org.lantern.app.compose;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.app.feature.chart.ChartPanel;
import org.lantern.app.feature.chart.ChartViewModel;
import org.lantern.app.feature.risk.RiskPanel;
import org.lantern.app.feature.risk.RiskViewModel;
import org.lantern.app.shell.SidePanel;
import org.lantern.resources.Texts;
import org.lantern.storage.vault.Vault;

/** The panels of the features beside the images, in the order of their tabs. */
final class SidePanels {
    private SidePanels() {}

    /**
     * @param say takes a message for the status bar
     * @param showImage shows where something was measured: SOP Instance UID and zero-based frame
     * @param chartChanged runs after the user has changed something in the chart
     */
    static List<SidePanel> of(Vault vault, Texts texts, OpenDesk.Services services, Consumer<String> say,
            BiConsumer<String, Integer> showImage, Runnable chartChanged) {
        Consumer<Throwable> failed = failure -> services.dialogs().problem(services.problems().report(failure));
        var chart = new ChartViewModel(vault.chart(), services.tasks(), texts, services.clock(),
                new ChartViewModel.Reports(failed, say,
                        link -> showImage.accept(link.sopInstanceUid(), link.frame())));
        var risk = new RiskViewModel(RiskCatalogue.bundled(), vault.chart(), services.tasks(), texts,
                services.clock(), new RiskViewModel.Reports(failed, say, showImage::accept));
        chart.setOnChanged(() -> {
            risk.refresh();
            chartChanged.run();
        });
        risk.setOnChanged(chart::refresh);
        return List.of(new ChartPanel(chart, texts, services.clock().getZone()), new RiskPanel(risk, texts));
    }
}
