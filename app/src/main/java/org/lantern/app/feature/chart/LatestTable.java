package org.lantern.app.feature.chart;

import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.lantern.resources.Texts;

/** The newest value of each kind; choosing a row draws its course. Up and down move, as in any table. */
final class LatestTable extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double VALUE_WIDTH = 52;
    private static final double UNIT_WIDTH = 48;
    /** As in chart.css. */
    private static final double UNIT_FONT_PIXELS = 12;
    private static final double DAY_WIDTH = 70;
    private static final double LINK_WIDTH = 28;

    private final ChartViewModel model;
    private final Texts texts;
    private final ObservableList<Latest> latest;
    private final Label none = new Label();
    private final VBox rows = new VBox();
    private double unitWidth = UNIT_WIDTH;
    private boolean links;

    LatestTable(ChartViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.latest = model.latest();
        getStyleClass().add("latest");
        none.setText(texts.get("chart.none.observations"));
        none.getStyleClass().add("muted");
        none.setWrapText(true);
        none.visibleProperty().bind(Bindings.isEmpty(latest));
        none.managedProperty().bind(none.visibleProperty());
        getChildren().addAll(none, rows);
        latest.addListener((ListChangeListener<Latest>) _ -> refill());
        model.selectedProperty().subscribe(_ -> mark());
        refill();
    }

    /** As wide as the widest unit, so that none is cut off. */
    private double unitWidth() {
        var probe = new Text();
        probe.setFont(Font.font(none.getFont().getFamily(), UNIT_FONT_PIXELS));
        return latest.stream().mapToDouble(one -> {
            probe.setText(one.unit());
            return Math.ceil(probe.getLayoutBounds().getWidth());
        }).reduce(UNIT_WIDTH, Math::max);
    }

    private void refill() {
        unitWidth = unitWidth();
        links = latest.stream().anyMatch(one -> one.image().isPresent());
        rows.getChildren().setAll(latest.stream().map(this::row).toList());
        mark();
    }

    private void mark() {
        for (var row : rows.getChildren()) {
            row.pseudoClassStateChanged(SELECTED, Objects.equals(row.getUserData(), model.selectedProperty().get()));
        }
    }

    private Node row(Latest one) {
        var name = cell(one.name(), Region.USE_COMPUTED_SIZE, Pos.CENTER_LEFT, "latest-name");
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        boolean number = !one.course().isEmpty();
        var value = cell(one.value(), number ? VALUE_WIDTH : VALUE_WIDTH + unitWidth,
                number ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT, "latest-value");
        var row = new HBox(name, value);
        if (number) {
            row.getChildren().add(cell(one.unit(), unitWidth, Pos.CENTER_LEFT, "latest-unit"));
        }
        row.getChildren().add(cell(one.day(), DAY_WIDTH, Pos.CENTER_RIGHT, "latest-day"));
        if (links) {
            row.getChildren().add(link(one));
        }
        row.setId("latest-" + one.key());
        row.setUserData(one);
        row.getStyleClass().add("latest-row");
        var words = one.name() + "\n" + (one.value() + " " + one.unit()).strip() + " · " + one.day() + "\n"
                + one.origin();
        switch (one.standing()) {
            case LOW, HIGH -> {
                value.getStyleClass().add("latest-outside");
                value.setText((one.standing() == Latest.Standing.LOW ? "↓ " : "↑ ") + one.value());
                words += "\n" + texts.get("chart.standing." + one.standing());
            }
            case USUAL, UNKNOWN -> {
            }
        }
        Tooltip.install(row, new Tooltip(words));
        row.setAccessibleText(words);
        row.setFocusTraversable(true);
        row.setOnMousePressed(_ -> {
            row.requestFocus();
            model.selectedProperty().set(one);
        });
        row.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.selectedProperty().set(one);
            }
        });
        row.addEventHandler(KeyEvent.KEY_PRESSED, event -> step(row, event));
        return row;
    }

    private void step(Node row, KeyEvent event) {
        int by = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        int target = rows.getChildren().indexOf(row) + by;
        if (by != 0 && target >= 0 && target < rows.getChildren().size()) {
            rows.getChildren().get(target).requestFocus();
            event.consume();
        }
    }

    private Node link(Latest one) {
        if (one.image().isEmpty()) {
            var gap = new Region();
            gap.setMinWidth(LINK_WIDTH);
            return gap;
        }
        var link = ChartView.iconButton("mdi2i-image-outline", texts.get("chart.image.tooltip"),
                () -> one.image().ifPresent(model::openImage));
        link.setId("latest-image-" + one.key());
        link.setMinWidth(LINK_WIDTH);
        link.setMaxWidth(LINK_WIDTH);
        return link;
    }

    private static Label cell(String words, double width, Pos alignment, String style) {
        var label = new Label(words);
        label.getStyleClass().add(style);
        label.setAlignment(alignment);
        label.setMinWidth(width);
        label.setPrefWidth(width);
        return label;
    }
}
