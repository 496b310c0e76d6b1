package org.lantern.app.compose;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lantern.app.feature.chart.ChartPanel;
import org.lantern.app.feature.chart.ChartView;
import org.lantern.app.feature.chart.ChartViewModel;
import org.lantern.app.feature.chart.ChartDrafts;
import org.lantern.app.feature.risk.RiskPanel;
import org.lantern.app.feature.risk.RiskView;
import org.lantern.app.feature.risk.RiskViewModel;
import org.lantern.app.shell.ChartPage;
import org.lantern.app.shell.PatientContext;
import org.lantern.app.shell.SidePanel;
import org.lantern.resources.Texts;
import org.lantern.storage.vault.Vault;

/**
 * The features about a patient in one language: as panels beside the images, and as a page. Both show the same view
 * models, so that what is begun in the one goes on in the other.
 */
final class PatientFeatures {
    private final ChartViewModel chart;
    private final RiskViewModel risk;
    private final Texts texts;
    private final OpenDesk.Services services;
    private final List<SidePanel> panels;
    private Optional<ChartPage> page = Optional.empty();

    /**
     * What the features tell the desk.
     *
     * @param say takes a message for the status bar
     * @param showImage shows where something was measured: SOP Instance UID and zero-based frame
     * @param chartChanged runs after the user has changed something in the chart
     */
    record Reports(Consumer<String> say, BiConsumer<String, Integer> showImage, Runnable chartChanged) {}

    PatientFeatures(Vault vault, Texts texts, OpenDesk.Services services, ChartDrafts drafts, Reports reports) {
        this.texts = texts;
        this.services = services;
        Consumer<Throwable> failed = failure -> services.dialogs().problem(services.problems().report(failure));
        chart = new ChartViewModel(vault.chart(), services.tasks(), texts, services.clock(), drafts,
                new ChartViewModel.Reports(failed, reports.say(),
                        link -> reports.showImage().accept(link.sopInstanceUid(), link.frame())));
        risk = new RiskViewModel(services.risks().get(), vault.chart(), services.tasks(), texts, services.clock(),
                new RiskViewModel.Reports(failed, reports.say(), reports.showImage()::accept));
        risk.read(vault.models(), () -> services.dialogs().chooseFiles(texts.get("risk.panel.install"))
                .forEach(risk::install));
        chart.setOnChanged(() -> {
            risk.refresh();
            reports.chartChanged().run();
        });
        risk.setOnChanged(chart::refresh);
        panels = List.of(new ChartPanel(chart, texts, services.clock().getZone()), new RiskPanel(risk, texts));
    }

    /** The panels beside the images, in the order of their tabs. */
    List<SidePanel> panels() {
        return panels;
    }

    /** The chart as a page, with the risk models beside it; made when first asked for. */
    ChartPage page() {
        if (page.isEmpty()) {
            page = Optional.of(new ChartPage(
                    new ChartView(chart, texts, services.clock().getZone(), ChartView.Arrangement.PAGE),
                    texts.get("risk.panel.title"), new RiskView(risk, texts, RiskView.Arrangement.SIDE)));
        }
        return page.get();
    }

    void show(PatientContext context) {
        panels.forEach(panel -> panel.show(context));
    }

    void refresh() {
        panels.forEach(SidePanel::refresh);
    }

    void clear() {
        panels.forEach(SidePanel::clear);
    }
}
