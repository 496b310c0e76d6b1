package org.lantern.app.feature.viewer;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.lantern.app.control.ImageToScreen;
import org.lantern.app.control.ImageViewport;
import org.lantern.app.control.ScaleRuler;
import org.lantern.resources.Texts;

/** A viewport on the screen: the image, what is written over it, and the measurements drawn on it. */
final class ViewportView extends StackPane {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected-viewport");

    private final ViewportViewModel model;
    private final Texts texts;
    private final ImageViewport image = new ImageViewport();
    private final Label[] corners = {new Label(), new Label(), new Label(), new Label()};
    private final Label[] letters = {new Label(), new Label(), new Label(), new Label()};
    private final Label enhanced = label();
    private final Label lossy = label();
    private final Label inverted = label();
    private final VBox labels = new VBox(enhanced, lossy, inverted);
    private final Label message = new Label();
    private final Label empty = new Label();
    private final ScaleRuler ruler;
    private final ObjectProperty<CornerText.Amount> amount;
    private final MarksModel marks;
    private boolean stale;
    private int drawn = 1;

    /**
     * @param amount how much is written in the corners, shared by all viewports
     * @param marks say which calibration the ruler follows
     */
    ViewportView(ViewportViewModel model, Texts texts, ObjectProperty<CornerText.Amount> amount, MarksModel marks) {
        this.marks = marks;
        this.model = model;
        this.texts = texts;
        this.amount = amount;
        this.ruler = new ScaleRuler(texts.language());
        getStyleClass().add("viewport-frame");
        setMinSize(0, 0);
        getChildren().add(image);
        for (int i = 0; i < corners.length; i++) {
            corners[i].setId("corner-" + i);
        }
        place(corners[0], Pos.TOP_LEFT, TextAlignment.LEFT);
        place(corners[1], Pos.TOP_RIGHT, TextAlignment.RIGHT);
        place(corners[2], Pos.BOTTOM_LEFT, TextAlignment.LEFT);
        place(corners[3], Pos.BOTTOM_RIGHT, TextAlignment.RIGHT);
        var sides = new Pos[]{Pos.CENTER_LEFT, Pos.CENTER_RIGHT, Pos.TOP_CENTER, Pos.BOTTOM_CENTER};
        for (int i = 0; i < letters.length; i++) {
            letters[i].getStyleClass().add("orientation-letter");
            add(letters[i], sides[i]);
        }
        enhanced.setId("enhanced-label");
        lossy.setText(texts.get("viewer.label.lossy"));
        inverted.setText(texts.get("viewer.label.inverted"));
        labels.setAlignment(Pos.TOP_CENTER);
        labels.setSpacing(4);
        labels.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        add(labels, Pos.TOP_CENTER);
        StackPane.setMargin(labels, new javafx.geometry.Insets(32, 0, 0, 0));
        add(ruler, Pos.BOTTOM_CENTER);
        StackPane.setMargin(ruler, new javafx.geometry.Insets(0, 0, 32, 0));
        empty.setText(texts.get("viewer.viewport.empty"));
        empty.getStyleClass().add("viewport-empty");
        empty.setWrapText(true);
        empty.setTextAlignment(TextAlignment.CENTER);
        add(empty, Pos.CENTER);
        message.getStyleClass().add("viewport-message");
        message.setWrapText(true);
        message.setTextAlignment(TextAlignment.CENTER);
        add(message, Pos.CENTER);

        model.pictureProperty().addListener(_ -> redrawLater());
        model.problemProperty().addListener((_, _, problem) -> message.setText(
                problem.map(words -> words.what() + "\n" + words.advice()).orElse("")));
        model.stackProperty().subscribe(stack -> empty.setVisible(stack.isEmpty()));
        model.viewProperty().addListener((_, _, view) -> {
            image.setView(view);
            writeTexts();
        });
        image.mappingProperty().addListener(_ -> {
            writeTexts();
            if (reduction() != drawn) {
                redrawLater();
            }
        });
        amount.addListener(_ -> writeTexts());
        marks.marks().addListener((InvalidationListener) _ -> writeTexts());
        redrawLater();
    }

