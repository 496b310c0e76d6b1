package org.lantern.app.feature.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.resources.Texts;

/** What was drawn on this patient's images: where each lies, what it measures, and the way into the chart. */
final class MeasurementPanel extends VBox {
    private final StudyViewModel study;
    private final MarksModel model;
    private final Texts texts;
    private final VBox list = new VBox();
    private Optional<Integer> wording = Optional.empty();

    MeasurementPanel(StudyViewModel study, Texts texts) {
        this.study = study;
        this.model = study.marks();
        this.texts = texts;
        setSpacing(8);
        list.setSpacing(8);
        var title = new Label(texts.get("viewer.measurements"));
        title.getStyleClass().add("section-title");
        var undo = icon("mdi2u-undo", "viewer.measurements.undo.tooltip", model::undo);
        undo.setId("undo");
        undo.disableProperty().bind(model.undoableProperty().not());
        var redo = icon("mdi2r-redo", "viewer.measurements.redo.tooltip", model::redo);
        redo.setId("redo");
        redo.disableProperty().bind(model.redoableProperty().not());
        var copy = icon("mdi2c-content-copy", "viewer.measurements.copy.tooltip", this::copyTable);
        copy.setId("copy-table");
        getChildren().addAll(WindowPanel.row(title, WindowPanel.gap(), undo, redo, copy), list);
        model.marks().addListener((ListChangeListener<Mark>) _ -> showMarks());
        study.groupsProperty().subscribe(_ -> showMarks());
    }

    private void copyTable() {
        var content = new ClipboardContent();
        content.putString(MarkTable.of(model.marks()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    // While a mark is dragged it changes with every frame: its row changes, the others stay.
    private void showMarks() {
        if (model.marks().isEmpty()) {
            var none = new Label(texts.get("viewer.measurements.none"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            list.getChildren().setAll(none);
            return;
        }
        var rows = new ArrayList<Node>();
        for (var mark : model.marks()) {
            rows.add(list.getChildren().stream().filter(node -> mark.equals(node.getUserData())
                    && wording.filter(number -> number == mark.number()).isEmpty()).findFirst()
                    .orElseGet(() -> row(mark)));
        }
        list.getChildren().setAll(rows);
    }

    private Node row(Mark mark) {
        var name = new Label(texts.get("viewer.tool." + mark.figure().name()));
        name.getStyleClass().add("section-title");
        var place = new Label(place(mark));
        place.getStyleClass().add("muted");
        var jump = icon("mdi2t-target", "viewer.measurements.jump.tooltip", () -> jumpTo(mark));
        jump.setId("jump-" + mark.number());
        var remove = icon("mdi2d-delete-outline", "viewer.measurements.delete.tooltip",
                () -> model.remove(mark.number()));
        remove.setId("delete-" + mark.number());
        var row = new VBox(WindowPanel.row(name, WindowPanel.gap(), jump, more(mark), remove), place);
        row.setUserData(mark);
        row.getStyleClass().add("measurement-row");
        row.setId("measurement-" + mark.number());
        if (wording.equals(Optional.of(mark.number()))) {
            row.getChildren().add(words(mark));
        } else if (!mark.words().isBlank()) {
            row.getChildren().add(wrapped(mark.words(), "measurement-words"));
        }
        MarkText.findings(mark.figure(), mark.findings(), texts)
                .forEach(line -> row.getChildren().add(wrapped(line, "number")));
        if (mark.findings().quantities().stream().anyMatch(quantity -> quantity.unit().startsWith("m"))) {
            row.getChildren().add(wrapped(texts.get("viewer.calibration." + mark.findings().source().name()),
                    "muted"));
        }
        if (mark.diameter().isPresent()) {
            row.getChildren().add(accept(mark));
        }
        return row;
    }

    private String place(Mark mark) {
        return study.placeOf(mark.ref()).map(found -> found.group().prior()
                ? texts.get("viewer.measurements.place.other", mark.number(), found.index() + 1,
                        found.group().study().date().map(day -> CornerText.format(day, texts)).orElse("–"))
                : texts.get("viewer.measurements.place", mark.number(), found.index() + 1))
                .orElse("");
    }

    private Node accept(Mark mark) {
        var accept = new MenuButton(texts.get(mark.inChart() ? "viewer.measurements.accepted"
                : "viewer.measurements.accept"));
        accept.setId("accept-" + mark.number());
        accept.setDisable(mark.inChart());
        accept.setTooltip(new Tooltip(texts.get("viewer.measurements.accept.tooltip")));
        for (var kind : LengthKind.values()) {
            var item = new MenuItem(texts.get(kind.textKey()));
            item.setOnAction(_ -> model.accept(mark.number(), kind));
            accept.getItems().add(item);
        }
        var line = WindowPanel.row(accept);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private MenuButton more(Mark mark) {
        var more = new MenuButton(null, new FontIcon("mdi2d-dots-horizontal"));
        more.getStyleClass().addAll("flat", "button-icon", "no-arrow");
        more.setId("more-" + mark.number());
        more.setTooltip(new Tooltip(texts.get("viewer.measurements.more.tooltip")));
        more.setAccessibleText(texts.get("viewer.measurements.more.tooltip"));
        more.getItems().addAll(item("viewer.measurements.words", () -> {
            wording = Optional.of(mark.number());
            showMarks();
        }), item("viewer.measurements.copy.next", () -> model.copy(mark.number(), around(mark, 1, 1))),
                item("viewer.measurements.copy.before", () -> model.copy(mark.number(), around(mark, -1, -1))),
                item("viewer.measurements.copy.all", () -> model.copy(mark.number(),
                        around(mark, Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2))));
        return more;
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    /** The images of a mark's series whose places are so far from its own. */
    private List<FrameRef> around(Mark mark, int first, int last) {
        return study.placeOf(mark.ref()).map(found -> {
            var frames = found.stack().frames();
            int from = Math.clamp((long) found.index() + first, 0, frames.size());
            int to = Math.clamp((long) found.index() + last + 1, 0, frames.size());
            return from < to ? frames.subList(from, to) : List.<FrameRef>of();
        }).orElse(List.of());
    }

    private TextField words(Mark mark) {
        var field = new TextField(mark.words());
        field.setId("words-" + mark.number());
        Runnable done = () -> {
            if (wording.equals(Optional.of(mark.number()))) {
                wording = Optional.empty();
                model.say(mark.number(), field.getText().strip());
                showMarks();
            }
        };
        field.setOnAction(_ -> done.run());
        field.focusedProperty().addListener((_, before, _) -> {
            if (before) {
                done.run();
            }
        });
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                wording = Optional.empty();
                showMarks();
                event.consume();
            }
        });
        field.sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                field.requestFocus();
            }
        });
        return field;
    }

    private static Label wrapped(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }

    private void jumpTo(Mark mark) {
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
