package org.lantern.app.feature.chart;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.lantern.app.control.ChoiceWords;
import org.lantern.app.control.UnitSymbol;
import org.lantern.resources.Texts;

/** The form for a visit: reason, vital signs, note. Tab goes through it in the order of the work. */
final class VisitFormView extends VBox {
    private static final double LABEL_WIDTH = 128;
    private static final double FIELD_WIDTH = 72;
    private static final double UNIT_WIDTH = 76;
    private static final int NOTE_ROWS = 5;

    private final Texts texts;
    private final VisitForm form;
    private final ObservableList<VisitForm.NumberField> fields;
    private final FlowPane numbers = new FlowPane();
    private final ChoiceBox<String> more = new ChoiceBox<>();

    VisitFormView(ChartViewModel model, Texts texts, VisitForm form) {
        this.texts = texts;
        this.form = form;
        this.fields = form.numbers();
        getStyleClass().add("chart-form");
        var reason = FormPane.text(form.reasonProperty(), "visit-reason");
        var start = FormPane.text(form.startProperty(), "visit-start");
        var note = new TextArea();
        note.setId("visit-note");
        note.setWrapText(true);
        note.setPrefRowCount(NOTE_ROWS);
        note.setPromptText(texts.get("chart.visit.note.prompt"));
        note.textProperty().bindBidirectional(form.noteProperty());
        note.addEventFilter(KeyEvent.KEY_PRESSED, VisitFormView::leaveByTab);
        var above = new FormPane();
        above.row(texts.get("chart.visit.reason"), reason, form.reasonErrorProperty());
        above.row(texts.get("chart.visit.start"), start, form.startErrorProperty());
        numbers.getStyleClass().add("visit-numbers");
        fields.forEach(field -> numbers.getChildren().add(number(field)));
        fields.addListener((ListChangeListener<VisitForm.NumberField>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(field -> numbers.getChildren().add(number(field)));
            }
        });
        var below = new FormPane();
        below.row(texts.get("chart.visit.smoking"), smoking(), new javafx.beans.property.SimpleStringProperty(""));
        var noteTitle = new Label(texts.get("chart.visit.note"));
        noteTitle.getStyleClass().add("chart-form-label");
        noteTitle.setLabelFor(note);
        getChildren().addAll(ChartView.heading(texts.get("chart.visit.title")), above,
                ChartView.heading(texts.get("chart.visit.vitals")), numbers, more(), below, noteTitle, note,
                FormPane.complaint(note, form.noteErrorProperty()), buttons(model));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (FactFormView.SAVE.match(event) || FactFormView.SEND.match(event)) {
                model.saveVisit();
                event.consume();
            }
        });
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                reason.requestFocus();
            }
        });
    }

    boolean shows(VisitForm other) {
        return form == other;
    }

    /** In a note the tab key leaves; nobody types tabs into one. */
    private static void leaveByTab(KeyEvent event) {
        if (event.getCode() == javafx.scene.input.KeyCode.TAB && !event.isControlDown()
                && event.getSource() instanceof Node note) {
            note.requestFocusTraversal(event.isShiftDown() ? javafx.scene.TraversalDirection.PREVIOUS
                    : javafx.scene.TraversalDirection.NEXT);
            event.consume();
        }
    }

    private Node number(VisitForm.NumberField field) {
        var name = new Label(texts.get("chart.kind." + field.key()));
        name.getStyleClass().add("chart-form-label");
        name.setMinWidth(LABEL_WIDTH);
        name.setPrefWidth(LABEL_WIDTH);
        name.setTooltip(new Tooltip(name.getText()));
        var text = FormPane.text(field.textProperty(), "visit-" + field.key());
        text.setAlignment(Pos.CENTER_RIGHT);
        text.setMinWidth(FIELD_WIDTH);
        text.setPrefWidth(FIELD_WIDTH);
        name.setLabelFor(text);
        var line = new HBox(name, text, unit(field));
        line.getStyleClass().add("visit-number");
        return new VBox(line, FormPane.complaint(text, field.errorProperty()));
    }

    private Node unit(VisitForm.NumberField field) {
        if (field.units().size() == 1) {
            var unit = new Label(UnitSymbol.of(field.units().getFirst()));
            unit.getStyleClass().add("muted");
            unit.setMinWidth(UNIT_WIDTH);
            unit.setPrefWidth(UNIT_WIDTH);
            return unit;
        }
        var choice = FormPane.choice(field.unitProperty(), field.units(), UnitSymbol::of,
                "visit-unit-" + field.key());
        choice.setTooltip(new Tooltip(texts.get("chart.visit.unit.tooltip")));
        choice.setFocusTraversable(false);
        choice.setMinWidth(UNIT_WIDTH);
        choice.setPrefWidth(UNIT_WIDTH);
        return choice;
    }

    private ChoiceBox<String> smoking() {
        return FormPane.choice(form.smokingProperty(), form.smokingAnswers(),
                code -> code.isEmpty() ? texts.get("chart.visit.smoking.not-asked") : texts.get("chart.code." + code),
                "visit-smoking");
    }

    private Node more() {
        more.setId("visit-more");
        more.getItems().setAll(form.more());
        more.setConverter(new ChoiceWords(texts.get("chart.visit.more"), key -> texts.get("chart.kind." + key)));
        more.valueProperty().subscribe(key -> {
            if (key != null) {
                form.add(key);
                more.getSelectionModel().clearSelection();
                more.getItems().setAll(form.more());
                lookup("#visit-" + key).requestFocus();
            }
        });
        return more;
    }

    private Node buttons(ChartViewModel model) {
        var save = new Button(texts.get("chart.visit.save"));
        save.setId("visit-save");
        save.getStyleClass().add("accent");
        save.setTooltip(new Tooltip(texts.get("chart.form.save.tooltip")));
        save.setOnAction(_ -> model.saveVisit());
        var discard = new Button(texts.get("chart.visit.discard"));
        discard.setId("visit-discard");
        discard.setTooltip(new Tooltip(texts.get("chart.visit.discard.tooltip")));
        discard.setOnAction(_ -> model.discardVisit());
        var row = new HBox(save, discard);
        row.getStyleClass().add("chart-form-buttons");
        return row;
    }
}
