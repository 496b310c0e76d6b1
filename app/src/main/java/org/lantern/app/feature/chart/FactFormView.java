package org.lantern.app.feature.chart;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.lantern.resources.Texts;

/** The form for one fact. Ctrl+Enter and Ctrl+S save, Escape closes. */
final class FactFormView extends VBox {
    static final KeyCombination SAVE = new KeyCodeCombination(KeyCode.S, KeyCombination.CONTROL_DOWN);
    static final KeyCombination SEND = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.CONTROL_DOWN);

    private final ObservableList<String> history;

    FactFormView(ChartViewModel model, Texts texts, FactForm<?> form) {
        getStyleClass().add("chart-form");
        history = model.history();
        var grid = new FormPane();
        Control first = null;
        for (var field : form.fields()) {
            var control = control(field, texts);
            first = first == null ? control : first;
            grid.row(texts.get("chart.field." + field.name()), control, field.errorProperty());
        }
        var title = ChartView.heading(
                texts.get("chart.form." + form.title() + (form.isCorrection() ? ".edit" : ".new")));
        getChildren().addAll(title, grid, versions(texts), buttons(model, texts, form));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (SAVE.match(event) || SEND.match(event)) {
                model.saveForm();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                model.closeForm();
                event.consume();
            }
        });
        var start = first;
        sceneProperty().subscribe(scene -> {
            if (scene != null && start != null) {
                start.requestFocus();
            }
        });
    }

    private static Control control(FactForm.Field field, Texts texts) {
        var id = "form-" + field.name();
        return switch (field.input()) {
            case TEXT -> FormPane.text(field.textProperty(), id);
            case DAY -> {
                var day = FormPane.text(field.textProperty(), id);
                day.setPromptText(texts.get("chart.field.day.prompt"));
                yield day;
            }
            case CHOICE -> FormPane.choice(field.textProperty(), field.choices(),
                    word -> texts.get("chart.choice." + field.name() + "." + word), id);
        };
    }

    /** What was there before, which a correction does not take away. */
    private VBox versions(Texts texts) {
        var words = new Label();
        words.getStyleClass().add("chart-line-detail");
        words.setWrapText(true);
        words.textProperty().bind(Bindings.createStringBinding(() -> String.join("\n", history), history));
        var title = new Label(texts.get("chart.form.history"));
        title.getStyleClass().add("chart-form-label");
        var box = new VBox(title, words);
        BooleanExpression any = BooleanExpression.booleanExpression(Bindings.isNotEmpty(history));
        box.visibleProperty().bind(any);
        box.managedProperty().bind(any);
        return box;
    }

    private static HBox buttons(ChartViewModel model, Texts texts, FactForm<?> form) {
        var save = button(texts, "save", model::saveForm);
        save.getStyleClass().add("accent");
        var row = new HBox(save, button(texts, "cancel", model::closeForm));
        row.getStyleClass().add("chart-form-buttons");
        if (form.isCorrection() && !form.title().equals("demographics")) {
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            var retract = button(texts, "retract", model::retractForm);
            retract.getStyleClass().add("danger");
            row.getChildren().addAll(gap, retract);
        }
        return row;
    }

    private static Button button(Texts texts, String act, Runnable action) {
        var button = new Button(texts.get("chart.form." + act));
        button.setId("form-" + act);
        button.setTooltip(new Tooltip(texts.get("chart.form." + act + ".tooltip")));
        button.setOnAction(_ -> action.run());
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
