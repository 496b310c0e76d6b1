package org.lantern.app.feature.risk;

import java.util.List;
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

/** What the model says: the number with its class, what it is made of, for whom the model was made and who says so. */
final class RiskCardView extends VBox {
    private static final double PART_NAME_WIDTH = 132;
    private static final double PART_VALUE_WIDTH = 44;

    private final RiskViewModel model;
    private final Texts texts;
    private final VBox answer = new VBox();

    RiskCardView(RiskViewModel model, RiskForm form, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("risk-answer-and-about");
        answer.getStyleClass().add("risk-answer");
        answer.setId("risk-answer");
        form.cardProperty().subscribe(this::show);
        getChildren().addAll(answer, about(form.about()));
    }

    private void show(RiskCard card) {
        answer.getStyleClass().removeIf(style -> style.startsWith("risk-severity-"));
        answer.getChildren().setAll(switch (card) {
            case RiskCard.Waiting waiting -> waiting(waiting);
            case RiskCard.Refused refused -> refused(refused);
            case RiskCard.Result result -> {
                result.severity().ifPresent(severity -> answer.getStyleClass().add("risk-severity-" + severity));
                yield result(result);
            }
        });
    }

    private List<Node> waiting(RiskCard.Waiting waiting) {
        var words = wrapped(waiting.words(), "muted");
        words.setId("risk-waiting");
        return waiting.between().<List<Node>>map(between -> List.of(words, wrapped(between, "risk-between")))
                .orElse(List.of(words));
    }

    private List<Node> refused(RiskCard.Refused refused) {
        var title = new Label(texts.get("risk.panel.refused.title"), new FontIcon("mdi2a-alert-outline"));
        title.getStyleClass().add("risk-refused-title");
        var words = wrapped(refused.words(), "risk-refused");
        words.setId("risk-refused");
        return List.of(title, words);
    }

    private List<Node> result(RiskCard.Result result) {
        var nodes = new java.util.ArrayList<Node>();
        nodes.add(wrapped(result.title(), "muted"));
        var value = new Label(result.value());
        value.setId("risk-value");
        value.getStyleClass().add("risk-value");
        value.setWrapText(true);
        value.setMinHeight(USE_PREF_SIZE);
        var unit = new Label(result.unit());
        unit.getStyleClass().add("risk-value-unit");
        unit.setMinWidth(USE_PREF_SIZE);
        var number = new HBox(value, unit);
        number.getStyleClass().add("risk-number");
        nodes.add(number);
        result.band().ifPresent(band -> {
            var badge = wrapped(band, "risk-band");
            badge.setId("risk-band");
            nodes.add(badge);
        });
        result.notices().forEach(notice -> {
            var line = wrapped(notice, "risk-notice");
            line.setGraphic(new FontIcon("mdi2i-information-outline"));
            nodes.add(line);
        });
        if (!result.parts().isEmpty()) {
            nodes.add(heading(texts.get("risk.panel.parts", result.partsUnit())));
            boolean negative = result.parts().stream().anyMatch(part -> part.share() < 0);
            result.parts().forEach(part -> nodes.add(part(part, negative)));
        }
        if (!result.others().isEmpty()) {
            nodes.add(heading(texts.get("risk.panel.others")));
            result.others().forEach(line -> nodes.add(other(line)));
        }
        var save = new Button(texts.get("risk.panel.save"));
        save.setId("risk-save");
        save.getStyleClass().add("accent");
        save.setTooltip(new Tooltip(texts.get("risk.panel.save.tooltip")));
        save.setOnAction(_ -> model.save());
        nodes.add(save);
        return nodes;
    }

    private static Node part(RiskCard.Part part, boolean negative) {
        var name = new Label(part.name());
        name.setMinWidth(PART_NAME_WIDTH);
        name.setPrefWidth(PART_NAME_WIDTH);
        name.setTooltip(new Tooltip(part.name()));
        var bar = new PartBar(part.share(), negative);
        HBox.setHgrow(bar, Priority.ALWAYS);
        var value = new Label(part.value());
        value.getStyleClass().add("number");
        value.setMinWidth(PART_VALUE_WIDTH);
        value.setPrefWidth(PART_VALUE_WIDTH);
        var line = new HBox(name, bar, value);
        line.getStyleClass().add("risk-part");
        return line;
    }

    private static Node other(RiskCard.Line line) {
        var name = wrapped(line.name(), "muted");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        var value = wrapped(line.value(), "risk-other-value");
        var row = new HBox(name, value);
        row.getStyleClass().add("risk-part");
        return row;
    }

    private Node about(RiskCard.About about) {
        var box = new VBox(heading(texts.get("risk.panel.population")), wrapped(about.population(), "risk-text"),
                heading(texts.get("risk.panel.source")), wrapped(about.source(), "risk-text"),
                wrapped(texts.get("risk.panel.version", about.version()), "muted"));
        if (!about.caveats().isEmpty()) {
            box.getChildren().add(heading(texts.get("risk.panel.caveats")));
            about.caveats().forEach(caveat -> box.getChildren().add(wrapped(caveat, "risk-text")));
        }
        box.getChildren().add(wrapped(texts.get("risk.panel.not-certified"), "risk-not-certified"));
        box.getStyleClass().add("risk-about");
        return box;
    }

    private static Label heading(String words) {
        var heading = new Label(words);
        heading.getStyleClass().add("risk-heading");
        return heading;
    }

    private static Label wrapped(String words, String style) {
        var label = new Label(words);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** A bar from the middle to the left or right, or from the left edge where there is nothing negative. */
    private static final class PartBar extends Region {
        private final double share;
        private final boolean negative;
        private final Region bar = new Region();

        PartBar(double share, boolean negative) {
            this.share = share;
            this.negative = negative;
            bar.getStyleClass().addAll("risk-bar", share < 0 ? "risk-bar-less" : "risk-bar-more");
            getChildren().add(bar);
            setMinWidth(40);
        }

        @Override
        protected void layoutChildren() {
            double zero = negative ? getWidth() / 2 : 0;
            double length = Math.abs(share) * (getWidth() - zero);
            bar.resizeRelocate(share < 0 ? zero - length : zero, (getHeight() - 8) / 2, Math.max(1, length), 8);
        }

        @Override
        protected double computePrefHeight(double width) {
            return 16;
        }
    }
}
