package org.lantern.app.feature.risk;

import java.util.Optional;
import javafx.scene.control.Tooltip;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.resources.Texts;

/** The models on offer and the open one, one after the other in a column or side by side on a page. */
public final class RiskView extends StackPane {
    private static final KeyCombination SAVE = new KeyCodeCombination(KeyCode.S, KeyCombination.CONTROL_DOWN);
    private static final double LIST_WIDTH = 320;

    private final RiskViewModel model;
    private final Texts texts;
    /** Held here: a filtered list lives only as long as somebody holds it. */
    private final ObservableList<RiskViewModel.Row> rows;
    private final VBox opened = new VBox();

    /** How much room there is. */
    public enum Arrangement {
        /** One narrow column: the list, or the open model in its place. */
        SIDE,
        /** The list on the left, the open model on the right. */
        PAGE
    }

    public RiskView(RiskViewModel model, Texts texts, Arrangement arrangement) {
        this.model = model;
        this.texts = texts;
        this.rows = model.rows();
        getStyleClass().add("risk");
        getStylesheets().add(RiskView.class.getResource("risk.css").toExternalForm());
        var offer = offer();
        if (arrangement == Arrangement.SIDE) {
            side(offer);
        } else {
            page(offer);
        }
        model.formProperty().subscribe(_ -> refill(arrangement));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (SAVE.match(event)) {
                model.save();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && arrangement == Arrangement.SIDE
                    && model.selectedProperty().get() != null) {
                model.selectedProperty().set(null);
                event.consume();
            }
        });
    }

    private void side(Node offer) {
        var scroll = scroll();
        var chosen = Bindings.isNotNull(model.selectedProperty());
        offer.visibleProperty().bind(chosen.not());
        scroll.visibleProperty().bind(chosen);
        getChildren().addAll(offer, scroll);
    }

    private void page(VBox offer) {
        offer.setMinWidth(LIST_WIDTH);
        offer.setPrefWidth(LIST_WIDTH);
        var scroll = scroll();
        HBox.setHgrow(scroll, Priority.ALWAYS);
        getChildren().add(new HBox(offer, scroll));
    }

    private ScrollPane scroll() {
        opened.getStyleClass().add("risk-column");
        var scroll = new ScrollPane(opened);
        scroll.getStyleClass().add("risk-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    private VBox offer() {
        var search = new TextField();
        search.setId("risk-search");
        search.setPromptText(texts.get("risk.panel.search.prompt"));
        search.textProperty().bindBidirectional(model.searchProperty());
        var list = new ListView<>(rows);
        list.setId("risk-models");
        list.getStyleClass().add("risk-models");
        list.setCellFactory(_ -> new RowCell(list, rows));
        list.setPlaceholder(new Label(texts.get("risk.panel.no-match")));
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setOnMouseClicked(_ -> open(list));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(list);
            }
        });
        search.setOnAction(_ -> {
            list.getSelectionModel().selectFirst();
            open(list);
        });
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                list.getSelectionModel().selectFirst();
            }
        });
        var install = new Button(texts.get("risk.panel.install"));
        install.setId("risk-install");
        install.setMaxWidth(Double.MAX_VALUE);
        install.setTooltip(new Tooltip(texts.get("risk.panel.install.hint")));
        install.setOnAction(_ -> model.installationProperty().get().ifPresent(Runnable::run));
        install.visibleProperty().bind(model.installationProperty().map(Optional::isPresent));
        install.managedProperty().bind(install.visibleProperty());
        var column = new VBox(search, list, install);
        column.getStyleClass().add("risk-offer");
        return column;
    }

    private void open(ListView<RiskViewModel.Row> list) {
        var row = list.getSelectionModel().getSelectedItem();
        if (row != null) {
            model.selectedProperty().set(row);
        }
    }

    private void refill(Arrangement arrangement) {
        opened.getChildren().clear();
        if (arrangement == Arrangement.SIDE) {
            var back = new Button(texts.get("risk.panel.back"), new FontIcon("mdi2a-arrow-left"));
            back.setId("risk-back");
            back.getStyleClass().add("flat");
            back.setOnAction(_ -> model.selectedProperty().set(null));
            opened.getChildren().add(back);
        }
        model.formProperty().get().ifPresentOrElse(
                form -> opened.getChildren().addAll(new RiskFormView(model, form, texts),
                        new RiskCardView(model, form, texts)),
                () -> opened.getChildren().add(placeholder()));
    }

    private Node placeholder() {
        var hint = new Label(texts.get(
                model.selectedProperty().get() == null ? "risk.panel.no-model" : "risk.panel.no-patient"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        return hint;
    }

    /** A model's name, under its field's name where the field begins. */
    private static final class RowCell extends ListCell<RiskViewModel.Row> {
        private static final double SCROLL_BAR_AND_PADDING = 36;

        private final ObservableList<RiskViewModel.Row> rows;
        private final Label group = new Label();
        private final Label name = new Label();
        private final VBox box = new VBox(group, name);

        RowCell(ListView<RiskViewModel.Row> list, ObservableList<RiskViewModel.Row> rows) {
            this.rows = rows;
            group.getStyleClass().add("risk-group");
            group.managedProperty().bind(group.visibleProperty());
            name.setWrapText(true);
            name.setMinHeight(USE_PREF_SIZE);
            setPrefWidth(0);
            // Without a width a wrapping label asks for the height that it would need in the narrowest column.
            name.prefWidthProperty().bind(list.widthProperty().subtract(SCROLL_BAR_AND_PADDING));
        }

        @Override
        protected void updateItem(RiskViewModel.Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            group.setText(row.group());
            boolean first = getIndex() == 0 || getIndex() >= rows.size()
                    || !rows.get(getIndex() - 1).group().equals(row.group());
            group.setVisible(first);
            name.setText(row.name());
            setGraphic(box);
        }
    }
}
