package org.lantern.app.feature.chart;

import java.util.function.Function;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.lantern.app.control.ChoiceWords;

/** Rows of a label, a control and what is wrong with it: the same look for every form of the chart. */
final class FormPane extends GridPane {
    private int rows;

    FormPane() {
        getStyleClass().add("chart-form-grid");
    }

    /** Adds a row; the error takes no room while it is empty. */
    void row(String label, Control control, Node field, ObservableValue<String> error) {
        var name = new Label(label);
        name.getStyleClass().add("chart-form-label");
        name.setLabelFor(control);
        name.setMinWidth(USE_PREF_SIZE);
        var complaint = complaint(control, error);
        var cell = new VBox(field, complaint);
        GridPane.setHgrow(cell, Priority.ALWAYS);
        add(name, 0, rows);
        add(cell, 1, rows++);
    }

    void row(String label, Control control, ObservableValue<String> error) {
        row(label, control, control, error);
    }

    /** A label for what is wrong; marks the control while there is something. */
    static Label complaint(Control control, ObservableValue<String> error) {
        var complaint = new Label();
        complaint.getStyleClass().add("chart-form-error");
        complaint.setWrapText(true);
        complaint.textProperty().bind(error);
        complaint.visibleProperty().bind(complaint.textProperty().isNotEmpty());
        complaint.managedProperty().bind(complaint.visibleProperty());
        complaint.setMinHeight(USE_PREF_SIZE);
        error.subscribe(words -> control.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("danger"), !words.isEmpty()));
        return complaint;
    }

    static TextField text(StringProperty value, String id) {
        var field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        field.setMaxWidth(Double.MAX_VALUE);
        return field;
    }

    /** @param words the user's name for each choice */
    static ChoiceBox<String> choice(StringProperty value, Iterable<String> choices, Function<String, String> words,
            String id) {
        var box = new ChoiceBox<String>();
        box.setId(id);
        choices.forEach(box.getItems()::add);
        box.setConverter(new ChoiceWords("", words::apply));
        box.valueProperty().bindBidirectional(value);
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }
}