    ViewportViewModel model() {
        return model;
    }

    ImageViewport image() {
        return image;
    }

    ImageToScreen mapping() {
        return image.mappingProperty().get();
    }

    void setSelected(boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
    }

    private void place(Label corner, Pos where, TextAlignment alignment) {
        corner.getStyleClass().add("image-text");
        corner.setTextAlignment(alignment);
        corner.setMinSize(0, 0);
        add(corner, where);
    }

    private void add(Node node, Pos where) {
        node.setMouseTransparent(true);
        StackPane.setAlignment(node, where);
        StackPane.setMargin(node, new javafx.geometry.Insets(8));
        getChildren().add(node);
    }

    // However many events change the picture between two frames of the screen, it is drawn once.
    private void redrawLater() {
        stale = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (stale) {
            stale = false;
            redraw();
        }
        super.layoutChildren();
    }

    // How many pixels of the image lie under each of the screen, along a row.
    private int reduction() {
        double outputScale = getScene() == null || getScene().getWindow() == null ? 1
                : getScene().getWindow().getOutputScaleX();
        return Math.max(1, (int) (1 / (mapping().scale() * outputScale)));
    }

    private void redraw() {
        var picture = model.pictureProperty().get();
        if (picture.isEmpty()) {
            image.clear();
        } else {
            var shown = picture.get();
            var format = shown.shown().format();
            image.setRowAspect(shown.source().rowAspect());
            image.setImageSize(format.columns(), format.rows());
            drawn = reduction();
            var ready = model.prepare(shown, drawn);
            var size = ready.frame().format();
            model.draw(shown, ready, image.pixels(size.columns(), size.rows(), ready.everyNth()));
            image.pixelsWritten();
        }
        writeTexts();
    }

    private void writeTexts() {
        var picture = model.pictureProperty().get();
        var text = picture.map(shown -> CornerText.of(shown, model.stackProperty().get()
                .map(stack -> stack.frames().size()).orElse(1), model.shownWindow(),
                Math.round(mapping().scale() * 100), amount.get(), texts)).orElse(CornerText.NONE);
        write(corners[0], text.topLeft());
        write(corners[1], text.topRight());
        write(corners[2], text.bottomLeft());
        write(corners[3], text.bottomRight());
        var sides = amount.get() == CornerText.Amount.NONE ? Optional.<SideLetters>empty()
                : picture.flatMap(shown -> SideLetters.of(shown.source(), mapping()));
        write(letters[0], sides.map(SideLetters::left).orElse(""));
        write(letters[1], sides.map(SideLetters::right).orElse(""));
        write(letters[2], sides.map(SideLetters::top).orElse(""));
        write(letters[3], sides.map(SideLetters::bottom).orElse(""));
        picture.flatMap(shown -> marks.mmPerColumn(shown.source())).filter(_ -> amount.get() != CornerText.Amount.NONE)
                .ifPresentOrElse(mm -> ruler.show(mapping().scale() / mm), ruler::hide);
        writeLabels(picture);
    }

    private static void write(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
    }

    // Never hidden: whoever looks must know that this is not what the scanner made.
    private void writeLabels(Optional<Picture> picture) {
        boolean isEnhanced = picture.filter(Picture::enhanced).isPresent();
        enhanced.setText(isEnhanced ? texts.get("viewer.label.enhanced",
                RecipeText.of(model.recipe().activeProperty().get(), texts)) : "");
        enhanced.setVisible(isEnhanced);
        lossy.setVisible(picture.filter(shown -> shown.source().lossy()).isPresent());
        inverted.setVisible(picture.isPresent() && model.invertedProperty().get());
    }

    private static Label label() {
        var label = new Label();
        label.getStyleClass().add("image-label");
        label.setVisible(false);
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }
}
