package org.lantern.app.feature.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.lantern.app.shell.SidePanel;
import org.lantern.imaging.geometry.PixelPoint;
import org.lantern.resources.Texts;

/** The page on which one study is read: series at the left, images in the middle, panels at the right. */
public final class StudyView extends BorderPane implements StudyKeys.Page {
    private static final double CINE_IMAGES_PER_SECOND = 15;
    private static final double SIDE_PIXELS = 368;

    private final StudyViewModel model;
    private final Texts texts;
    private final StudyKeys keys;
    private final SeriesStrip strip;
    private final TabPane side;
    private final GridPane grid = new GridPane();
    private final List<ViewportView> viewports = new ArrayList<>();
    private final List<GuideLayer> guides = new ArrayList<>();
    private final Timeline cine;
    private boolean maximised;

    /** @param panels the tabs beside the image panel, in their order */
    StudyView(StudyViewModel model, Texts texts, List<SidePanel> panels) {
        this.model = model;
        this.texts = texts;
        this.keys = new StudyKeys(model, this);
        this.strip = new SeriesStrip(model, texts, this::drop);
        this.side = side(panels);
        getStyleClass().add("study");
        setLeft(strip);
        setCenter(grid);
        setRight(side);
        setTop(new StudyTools(model, this, texts));
        model.guides().linesProperty().subscribe(_ -> redrawGuides());
        model.guides().cursorProperty().subscribe(_ -> redrawGuides());
        model.layoutProperty().subscribe(_ -> {
            maximised = false;
            arrange();
        });
        model.selectedProperty().subscribe(_ -> mark());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        cine = new Timeline(new KeyFrame(Duration.seconds(1),
                _ -> model.selectedViewport().cineStep(model.cineSweepProperty().get())));
        cine.setCycleCount(Animation.INDEFINITE);
        model.cineSpeedProperty().subscribe(_ -> setCineRate());
        model.selectedProperty().subscribe(_ -> setCineRate());
        model.cineProperty().subscribe(running -> {
            if (running) {
                setCineRate();
                cine.play();
            } else {
                cine.stop();
            }
        });
        model.problemProperty().subscribe(problem -> problem.ifPresent(words -> setCenter(
                new Label(words.line()))));
    }

    /** Reading goes on in the selected viewport. */
    @Override
    public void requestFocus() {
        viewports.get(model.selectedProperty().get()).requestFocus();
    }

    StudyViewModel model() {
        return model;
    }

    ViewportView viewport(int place) {
        return viewports.get(place);
    }

    private void setCineRate() {
        int chosen = model.cineSpeedProperty().get();
        cine.setRate(chosen > 0 ? chosen
                : Math.clamp(model.selectedViewport().imagesPerSecond().orElse(CINE_IMAGES_PER_SECOND), 1, 60));
    }

    /** A series is let go over a place of the scene. */
    private void drop(SeriesStack stack, double sceneX, double sceneY) {
        for (int place : shown()) {
            var view = viewports.get(place);
            if (view.localToScene(view.getLayoutBounds()).contains(sceneX, sceneY)) {
                model.show(stack, place);
                view.requestFocus();
                return;
            }
        }
    }

    private void redrawGuides() {
        guides.forEach(GuideLayer::redraw);
    }

    private void addViewport(ViewportViewModel viewport) {
        int place = viewports.size();
        var view = new ViewportView(viewport, texts, model.cornerTextProperty(), model.marks());
        view.setId("viewport-" + place);
        view.setFocusTraversable(true);
        view.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.selectedProperty().set(place);
            }
        });
        var guide = new GuideLayer(view, model);
        guides.add(guide);
        viewport.pictureProperty().addListener(_ -> redrawGuides());
        var marks = new MarkLayer(view, model.marks(), model.drawing(), texts);
        new ViewportInput(view, marks, model.toolProperty(), new ViewportInput.Actions() {
            @Override
            public void select() {
                model.selectedProperty().set(place);
                view.requestFocus();
            }

            @Override
            public void toggleMaximised() {
                StudyView.this.toggleMaximised();
            }

            @Override
            public void point(PixelPoint at) {
                model.guides().point(viewport, at);
            }

            @Override
            public void showMenu(double screenX, double screenY) {
                var menu = new ContextMenu();
                menu.getItems().setAll(PresetMenu.items(model, texts));
                menu.show(view, screenX, screenY);
            }
        });
        viewports.add(view);
    }

    private TabPane side(List<SidePanel> panels) {
        var content = new VBox(new WindowPanel(model, texts), new RecipePanel(model, texts),
                new MeasurementPanel(model, texts));
        content.getStyleClass().add("side-content");
        content.setSpacing(24);
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        var tabs = new TabPane();
        tabs.setId("side");
        tabs.getStyleClass().add("side-panel");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setPrefWidth(SIDE_PIXELS);
        tabs.setMinWidth(SIDE_PIXELS);
        tabs.getTabs().add(new Tab(texts.get("shell.panel.image"), scroll));
        var tagPanel = new TagPanel(model, texts);
        var tags = new Tab(texts.get("viewer.tags"), tagPanel);
        tags.selectedProperty().subscribe(tagPanel::setShown);
        panels.forEach(panel -> tabs.getTabs().add(new Tab(texts.get(panel.titleKey()), panel.node())));
        tabs.getTabs().add(tags);
        return tabs;
    }

    private void mark() {
        redrawGuides();
        for (int i = 0; i < viewports.size(); i++) {
            viewports.get(i).setSelected(i == model.selectedProperty().get() && shown().size() > 1);
        }
        if (maximised) {
            arrange();
        }
    }

    private List<Integer> shown() {
        return maximised ? List.of(model.selectedProperty().get())
                : IntStream.range(0, model.layoutProperty().get().count()).boxed().toList();
    }

    private void arrange() {
        var shown = shown();
        while (viewports.size() <= shown.getLast()) {
            addViewport(model.viewports().get(viewports.size()));
        }
        int columns = maximised ? 1 : model.layoutProperty().get().columns();
        int rows = maximised ? 1 : model.layoutProperty().get().rows();
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        grid.getRowConstraints().clear();
        for (int i = 0; i < columns; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(column);
        }
        for (int i = 0; i < rows; i++) {
            var row = new RowConstraints();
            row.setPercentHeight(100.0 / rows);
            grid.getRowConstraints().add(row);
        }
        for (int i = 0; i < shown.size(); i++) {
            grid.add(viewports.get(shown.get(i)), i % columns, i / columns);
        }
        for (int i = 0; i < viewports.size(); i++) {
            viewports.get(i).setSelected(i == model.selectedProperty().get() && shown.size() > 1);
        }
    }

    private void key(KeyEvent event) {
        if (keys.handleAnywhere(event)) {
            event.consume();
            return;
        }
        var target = event.getTarget() instanceof Node node ? node : this;
        boolean typing = target instanceof TextInputControl || isInside(target, side);
        boolean pressing = target instanceof ButtonBase
                && (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER);
        if (!typing && !pressing && keys.handle(event)) {
            event.consume();
        }
    }

    private static boolean isInside(Node node, Node ancestor) {
        for (var at = node; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void toggleStrip() {
        setLeft(getLeft() == null ? strip : null);
    }

    @Override
    public void toggleSide() {
        setRight(getRight() == null ? side : null);
    }

    @Override
    public void toggleMaximised() {
        maximised = !maximised && model.layoutProperty().get().count() > 1;
        arrange();
        requestFocus();
    }

    @Override
    public void toggleFullScreen() {
        if (getScene().getWindow() instanceof Stage stage) {
            stage.setFullScreen(!stage.isFullScreen());
        }
    }
}
