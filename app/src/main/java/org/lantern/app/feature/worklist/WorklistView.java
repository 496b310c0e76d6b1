package org.lantern.app.feature.worklist;

import java.io.File;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.resources.Texts;

/** The worklist: one line for each study, a search box above. */
public final class WorklistView extends BorderPane {
    private static final KeyCombination SEARCH = new KeyCodeCombination(KeyCode.K, KeyCombination.CONTROL_DOWN);
    private static final KeyCombination IMPORT = new KeyCodeCombination(KeyCode.I, KeyCombination.CONTROL_DOWN);

    private final WorklistViewModel model;
    private final Texts texts;
    private final DateTimeFormatter dates;
    private final TextField search = new TextField();
    private final TableView<StudyEntry> table = new TableView<>();

    public WorklistView(WorklistViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(texts.language());
        getStyleClass().add("worklist");
        setTop(bar());
        setCenter(table());
        setOnDragOver(this::dragOver);
        setOnDragDropped(this::drop);
        setOnDragExited(_ -> highlight(false));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (SEARCH.match(event)) {
                search.requestFocus();
                search.selectAll();
                event.consume();
            } else if (IMPORT.match(event)) {
                model.chooseAndImport();
                event.consume();
            }
        });
    }

    /** The search box has the cursor when the page appears. */
    @Override
    public void requestFocus() {
        search.requestFocus();
    }

    private Node bar() {
        search.setId("worklist-search");
        search.setPromptText(texts.get("worklist.search.prompt"));
        search.setTooltip(new Tooltip(texts.get("worklist.search.tooltip")));
        search.setPrefWidth(420);
        search.textProperty().bindBidirectional(model.queryProperty());
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN && !table.getItems().isEmpty()) {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && table.getItems().size() == 1) {
                model.open(table.getItems().getFirst());
            }
        });
        var found = new Label();
        found.getStyleClass().add("muted");
        model.countProperty().addListener((_, _, count) -> found
                .setText(count.map(n -> texts.get("worklist.count", n)).orElse("")));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(search, found, gap, importButton());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("worklist-bar");
        return bar;
    }

    private Button importButton() {
        var button = new Button(texts.get("worklist.import"), new FontIcon("mdi2f-folder-download-outline"));
        button.setId("worklist-import");
        button.setTooltip(new Tooltip(texts.get("worklist.import.tooltip")));
        button.setOnAction(_ -> model.chooseAndImport());
        return button;
    }

    private TableView<StudyEntry> table() {
        table.setId("worklist-table");
        var sorted = new SortedList<>(model.studies());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(placeholder());
        table.getColumns().add(text("name", 220, StudyEntry::name));
        table.getColumns().add(text("id", 110, StudyEntry::patientId));
        table.getColumns().add(text("sex", 64, entry -> sex(entry.sex())));
        table.getColumns().add(number("age", 72, entry -> entry.ageYears().orElse(null)));
        table.getColumns().add(date("birth", 120, StudyEntry::birthDate));
        table.getColumns().add(date("date", 120, StudyEntry::studyDate));
        table.getColumns().add(text("modality", 88, StudyEntry::modality));
        table.getColumns().add(text("description", 320, StudyEntry::description));
        table.getColumns().add(number("series", 80, StudyEntry::seriesCount));
        table.getColumns().add(number("images", 88, StudyEntry::imageCount));
        table.setRowFactory(_ -> {
            var row = new TableRow<StudyEntry>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && !row.isEmpty()) {
                    model.open(row.getItem());
                }
            });
            return row;
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            var selected = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && selected != null) {
                model.open(selected);
                event.consume();
            }
        });
        return table;
    }

    private Node placeholder() {
        var title = new Label(texts.get("worklist.empty.title"));
        title.getStyleClass().add("placeholder-title");
        var explanation = new Label(texts.get("worklist.empty.explanation"));
        explanation.getStyleClass().add("muted");
        var box = new VBox(title, explanation);
        box.getStyleClass().add("placeholder");
        return box;
    }

    private String sex(String code) {
        return switch (code) {
            case "M" -> texts.get("worklist.sex.male");
            case "F" -> texts.get("worklist.sex.female");
            case "O" -> texts.get("worklist.sex.other");
            default -> "";
        };
    }

    private TableColumn<StudyEntry, String> text(String key, double width, Function<StudyEntry, String> value) {
        return column(key, width, value, Function.identity(), false);
    }

    private TableColumn<StudyEntry, Integer> number(String key, double width, Function<StudyEntry, Integer> value) {
        return column(key, width, value, number -> String.format(texts.language(), "%d", number), true);
    }

    private TableColumn<StudyEntry, LocalDate> date(String key, double width,
            Function<StudyEntry, Optional<LocalDate>> value) {
        return column(key, width, entry -> value.apply(entry).orElse(null), dates::format, false);
    }

    private <T extends Comparable<? super T>> TableColumn<StudyEntry, T> column(String key, double width,
            Function<StudyEntry, T> value, Function<T, String> words, boolean rightAligned) {
        var column = new TableColumn<StudyEntry, T>(texts.get("worklist.column." + key));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 64));
        if (width < 200) {
            column.setMaxWidth(width * 1.25);
        }
        column.setComparator(Comparator.nullsFirst(Comparator.naturalOrder()));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : words.apply(item));
            }
        });
        if (rightAligned) {
            column.getStyleClass().add("number");
        }
        return column;
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            highlight(true);
        }
        event.consume();
    }

    private void drop(DragEvent event) {
        highlight(false);
        if (event.getDragboard().hasFiles()) {
            model.importAll(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
        }
        event.consume();
    }

    private void highlight(boolean on) {
        getStyleClass().remove("drop-target");
        if (on) {
            getStyleClass().add("drop-target");
        }
    }
}
