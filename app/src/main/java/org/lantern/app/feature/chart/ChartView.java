package org.lantern.app.feature.chart;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.lantern.resources.Texts;

/**
 * A patient's chart, as a column beside the images or as a page of its own. Ctrl+N begins a visit; in a form Ctrl+Enter
 * and Ctrl+S save.
 */
public final class ChartView extends StackPane {
    static final KeyCombination NEW_VISIT = new KeyCodeCombination(KeyCode.N, KeyCombination.CONTROL_DOWN);
    private static final double PAGE_COLUMN = 400;

    private final ChartViewModel model;
    private final Texts texts;
    private final ZoneId zone;

    /** How much room there is. */
    public enum Arrangement {
        /** One narrow column. */
        SIDE,
        /** A page: what lasts on the left, what changes on the right. */
        PAGE
    }

    public ChartView(ChartViewModel model, Texts texts, ZoneId zone, Arrangement arrangement) {
        this.model = model;
        this.texts = texts;
        this.zone = zone;
        getStyleClass().add("chart");
        getStylesheets().add(ChartView.class.getResource("chart.css").toExternalForm());
        var content = arrangement == Arrangement.SIDE ? side() : page();
        var nobody = nobody();
        var there = Bindings.createBooleanBinding(() -> model.whoProperty().get().isPresent(), model.whoProperty());
        content.visibleProperty().bind(there);
        nobody.visibleProperty().bind(there.not());
        getChildren().addAll(content, nobody);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (NEW_VISIT.match(event)) {
                model.openVisit();
                event.consume();
            }
        });
    }

    private Node side() {
        return scroll(column(who(), section(Line.List.ALLERGIES), forms(), section(Line.List.PROBLEMS),
                section(Line.List.MEDICATIONS), observations(), trend(), section(Line.List.VISITS),
                section(Line.List.RISKS)));
    }

    private Node page() {
        var lasting = scroll(column(who(), section(Line.List.ALLERGIES), section(Line.List.PROBLEMS),
                section(Line.List.MEDICATIONS), section(Line.List.RISKS)));
        lasting.setMinWidth(PAGE_COLUMN);
        lasting.setPrefWidth(PAGE_COLUMN);
        lasting.setMaxWidth(PAGE_COLUMN);
        var observations = observations();
        var trend = trend();
        HBox.setHgrow(trend, Priority.ALWAYS);
        observations.setMinWidth(PAGE_COLUMN);
        observations.setPrefWidth(PAGE_COLUMN);
        var values = new HBox(observations, trend);
        values.getStyleClass().add("chart-values");
        var changing = scroll(column(forms(), values, section(Line.List.VISITS)));
        HBox.setHgrow(changing, Priority.ALWAYS);
        return new HBox(lasting, changing);
    }

    private static VBox column(Node... parts) {
        var column = new VBox(parts);
        column.getStyleClass().add("chart-column");
        return column;
    }

    private static ScrollPane scroll(Node content) {
        var scroll = new ScrollPane(content);
        scroll.getStyleClass().add("chart-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    private Node nobody() {
        var title = new Label(texts.get("chart.empty"));
        title.getStyleClass().add("placeholder-title");
        var hint = new Label(texts.get("chart.empty.hint"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        var box = new VBox(title, hint);
        box.getStyleClass().addAll("placeholder", "chart-column");
        return box;
    }

    private Node who() {
        var name = new Label();
        name.getStyleClass().add("chart-name");
        name.setWrapText(true);
        var facts = new Label();
        facts.setWrapText(true);
        var contact = new Label();
        contact.getStyleClass().add("muted");
        contact.setWrapText(true);
        contact.visibleProperty().bind(contact.textProperty().isNotEmpty());
        contact.managedProperty().bind(contact.visibleProperty());
        model.whoProperty().subscribe(shown -> {
            name.setText(shown.map(ChartViewModel.Who::name).orElse(""));
            facts.setText(shown.map(ChartViewModel.Who::facts).orElse(""));
            contact.setText(shown.map(ChartViewModel.Who::contact).orElse(""));
        });
        var edit = iconButton("mdi2p-pencil-outline", texts.get("chart.edit.who"), model::editWho);
        edit.setId("chart-edit-who");
        var words = new VBox(name, facts, contact);
        words.getStyleClass().add("chart-who");
        HBox.setHgrow(words, Priority.ALWAYS);
        return new HBox(words, edit);
    }

    private Node section(Line.List list) {
        return new LinesSection(model, texts, list);
    }

    /** The open form, at the place where the eye is. */
    private Node forms() {
        var place = new VBox();
        place.getStyleClass().add("chart-forms");
        model.visitProperty().subscribe(_ -> showForms(place));
        model.formProperty().subscribe(_ -> showForms(place));
        return place;
    }

    private void showForms(VBox place) {
        Optional<Region> fact = model.formProperty().get().map(form -> new FactFormView(model, texts, form));
        Optional<Region> visit = model.visitProperty().get().map(form -> place.getChildren().stream()
                .filter(VisitFormView.class::isInstance).map(VisitFormView.class::cast)
                .filter(view -> view.shows(form)).findFirst()
                .orElseGet(() -> new VisitFormView(model, texts, form)));
        var open = List.of(fact, visit).stream().flatMap(Optional::stream).toList();
        // Visible before there is something in it: a form that is added takes the focus only where it can be seen.
        place.setVisible(!open.isEmpty());
        place.setManaged(!open.isEmpty());
        place.getChildren().setAll(open);
    }

    private Region observations() {
        return new VBox(heading(texts.get("chart.section.observations")), new LatestTable(model, texts));
    }

    private Node trend() {
        return new TrendSection(model, texts, zone);
    }

    static Label heading(String words) {
        var heading = new Label(words);
        heading.getStyleClass().addAll("section-title", "chart-heading");
        return heading;
    }

    static Button iconButton(String icon, String tooltip, Runnable action) {
        var button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        button.setOnAction(_ -> action.run());
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
