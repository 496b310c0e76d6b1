package org.lantern.app.feature.viewer;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.lantern.app.control.HistogramPanel;
import org.lantern.imaging.pixel.Histogram;
import org.lantern.imaging.pixel.VoiLut;
import org.lantern.resources.Texts;

/** Histogram and window of the selected viewport: drawn, dragged, typed or chosen. */
final class WindowPanel extends VBox {
    private static final double COARSE = 10;

    private final StudyViewModel study;
    private final Texts texts;
    private final HistogramPanel histogram = new HistogramPanel();
    private final Label lowest = new Label();
    private final Label highest = new Label();
    private final TextField center = new TextField();
    private final TextField width = new TextField();
    private final Label unit = new Label();
    private final MenuButton presets = new MenuButton();
    private Subscription pictures = Subscription.EMPTY;

    WindowPanel(StudyViewModel study, Texts texts) {
        this.study = study;
        this.texts = texts;
        setSpacing(8);
        histogram.setId("histogram");
        histogram.setOnWindow((c, w) -> study.selectedViewport().setWindow(c, w));
        Tooltip.install(histogram, new Tooltip(texts.get("viewer.histogram.tooltip")));
        center.setId("window-center");
        width.setId("window-width");
        field(center, "viewer.window.center.tooltip",
                value -> window().ifPresent(now -> study.selectedViewport().setWindow(value, now.width())));
        field(width, "viewer.window.width.tooltip", value -> window().filter(_ -> value > 0)
                .ifPresentOrElse(now -> study.selectedViewport().setWindow(now.center(), value), this::showWindow));
        presets.setText(texts.get("viewer.presets"));
        presets.setTooltip(new Tooltip(texts.get("viewer.presets.tooltip")));
        presets.setOnShowing(_ -> fillPresets());
        presets.getItems().add(new MenuItem());
        unit.getStyleClass().add("muted");
        unit.setMinWidth(Region.USE_PREF_SIZE);
        var title = new Label(texts.get("viewer.window"));
        title.getStyleClass().add("section-title");
        var head = row(title, gap(), presets);
        lowest.getStyleClass().add("muted");
        highest.getStyleClass().add("muted");
        var fields = row(name("viewer.window.center"), center, name("viewer.window.width"), width, unit);
        getChildren().addAll(head, histogram, row(lowest, gap(), highest), fields);

        study.histogram().histogramProperty().subscribe(this::showHistogram);
        study.selectedProperty().subscribe(_ -> follow());
    }

    private Label name(String key) {
        var label = new Label(texts.get(key));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private void follow() {
        pictures.unsubscribe();
        pictures = study.selectedViewport().pictureProperty().subscribe(_ -> showWindow());
    }

    private Optional<VoiLut.Window> window() {
        return study.selectedViewport().shownWindow();
    }

    private void showHistogram(Optional<Histogram> counted) {
        counted.filter(found -> found.highest() > found.lowest()).ifPresentOrElse(found -> {
            histogram.show(found.counts(), found.lowest(), found.highest());
            lowest.setText(CornerText.number(found.lowest(), texts));
            highest.setText(CornerText.number(found.highest(), texts));
        }, () -> {
            histogram.clear();
            lowest.setText("");
            highest.setText("");
        });
        showWindow();
    }

    private void showWindow() {
        var shown = window();
        center.setDisable(shown.isEmpty());
        width.setDisable(shown.isEmpty());
        presets.setDisable(shown.isEmpty());
        shown.ifPresentOrElse(window -> histogram.setWindow(window.center(), window.width()),
                histogram::clearWindow);
        write(center, shown.map(VoiLut.Window::center));
        write(width, shown.map(VoiLut.Window::width));
        unit.setText(study.selectedViewport().pictureProperty().get()
                .map(picture -> picture.source().presentation().modality().unit()).filter("HU"::equals).orElse(""));
    }

    private void write(TextField field, Optional<Double> value) {
        field.setText(value.map(number -> CornerText.number(number, texts)).orElse(""));
    }

    private void field(TextField field, String tooltip, DoubleConsumer commit) {
        field.setPrefColumnCount(5);
        field.setMinWidth(72);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setTooltip(new Tooltip(texts.get(tooltip)));
        field.setOnAction(_ -> TypedNumber.parse(field.getText(), texts.language()).ifPresentOrElse(commit::accept,
                this::showWindow));
        field.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case ESCAPE -> {
                    showWindow();
                    event.consume();
                }
                case UP, DOWN -> {
                    step(field, event, commit);
                    event.consume();
                }
                default -> {
                }
            }
        });
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                showWindow();
            }
        });
    }

    // Up and Down by a unit, or by the smallest step that the image has where its values are finer; Shift by ten.
    private void step(TextField field, KeyEvent event, DoubleConsumer commit) {
        double unit = Math.min(1, study.selectedViewport().windowStep()) * (event.isShiftDown() ? COARSE : 1);
        TypedNumber.parse(field.getText(), texts.language())
                .ifPresent(value -> commit.accept(event.getCode() == KeyCode.UP ? value + unit : value - unit));
    }

    private void fillPresets() {
        presets.getItems().setAll(PresetMenu.items(study, texts));
    }

    static HBox row(Node... nodes) {
        var row = new HBox(nodes);
        row.getStyleClass().add("side-row");
        return row;
    }

    static Region gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
