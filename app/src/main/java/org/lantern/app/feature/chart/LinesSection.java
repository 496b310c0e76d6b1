package org.lantern.app.feature.chart;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.resources.Texts;

/** One list of the chart under its title, with the way to add to it. */
final class LinesSection extends VBox {
    private final ChartViewModel model;
    private final Texts texts;
    private final Line.List list;
    /** Held here: a filtered list lives only as long as somebody holds it. */
    private final ObservableList<Line> lines;
    private final VBox rows = new VBox();

    LinesSection(ChartViewModel model, Texts texts, Line.List list) {
        this.model = model;
        this.texts = texts;
        this.list = list;
        this.lines = model.lines(list);
        getStyleClass().add("chart-section");
        rows.getStyleClass().add("chart-lines");
        var none = new Label(texts.get("chart.none." + list));
        none.getStyleClass().add("muted");
        none.setWrapText(true);
        none.visibleProperty().bind(Bindings.isEmpty(lines));
        none.managedProperty().bind(none.visibleProperty());
        getChildren().addAll(title(), none, rows);
        lines.addListener((ListChangeListener<Line>) _ -> refill());
        refill();
    }

    private Node title() {
        var heading = ChartView.heading(texts.get("chart.section." + list));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(heading, gap);
        row.getStyleClass().add("chart-title-row");
        if (list != Line.List.RISKS) {
            var add = new Button(texts.get("chart.add." + list), new FontIcon("mdi2p-plus"));
            add.setId("chart-add-" + list);
            add.getStyleClass().addAll("flat", "chart-add");
            add.setTooltip(new Tooltip(
                    texts.get(list == Line.List.VISITS ? "chart.add.VISITS.tooltip" : "chart.add." + list)));
            add.setOnAction(_ -> model.add(list));
            add.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(add);
        }
        return row;
    }

    private void refill() {
        rows.getChildren().setAll(lines.stream().map(this::row).toList());
    }

    private Node row(Line line) {
        var title = new Label(line.title());
        title.getStyleClass().add("chart-line-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        var words = new VBox(title);
        if (!line.detail().isEmpty()) {
            var detail = new Label(line.detail());
            detail.getStyleClass().add("chart-line-detail");
            detail.setWrapText(true);
            detail.setMinHeight(USE_PREF_SIZE);
            words.getChildren().add(detail);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(words);
        row.getStyleClass().addAll("chart-line", switch (line.tone()) {
            case PLAIN -> "chart-line-plain";
            case FADED -> "chart-line-faded";
            case ALERT -> "chart-line-alert";
        });
        if (list != Line.List.VISITS && list != Line.List.RISKS) {
            var edit = ChartView.iconButton("mdi2p-pencil-outline", texts.get("chart.edit.tooltip"),
                    () -> model.edit(line));
            edit.setId("chart-edit-" + line.id());
            row.getChildren().add(edit);
        }
        return row;
    }
}
