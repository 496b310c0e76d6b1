package org.lantern.app.feature.risk;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.app.control.ChoiceWords;
import org.lantern.resources.Texts;

/** The open model's name and its inputs: label, control, unit, and below where the value came from. */
final class RiskFormView extends VBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final double NUMBER_WIDTH = 76;
    private static final double UNIT_WIDTH = 84;
    private static final double CHOICE_WIDTH = 168;
    private static final int LINES = 3;

    private final RiskViewModel model;
    private final Texts texts;

    RiskFormView(RiskViewModel model, RiskForm form, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("risk-form");
        var name = new Label(form.about().name());
        name.getStyleClass().add("risk-name");
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        getChildren().add(name);
        form.fields().forEach(field -> getChildren().add(row(field)));
    }

    private Node row(RiskField field) {
        var label = new Label(field.label());
        label.getStyleClass().add("risk-label");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        boolean wide = field.control() == RiskField.Control.CHOICES || field.control() == RiskField.Control.LINES;
        var control = control(field, label);
        var row = new VBox();
        row.getStyleClass().add("risk-row");
        if (wide) {
            row.getChildren().addAll(label, control);
        } else {
            var line = new HBox(label, control);
            line.getStyleClass().add("risk-line");
            row.getChildren().add(line);
        }
        row.getChildren().addAll(origin(field), note(field));
        return row;
    }

    private Node control(RiskField field, Label label) {
        return switch (field.control()) {
            case NUMBER -> number(field, label);
            case CHOICE -> field.choices().size() == 2 ? pair(field) : choice(field, label);
            case CHOICES -> choices(field);
            case DAY -> marked(text(field, label), field);
            case LINES -> lines(field, label);
        };
    }

    private Node number(RiskField field, Label label) {
        var text = text(field, label);
        text.setAlignment(Pos.CENTER_RIGHT);
        text.setMinWidth(NUMBER_WIDTH);
        text.setPrefWidth(NUMBER_WIDTH);
        if (!field.range().isEmpty()) {
            text.setTooltip(new Tooltip(field.range()));
        }
        var line = new HBox(marked(text, field), unit(field));
        line.getStyleClass().add("risk-line");
        return line;
    }

    private Node unit(RiskField field) {
        if (field.units().size() > 1) {
            var box = new ChoiceBox<String>();
            box.setId("risk-unit-" + field.name());
            box.getItems().setAll(field.units());
            box.setConverter(words(field::unitLabel));
            box.valueProperty().bindBidirectional(field.unitProperty());
            box.setFocusTraversable(false);
            box.setMinWidth(UNIT_WIDTH);
            box.setPrefWidth(UNIT_WIDTH);
            return box;
        }
        var unit = new Label(field.units().isEmpty() ? "" : field.unitLabel(field.units().getFirst()));
        unit.getStyleClass().add("muted");
        unit.setMinWidth(UNIT_WIDTH);
        unit.setPrefWidth(UNIT_WIDTH);
        unit.setTooltip(unit.getText().isEmpty() ? null : new Tooltip(unit.getText()));
        return unit;
    }

    private TextField text(RiskField field, Label label) {
        var text = new TextField();
        text.setId("risk-" + field.name());
        text.textProperty().bindBidirectional(field.textProperty());
        label.setLabelFor(text);
        return text;
    }

    /** Two answers side by side: one press each, and pressing the chosen one takes it back. */
    private Node pair(RiskField field) {
        var group = new ToggleGroup();
        var line = new HBox();
        line.getStyleClass().add("risk-pair");
        for (var choice : field.choices()) {
            var button = new ToggleButton(field.choiceLabel(choice));
            button.setId("risk-" + field.name() + "-" + choice);
            button.setUserData(choice);
            button.setToggleGroup(group);
            button.setMinWidth(USE_PREF_SIZE);
            button.getStyleClass().add(line.getChildren().isEmpty() ? "left-pill" : "right-pill");
            line.getChildren().add(button);
        }
        field.textProperty().subscribe(text -> group.getToggles()
                .forEach(toggle -> toggle.setSelected(toggle.getUserData().equals(text))));
        group.selectedToggleProperty().subscribe((_, chosen) -> field.textProperty()
                .set(chosen == null ? "" : chosen.getUserData().toString()));
        line.setMinWidth(USE_PREF_SIZE);
        return line;
    }

    private Node choice(RiskField field, Label label) {
        var box = new ChoiceBox<String>();
        box.setId("risk-" + field.name());
        box.getItems().add("");
        box.getItems().addAll(field.choices());
        box.setConverter(
                words(choice -> choice.isEmpty() ? texts.get("risk.panel.choose") : field.choiceLabel(choice)));
        box.valueProperty().bindBidirectional(field.textProperty());
        box.setMinWidth(CHOICE_WIDTH);
        box.setPrefWidth(CHOICE_WIDTH);
        box.setMaxWidth(CHOICE_WIDTH);
        box.valueProperty().subscribe(choice -> box.setTooltip(choice == null || choice.isEmpty() ? null
                : new Tooltip(field.choiceLabel(choice))));
        label.setLabelFor(box);
        return marked(box, field);
    }

    private static StringConverter<String> words(java.util.function.UnaryOperator<String> words) {
        return new ChoiceWords("", words);
    }

    private static Node choices(RiskField field) {
        var box = new VBox();
        box.getStyleClass().add("risk-choices");
        for (var choice : field.choices()) {
            var check = new CheckBox(field.choiceLabel(choice));
            check.setId("risk-" + field.name() + "-" + choice);
            check.setUserData(choice);
            check.setWrapText(true);
            check.setOnAction(_ -> field.textProperty().set(String.join(",", box.getChildren().stream()
                    .map(CheckBox.class::cast).filter(CheckBox::isSelected).map(one -> one.getUserData().toString())
                    .toList())));
            box.getChildren().add(check);
        }
        return box;
    }

    private static Node lines(RiskField field, Label label) {
        var area = new TextArea();
        area.setId("risk-" + field.name());
        area.setPromptText(String.join("  ", field.parts()));
        area.setPrefRowCount(LINES);
        area.textProperty().bindBidirectional(field.textProperty());
        label.setLabelFor(area);
        return marked(area, field);
    }

    private static <T extends Control> T marked(T control, RiskField field) {
        field.errorProperty().subscribe(error -> control.pseudoClassStateChanged(DANGER, !error.isEmpty()));
        return control;
    }

    private Node origin(RiskField field) {
        var icon = new FontIcon();
        icon.getStyleClass().add("risk-origin-icon");
        var words = new Label("", icon);
        words.getStyleClass().add("risk-origin");
        var link = new Button(null, new FontIcon("mdi2i-image-outline"));
        link.setId("risk-image-" + field.name());
        link.getStyleClass().addAll("flat", "button-icon", "risk-small-button");
        link.setTooltip(new Tooltip(texts.get("risk.panel.origin.image.tooltip")));
        link.setOnAction(_ -> model.openImage(field));
        link.managedProperty().bind(link.visibleProperty());
        var line = new HBox(words, link);
        line.getStyleClass().add("risk-origin-line");
        field.tagProperty().subscribe(tag -> {
            tag.ifPresent(shown -> icon.setIconLiteral(icon(shown.place())));
            words.setText(tag.map(RiskField.Tag::words).orElse(field.assumed()));
            words.setGraphic(tag.isPresent() ? icon : null);
            link.setVisible(tag.filter(RiskField.Tag::image).isPresent());
        });
        if (!field.candidates().isEmpty()) {
            var measured = new MenuButton(texts.get("risk.panel.candidates"), new FontIcon("mdi2r-ruler"));
            measured.setId("risk-candidates-" + field.name());
            measured.getStyleClass().addAll("flat", "risk-small-button");
            for (var candidate : field.candidates()) {
                var item = new MenuItem(candidate.words());
                item.setOnAction(_ -> field.take(candidate));
                measured.getItems().add(item);
            }
            line.getChildren().add(measured);
        }
        line.visibleProperty().bind(words.textProperty().isNotEmpty().or(
                new javafx.beans.property.SimpleBooleanProperty(!field.candidates().isEmpty())));
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }

    private static String icon(RiskField.Place place) {
        return switch (place) {
            case PATIENT -> "mdi2a-account-outline";
            case CHART -> "mdi2c-clipboard-text-outline";
            case MEASURED -> "mdi2r-ruler";
            case NOT_LISTED -> "mdi2c-clipboard-outline";
            case ASKED -> "mdi2k-keyboard-outline";
        };
    }

    private static Node note(RiskField field) {
        var error = new Label();
        error.getStyleClass().add("risk-error");
        error.setWrapText(true);
        error.textProperty().bind(field.errorProperty());
        error.visibleProperty().bind(error.textProperty().isNotEmpty());
        error.managedProperty().bind(error.visibleProperty());
        error.setMinHeight(USE_PREF_SIZE);
        var notes = new VBox(error);
        if (!field.hint().isEmpty()) {
            var hint = new Label(field.hint());
            hint.getStyleClass().add("risk-origin");
            hint.setWrapText(true);
            hint.setMinHeight(USE_PREF_SIZE);
            notes.getChildren().add(hint);
        }
        return notes;
    }
}
