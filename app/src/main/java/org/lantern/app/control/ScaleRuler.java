package org.lantern.app.control;

import java.text.NumberFormat;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** A bar of a round number of millimetres beside an image. Without known millimetres there is no bar. */
public final class ScaleRuler extends Region {
    private static final double WANTED_PIXELS = 140;
    private static final double TICK_PIXELS = 8;

    private final Path outline = new Path();
    private final Path bar = new Path();
    private final Label length = new Label();
    private final NumberFormat number;

    public ScaleRuler(Locale language) {
        number = NumberFormat.getNumberInstance(language);
        getStyleClass().add("scale-ruler");
        outline.getStyleClass().add("scale-outline");
        bar.getStyleClass().add("scale-bar");
        length.getStyleClass().add("image-text");
        getChildren().addAll(outline, bar, length);
        setMouseTransparent(true);
        setVisible(false);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    /** @param screenPixelsPerMm greater than 0 */
    public void show(double screenPixelsPerMm) {
        double mm = roundLength(WANTED_PIXELS / screenPixelsPerMm);
        double pixels = mm * screenPixelsPerMm;
        bar.getElements().setAll(new MoveTo(0, -TICK_PIXELS), new LineTo(0, 0), new LineTo(pixels, 0),
                new LineTo(pixels, -TICK_PIXELS));
        for (int i = 1; i < 10; i++) {
            double x = pixels * i / 10;
            bar.getElements().addAll(new MoveTo(x, i == 5 ? -TICK_PIXELS * 0.75 : -TICK_PIXELS / 2), new LineTo(x, 0));
        }
        outline.getElements().setAll(bar.getElements());
        length.setText(mm >= 10 ? number.format(mm / 10) + " cm" : number.format(mm) + " mm");
        setPrefSize(pixels + 1, 32);
        setVisible(true);
        requestLayout();
    }

    public void hide() {
        setVisible(false);
    }

    /** The greatest of 1, 2, 5 times a power of ten that is not above {@code mm}. */
    static double roundLength(double mm) {
        double power = Math.pow(10, Math.floor(Math.log10(mm)));
        double lead = mm / power;
        return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
    }

    @Override
    protected void layoutChildren() {
        outline.relocate(-1, getHeight() - TICK_PIXELS - 2);
        bar.relocate(0, getHeight() - TICK_PIXELS - 1);
        var wide = length.prefWidth(-1);
        length.resizeRelocate((getWidth() - wide) / 2, 0, wide, length.prefHeight(-1));
    }
}
