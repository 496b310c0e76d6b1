package org.lantern.app.feature.worklist;

import java.io.File;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
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

/** The worklist: one line for each study and each patient who has none, a search box above. */
public final class WorklistView extends BorderPane {
    private static final KeyCombination SEARCH = new KeyCodeCombination(KeyCode.K, KeyCombination.CONTROL_DOWN);
    private static final KeyCombination CHART = new KeyCodeCombination(KeyCode.F6);
    private static final KeyCombination IMPORT = new KeyCodeCombination(KeyCode.I, KeyCombination.CONTROL_DOWN);

    private final WorklistViewModel model;
    private final Texts texts;
    private final DateTimeFormatter dates;
    private final TextField search = new TextField();
    private final TableView<WorklistEntry> table = new TableView<>();

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
            } else if (CHART.match(event)) {
                openChart();
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
                .setText(count.map(this::words).orElse("")));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(search, found, gap, chartButton(), importButton());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("worklist-bar");
        return bar;
    }

    private String words(WorklistViewModel.Count count) {
        var studies = texts.get("worklist.count", count.studies());
        return count.patients() == 0 ? studies
                : texts.get("worklist.count.both", studies, texts.get("worklist.count.patients", count.patients()));
    }

    private Button chartButton() {
        var button = new Button(texts.get("worklist.chart"), new FontIcon("mdi2c-clipboard-account-outline"));
        button.setId("worklist-chart");
        button.setTooltip(new Tooltip(texts.get("worklist.chart.tooltip")));
        button.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
        button.setOnAction(_ -> openChart());
        return button;
    }

    /** Of the line selected, or of the only one. */
    private void openChart() {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .or(() -> Optional.of(table.getItems()).filter(lines -> lines.size() == 1).map(List::getFirst))
                .ifPresent(model::openChart);
    }

    private Button importButton() {
        var button = new Button(texts.get("worklist.import"), new FontIcon("mdi2f-folder-download-outline"));
        button.setId("worklist-import");
        button.setTooltip(new Tooltip(texts.get("worklist.import.tooltip")));
        button.setOnAction(_ -> model.chooseAndImport());
        return button;
    }

    private TableView<WorklistEntry> table() {
        table.setId("worklist-table");
        var sorted = new SortedList<>(model.lines());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(placeholder());
        table.getColumns().add(name());
        table.getColumns().add(text("id", 110, WorklistEntry::patientId));
        table.getColumns().add(text("sex", 64, entry -> sex(entry.sex())));
        table.getColumns().add(number("age", 72, entry -> entry.ageYears().orElse(null)));
        table.getColumns().add(date("birth", 120, WorklistEntry::birthDate));
        table.getColumns().add(date("date", 120, WorklistEntry::studyDate));
        table.getColumns().add(text("modality", 88, WorklistEntry::modality));
        table.getColumns().add(text("description", 320, WorklistEntry::description));
        table.getColumns().add(number("series", 80, entry -> entry.seriesCount().orElse(null)));
        table.getColumns().add(number("images", 88, entry -> entry.imageCount().orElse(null)));
        table.setRowFactory(_ -> {
            var row = new TableRow<WorklistEntry>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && !row.isEmpty()) {
                    model.open(row.getItem());
                }
            });
            row.contextMenuProperty().bind(Bindings.createObjectBinding(
                    () -> row.getItem() == null ? null : menu(row.getItem()), row.itemProperty()));
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

    private ContextMenu menu(WorklistEntry entry) {
        var images = new MenuItem(texts.get("worklist.open"));
        images.setDisable(entry.study().isEmpty());
        images.setOnAction(_ -> model.open(entry));
        var chart = new MenuItem(texts.get("worklist.chart"));
        chart.setOnAction(_ -> model.openChart(entry));
        return new ContextMenu(images, chart);
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

    /** The name, with a mark where the user has left something unfinished. */
    private TableColumn<WorklistEntry, String> name() {
        var column = text("name", 220, WorklistEntry::name);
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(String name, boolean empty) {
                super.updateItem(name, empty);
                setText(empty ? null : name);
                var entry = empty ? null : getTableRow().getItem();
                boolean unfinished = entry != null && entry.unfinished();
                setGraphic(unfinished ? new FontIcon("mdi2p-pencil") : null);
                setTooltip(unfinished ? new Tooltip(texts.get("worklist.unfinished.tooltip")) : null);
            }
        });
        return column;
    }

    private String sex(String code) {
        return switch (code) {
            case "M" -> texts.get("worklist.sex.male");
            case "F" -> texts.get("worklist.sex.female");
            case "O" -> texts.get("worklist.sex.other");
            default -> "";
        };
    }

    private TableColumn<WorklistEntry, String> text(String key, double width, Function<WorklistEntry, String> value) {
        return column(key, width, value, Function.identity(), false);
    }

    private TableColumn<WorklistEntry, Integer> number(String key, double width,
            Function<WorklistEntry, Integer> value) {
        return column(key, width, value, number -> String.format(texts.language(), "%d", number), true);
    }

    private TableColumn<WorklistEntry, LocalDate> date(String key, double width,
            Function<WorklistEntry, Optional<LocalDate>> value) {
        return column(key, width, entry -> value.apply(entry).orElse(null), dates::format, false);
    }

    private <T extends Comparable<? super T>> TableColumn<WorklistEntry, T> column(String key, double width,
            Function<WorklistEntry, T> value, Function<T, String> words, boolean rightAligned) {
        var column = new TableColumn<WorklistEntry, T>(texts.get("worklist.column." + key));
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
