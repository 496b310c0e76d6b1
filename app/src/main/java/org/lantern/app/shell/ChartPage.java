package org.lantern.app.shell;

import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;

/** A patient's chart as a page, with one panel beside it; F8 hides the panel and shows it again. */
public final class ChartPage extends BorderPane {
    private static final double SIDE_PIXELS = 368;

    private final Node chart;

    /** @param title the panel's, in the user's language */
    public ChartPage(Node chart, String title, Node panel) {
        this.chart = chart;
        setId("chart-page");
        getStyleClass().add("chart-page");
        var side = new TabPane(new Tab(title, panel));
        side.getStyleClass().add("side-panel");
        side.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        side.setPrefWidth(SIDE_PIXELS);
        side.setMinWidth(SIDE_PIXELS);
        setCenter(chart);
        setRight(side);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F8) {
                setRight(getRight() == null ? side : null);
                event.consume();
            }
        });
    }

    /** The chart takes the keys. */
    @Override
    public void requestFocus() {
        chart.requestFocus();
    }
}
