package org.lantern.app.feature.viewer;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.lantern.resources.Texts;

/** The series of the study as small pictures, those of the patient's other studies below. */
final class SeriesStrip extends ScrollPane {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected-series");
    private static final double PICTURE_PIXELS = 136;

    private final StudyViewModel study;
    private final Texts texts;
    private final VBox content = new VBox();
    private final Map<SeriesStack, VBox> tiles = new HashMap<>();
    private final Map<SeriesStack, ImageView> pictures = new HashMap<>();
    private Subscription shown = Subscription.EMPTY;

    SeriesStrip(StudyViewModel study, Texts texts) {
        this.study = study;
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
        tile.setAlignment(Pos.TOP_LEFT);
        tile.getStyleClass().add("series-tile");
        tile.setFocusTraversable(true);
        tile.setAccessibleText(title.getText());
        Tooltip.install(tile, new Tooltip(title.getText() + "\n" + texts.get("viewer.strip.tooltip")));
        tile.setOnMouseClicked(_ -> study.show(stack));
        tile.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                study.show(stack);
                event.consume();
            }
        });
        tiles.put(stack, tile);
        return tile;
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
