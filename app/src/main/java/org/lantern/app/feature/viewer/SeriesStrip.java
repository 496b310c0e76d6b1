package org.lantern.app.feature.viewer;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.lantern.resources.Texts;

/** The series of the study as small pictures, those of the patient's other studies below. */
final class SeriesStrip extends ScrollPane {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected-series");
    private static final double PICTURE_PIXELS = 136;
    private static final double CLICK_PIXELS = 4;

    private final StudyViewModel study;
    private final Texts texts;
    private final Drop drop;
    private final VBox content = new VBox();
    private final Map<SeriesStack, VBox> tiles = new HashMap<>();
    private final Map<SeriesStack, ImageView> pictures = new HashMap<>();
    private Subscription shown = Subscription.EMPTY;

    /** @param drop takes a series that was dragged to a place in the scene */
    SeriesStrip(StudyViewModel study, Texts texts, Drop drop) {
        this.study = study;
        this.drop = drop;
        this.texts = texts;
        getStyleClass().add("series-strip");
        content.getStyleClass().add("series-strip-content");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPrefWidth(176);
        setMinWidth(176);
        study.groupsProperty().subscribe(_ -> fill());
        study.selectedProperty().subscribe(_ -> {
            shown.unsubscribe();
            shown = study.selectedViewport().stackProperty().subscribe(_ -> mark());
        });
    }

    /** Where a dragged series is let go, in the scene's coordinates. */
    interface Drop {
        void at(SeriesStack stack, double sceneX, double sceneY);
    }

    private void fill() {
        tiles.clear();
        pictures.clear();
        content.getChildren().clear();
        for (var group : study.groupsProperty().get()) {
            content.getChildren().add(heading(group));
            for (var stack : group.stacks()) {
                content.getChildren().add(tile(stack));
                study.thumbnail(stack, this::show);
            }
        }
        mark();
    }

    private Node heading(StudyGroup group) {
        var date = group.study().date().map(day -> CornerText.format(day, texts)).orElse("");
        var title = new Label(group.prior() ? texts.get("viewer.strip.other", date) : date);
        title.getStyleClass().add("section-title");
        var description = new Label(group.study().description());
        description.getStyleClass().add("muted");
        description.setWrapText(true);
        var box = new VBox(title);
        if (!group.study().description().isBlank()) {
            box.getChildren().add(description);
        }
        if (group.stacks().isEmpty()) {
            var none = new Label(texts.get("viewer.strip.empty"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            box.getChildren().add(none);
        }
        return box;
    }

    private Node tile(SeriesStack stack) {
        var series = stack.series();
        var picture = new ImageView();
        picture.setPreserveRatio(true);
        pictures.put(stack, picture);
        var box = new StackPane(picture);
        box.getStyleClass().add("image-box");
        box.setMinSize(PICTURE_PIXELS, PICTURE_PIXELS * 0.75);
        var title = new Label((series.number().isPresent() ? series.number().getAsInt() + "  " : "")
                + (series.description().isBlank() ? series.modality() : series.description()));
        var count = new Label(texts.get("viewer.strip.count", series.modality(), stack.frames().size()));
        count.getStyleClass().add("muted");
        var tile = new VBox(box, title, count);
        tile.setId("series-" + tiles.size());
        tile.setAlignment(Pos.TOP_LEFT);
        tile.getStyleClass().add("series-tile");
        tile.setFocusTraversable(true);
        tile.setAccessibleText(title.getText());
        Tooltip.install(tile, new Tooltip(title.getText() + "\n" + texts.get("viewer.strip.tooltip")));
        tile.setOnMousePressed(press -> follow(press, stack, tile.getScene()));
        tile.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                study.show(stack);
                event.consume();
            }
        });
        tiles.put(stack, tile);
        return tile;
    }

    // Where the pointer is let go is seen by the scene on every platform; the node that is told of it differs.
    private void follow(MouseEvent press, SeriesStack stack, Scene scene) {
        if (press.getButton() != MouseButton.PRIMARY) {
            return;
        }
        scene.addEventFilter(MouseEvent.MOUSE_RELEASED, new EventHandler<MouseEvent>() {
            @Override
            public void handle(MouseEvent release) {
                scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, this);
                double moved = Math.hypot(release.getSceneX() - press.getSceneX(),
                        release.getSceneY() - press.getSceneY());
                if (moved < CLICK_PIXELS) {
                    study.show(stack);
                } else {
                    drop.at(stack, release.getSceneX(), release.getSceneY());
                }
            }
        });
    }

    private void show(SeriesStack stack, Thumbnail thumbnail) {
        var view = pictures.get(stack);
        if (view != null) {
            var buffer = new PixelBuffer<>(thumbnail.columns(), thumbnail.rows(), IntBuffer.wrap(thumbnail.argb()),
                    PixelFormat.getIntArgbPreInstance());
            view.setImage(new WritableImage(buffer));
        }
    }

    private void mark() {
        var current = study.selectedViewport().stackProperty().get();
        tiles.forEach((stack, tile) -> tile.pseudoClassStateChanged(SELECTED,
                current.filter(stack::equals).isPresent()));
    }
}
