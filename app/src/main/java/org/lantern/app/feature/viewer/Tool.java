package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Optional;
import org.lantern.imaging.measure.figure.AngleFigure;
import org.lantern.imaging.measure.figure.BidirectionalFigure;
import org.lantern.imaging.measure.figure.CalibrationFigure;
import org.lantern.imaging.measure.figure.CardiothoracicFigure;
import org.lantern.imaging.measure.figure.CobbFigure;
import org.lantern.imaging.measure.figure.EllipsoidFigure;
import org.lantern.imaging.measure.figure.Figure;
import org.lantern.imaging.measure.figure.LengthFigure;
import org.lantern.imaging.measure.figure.NoteFigure;
import org.lantern.imaging.measure.figure.PolylineFigure;
import org.lantern.imaging.measure.figure.ProbeFigure;
import org.lantern.imaging.measure.figure.RegionFigure;
import org.lantern.imaging.measure.figure.RegionFigure.Shape;

/**
 * What dragging with the left button does.
 *
 * @param name ends the keys of its texts
 * @param key chooses it; with Shift+ before it, together with Shift
 * @param icon of its button
 * @param figure what it draws, if it draws
 */
record Tool(String name, String key, String icon, Optional<Figure> figure) {
    static final Tool WINDOW = hand("window", "W", "mdi2c-contrast-circle");
    static final Tool PAN = hand("pan", "T", "mdi2c-cursor-move");
    static final Tool ZOOM = hand("zoom", "Z", "mdi2m-magnify");
    static final Tool SCROLL = hand("scroll", "S", "mdi2u-unfold-more-horizontal");
    static final Tool CURSOR = hand("cursor", "H", "mdi2c-crosshairs");
    static final Tool LENGTH = draws(new LengthFigure(), "D", "mdi2r-ruler");

    /** Every tool there is; a new one is a line here, and its name in the message bundles. */
    static final List<Tool> ALL = List.of(WINDOW, PAN, ZOOM, SCROLL, CURSOR, LENGTH,
            draws(new PolylineFigure(), "Y", "mdi2v-vector-polyline"),
            draws(new AngleFigure(), "A", "mdi2a-angle-acute"),
            draws(new CobbFigure(), "Shift+A", "mdi2a-angle-obtuse"),
            draws(new BidirectionalFigure(), "J", "mdi2a-arrow-expand-all"),
            draws(new RegionFigure(Shape.ELLIPSE), "E", "mdi2v-vector-ellipse"),
            draws(new RegionFigure(Shape.RECTANGLE), "R", "mdi2v-vector-rectangle"),
            draws(new RegionFigure(Shape.POLYGON), "P", "mdi2v-vector-polygon"),
            draws(new RegionFigure(Shape.FREEHAND), "Shift+P", "mdi2l-lasso"),
            draws(new ProbeFigure(), "O", "mdi2e-eyedropper"),
            draws(new CardiothoracicFigure(), "Shift+C", "mdi2h-heart-outline"),
            draws(new EllipsoidFigure(), "Shift+E", "mdi2e-egg-outline"),
            draws(new NoteFigure(true), "G", "mdi2a-arrow-top-left"),
            draws(new NoteFigure(false), "X", "mdi2f-format-text-variant"),
            draws(new CalibrationFigure(), "Shift+L", "mdi2t-tape-measure"));

    private static Tool hand(String name, String key, String icon) {
        return new Tool(name, key, icon, Optional.empty());
    }

    private static Tool draws(Figure figure, String key, String icon) {
        return new Tool(figure.name(), key, icon, Optional.of(figure));
    }

    /** The tool that a key chooses. @param key as in {@link #key()} */
    static Optional<Tool> withKey(String key) {
        return ALL.stream().filter(tool -> tool.key.equals(key)).findFirst();
    }

    /** The figure stored under a name; empty if this version cannot draw it. */
    static Optional<Figure> figure(String name) {
        return ALL.stream().flatMap(tool -> tool.figure.stream()).filter(figure -> figure.name().equals(name))
                .findFirst();
    }

    /** Key of its name in the message bundles. */
    String textKey() {
        return "viewer.tool." + name;
    }
}
