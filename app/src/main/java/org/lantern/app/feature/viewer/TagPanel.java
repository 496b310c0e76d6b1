package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.io.DicomListing;
import org.lantern.resources.Texts;

/** Every element of the object in the selected viewport, with a search over tags, names and values. */
final class TagPanel extends VBox {
    private final StudyViewModel study;
    private final Texts texts;
    private final TextField search = new TextField();
    private final ObservableList<String> all = FXCollections.observableArrayList();
    private final FilteredList<String> lines = new FilteredList<>(all);
    private final Label damaged = new Label();
    private Subscription pictures = Subscription.EMPTY;
    private Optional<DataSet> listed = Optional.empty();
    private boolean shown;

    TagPanel(StudyViewModel study, Texts texts) {
        this.study = study;
        this.texts = texts;
        getStyleClass().add("side-content");
        setSpacing(8);
        search.setId("tag-search");
        search.setPromptText(texts.get("viewer.tags.search"));
        search.textProperty().subscribe(text -> lines.setPredicate(line -> matches(line, text)));
        damaged.getStyleClass().add("muted");
        damaged.setWrapText(true);
        damaged.managedProperty().bind(damaged.textProperty().isNotEmpty());
        var list = new ListView<>(lines);
        list.setId("tag-list");
        list.getStyleClass().add("tag-list");
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setOnKeyPressed(event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
                var content = new ClipboardContent();
                content.putString(String.join("\n", list.getSelectionModel().getSelectedItems()));
                Clipboard.getSystemClipboard().setContent(content);
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(search, damaged, list);
        study.selectedProperty().subscribe(_ -> {
            pictures.unsubscribe();
            pictures = study.selectedViewport().pictureProperty().subscribe(_ -> update());
        });
    }

    /** While nobody looks at it the panel lists nothing: scrolling through a series stays as fast as it is. */
    void setShown(boolean looked) {
        shown = looked;
        update();
    }

    private void update() {
        var header = study.selectedViewport().pictureProperty().get().map(picture -> picture.source().header());
        if (shown && !header.equals(listed)) {
            listed = header;
            damaged.setText("");
            all.setAll(header.map(this::list).orElse(List.of()));
        }
    }

    private List<String> list(DataSet header) {
        var text = new StringBuilder();
        try {
            DicomListing.write(header, false, text);
        } catch (ImagingException _) {
            damaged.setText(texts.get("viewer.tags.damaged"));
        }
        return text.toString().lines().toList();
    }

    private static boolean matches(String line, String typed) {
        var small = line.toLowerCase(Locale.ROOT);
        return Stream.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(small::contains);
    }
}
