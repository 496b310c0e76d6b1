package org.lantern.app.feature.viewer;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.resources.Texts;

/** The lengths measured in this study: where each is, how long, and the way into the chart. */
final class MeasurementPanel extends VBox {
    private final StudyViewModel study;
    private final MeasurementsModel model;
    private final Texts texts;
    private final VBox list = new VBox();

    MeasurementPanel(StudyViewModel study, Texts texts) {
        this.study = study;
        this.model = study.measurements();
        this.texts = texts;
        setSpacing(8);
        list.setSpacing(8);
        var title = new Label(texts.get("viewer.measurements"));
        title.getStyleClass().add("section-title");
        getChildren().addAll(title, list);
        model.marks().addListener((ListChangeListener<LengthMark>) _ -> showMarks());
        showMarks();
    }

    private void showMarks() {
        list.getChildren().clear();
        if (model.marks().isEmpty()) {
            var none = new Label(texts.get("viewer.measurements.none"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            list.getChildren().add(none);
        }
        model.marks().forEach(mark -> list.getChildren().add(row(mark)));
    }

    private Node row(LengthMark mark) {
        var value = new Label(mark.mm().isPresent() ? texts.get("viewer.length.value", mark.mm().getAsDouble())
                : texts.get("viewer.length.none"));
        value.getStyleClass().add("section-title");
        var place = new Label(texts.get("viewer.measurements.place", mark.number(), mark.index() + 1));
        place.getStyleClass().add("muted");
        var source = new Label(texts.get("viewer.calibration." + mark.length().calibration().source().name()));
        source.getStyleClass().add("muted");
        source.setWrapText(true);
        var jump = icon("mdi2t-target", "viewer.measurements.jump.tooltip", () -> jumpTo(mark));
        var remove = icon("mdi2d-delete-outline", "viewer.measurements.delete.tooltip",
                () -> model.remove(mark.number()));
        var head = WindowPanel.row(value, place, WindowPanel.gap(), jump, remove);
        var row = new VBox(head, source);
        row.getStyleClass().add("measurement-row");
        if (mark.mm().isPresent()) {
            var accept = new MenuButton(texts.get(mark.accepted() ? "viewer.measurements.accepted"
                    : "viewer.measurements.accept"));
            accept.setId("accept-" + mark.number());
            accept.setDisable(mark.accepted());
            accept.setTooltip(new Tooltip(texts.get("viewer.measurements.accept.tooltip")));
            for (var kind : LengthKind.values()) {
                var item = new MenuItem(texts.get(kind.textKey()));
                item.setOnAction(_ -> model.accept(mark.number(), kind));
                accept.getItems().add(item);
            }
            var line = WindowPanel.row(accept);
            line.setAlignment(Pos.CENTER_LEFT);
            row.getChildren().add(line);
        }
        return row;
    }

    private void jumpTo(LengthMark mark) {
        model.selectedProperty().set(Optional.of(mark.number()));
        study.showImage(mark.ref());
    }

    private Button icon(String icon, String tooltip, Runnable action) {
        var button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(texts.get(tooltip)));
        button.setAccessibleText(texts.get(tooltip));
        button.setOnAction(_ -> action.run());
        return button;
    }
}
