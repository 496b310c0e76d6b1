package org.lantern.app.feature.administration;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.lantern.resources.Texts;

/** The pieces that the pages are made of; every key is one of the bundle {@code administration}. */
record Parts(Texts texts) {
    String text(String key, Object... arguments) {
        return texts.get("administration." + key, arguments);
    }

    Label heading(String key) {
        var label = new Label(text(key));
        label.getStyleClass().add("section-title");
        return label;
    }

    Label muted(String key, Object... arguments) {
        var label = new Label(text(key, arguments));
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A control under its name. */
    Node field(String key, Control control) {
        var label = new Label(text(key));
        label.setLabelFor(control);
        control.setMaxWidth(Double.MAX_VALUE);
        var box = new VBox(label, control);
        box.getStyleClass().add("administration-field");
        return box;
    }

    /** A button; its id is the key with hyphens, its tooltip the text {@code key.tooltip}. */
    Button button(String key, Runnable action) {
        var button = new Button(text(key));
        button.setId(key.replace('.', '-'));
        button.setTooltip(new Tooltip(text(key + ".tooltip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    <T> TableColumn<T, String> column(String key, double width, Function<T, String> words) {
        var column = new TableColumn<T, String>(text(key));
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(words.apply(cell.getValue())));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? null : item);
                setTooltip(empty || item.length() < 24 ? null : new Tooltip(item));
            }
        });
        return column;
    }
}
