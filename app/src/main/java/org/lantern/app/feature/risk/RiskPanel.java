package org.lantern.app.feature.risk;

import java.util.Optional;
import javafx.scene.Node;
import org.lantern.app.shell.PatientContext;
import org.lantern.app.shell.SidePanel;
import org.lantern.resources.Texts;

/** The risk models as a tab beside the images. */
public final class RiskPanel implements SidePanel {
    private final RiskViewModel model;
    private final RiskView view;

    public RiskPanel(RiskViewModel model, Texts texts) {
        this.model = model;
        this.view = new RiskView(model, texts, RiskView.Arrangement.SIDE);
    }

    @Override
    public String titleKey() {
        return "risk.panel.title";
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
