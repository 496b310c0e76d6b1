package org.lantern.app.control;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * How a number went over time: days to the right, the value upward, the usual band behind it. Every sample has a tooltip
 * and can be clicked. Its colours are the style classes {@code trend-…} in {@code trend-plot.css}.
 */
public final class TrendPlot extends Region {
    private static final double LEFT = 44;
    private static final double RIGHT = 16;
    private static final double TOP = 12;
    private static final double BOTTOM = 24;
    private static final double SAMPLE_RADIUS = 3.5;
    /** What a finger or an unsteady hand needs to hit a sample. */
    private static final double REACH = 9;
    private static final double LEAST_DAY_LABEL_GAP = 16;

    private final ZoneId zone;
    private Course course = new Course("", "", List.of(), Optional.empty(), Optional.empty());

    /**
     * One value.
     *
     * @param words what its tooltip says
     * @param action what a click does, if anything
     */
    public record Sample(Instant time, double value, String words, Optional<Runnable> action) {}

    /**
     * All values of one kind.
     *
     * @param title what it is
     * @param unit printed; may be empty
     * @param samples in order of time
     * @param low lower edge of the usual band
     * @param high upper edge of the usual band
     */
    public record Course(String title, String unit, List<Sample> samples, Optional<Double> low,
            Optional<Double> high) {
        public Course {
            samples = List.copyOf(samples);
        }
    }

    /** @param zone in which days begin and end */
    public TrendPlot(ZoneId zone) {
        this.zone = zone;
        getStyleClass().add("trend-plot");
        getStylesheets().add(TrendPlot.class.getResource("trend-plot.css").toExternalForm());
        setMinHeight(120);
        setPrefHeight(168);
        setMinWidth(120);
    }

    /** Draws another course. */
    public void show(Course shown) {
        course = shown;
        setAccessibleText((shown.title() + " " + shown.unit()).strip());
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        getChildren().clear();
        if (course.samples().isEmpty() || getWidth() <= LEFT + RIGHT || getHeight() <= TOP + BOTTOM) {
            return;
        }
        var plot = new Area(getWidth() - LEFT - RIGHT, getHeight() - TOP - BOTTOM);
        band(plot);
        valueAxis(plot);
        dayAxis(plot);
        var line = new Polyline();
        line.getStyleClass().add("trend-line");
        course.samples().forEach(sample -> line.getPoints().addAll(plot.x(sample.time()), plot.y(sample.value())));
        add(line);
        course.samples().forEach(sample -> sample(plot, sample));
        var title = text(course.unit(), "trend-unit", VPos.TOP);
        title.setX(4);
        title.setY(0);
    }

    private void band(Area plot) {
        if (course.low().isEmpty() && course.high().isEmpty()) {
            return;
        }
        double top = course.high().map(plot::y).orElse(TOP);
        double bottom = course.low().map(plot::y).orElse(TOP + plot.height);
        var band = new Rectangle(LEFT, top, plot.width, Math.max(0, bottom - top));
        band.getStyleClass().add("trend-band");
        add(band);
    }

    private void valueAxis(Area plot) {
        for (var tick : plot.valueTicks()) {
            double y = plot.y(tick.doubleValue());
            var grid = new Line(LEFT, y, LEFT + plot.width, y);
            grid.getStyleClass().add("trend-grid");
            add(grid);
            var label = text(tick.toPlainString(), "trend-label", VPos.CENTER);
            label.setX(LEFT - 6 - label.getLayoutBounds().getWidth());
            label.setY(y);
        }
    }

    private void dayAxis(Area plot) {
        boolean days = Duration.between(plot.first, plot.last).toDays() >= 2;
        var pattern = DateTimeFormatter.ofPattern(days ? "uuuu-MM-dd" : "MM-dd HH:mm").withZone(zone);
        double y = TOP + plot.height + 6;
        double free = 0;
        var lastLabel = text(pattern.format(course.samples().getLast().time()), "trend-label", VPos.TOP);
        double lastX = clampLabel(plot.x(course.samples().getLast().time()), lastLabel);
        lastLabel.setX(lastX);
        lastLabel.setY(y);
        for (var sample : course.samples()) {
            var words = pattern.format(sample.time());
            var label = text(words, "trend-label", VPos.TOP);
            double x = clampLabel(plot.x(sample.time()), label);
            double end = x + label.getLayoutBounds().getWidth();
            if (x < free || end + LEAST_DAY_LABEL_GAP > lastX) {
                getChildren().remove(label);
                continue;
            }
            label.setX(x);
            label.setY(y);
            free = end + LEAST_DAY_LABEL_GAP;
        }
    }

    private double clampLabel(double centre, Text label) {
        double width = label.getLayoutBounds().getWidth();
        return Math.clamp(centre - width / 2, 0, Math.max(0, getWidth() - width - 2));
    }

    private void sample(Area plot, Sample sample) {
        double x = plot.x(sample.time());
        double y = plot.y(sample.value());
        boolean outside = course.low().filter(low -> sample.value() < low).isPresent()
                || course.high().filter(high -> sample.value() > high).isPresent();
        var dot = new Circle(x, y, SAMPLE_RADIUS);
        dot.getStyleClass().addAll("trend-sample", outside ? "trend-sample-outside" : "trend-sample-usual");
        dot.setMouseTransparent(true);
        var reach = new Circle(x, y, REACH);
        reach.getStyleClass().add("trend-reach");
        reach.setAccessibleText(sample.words());
        var tooltip = new Tooltip(sample.words());
        tooltip.setShowDelay(javafx.util.Duration.millis(150));
        Tooltip.install(reach, tooltip);
        sample.action().ifPresent(action -> {
            dot.getStyleClass().add("trend-sample-linked");
            reach.getStyleClass().add("trend-reach-linked");
            reach.setOnMouseClicked(_ -> action.run());
        });
        add(dot);
        add(reach);
    }

    private Text text(String words, String style, VPos origin) {
        var text = new Text(words);
        text.getStyleClass().add(style);
        text.setTextOrigin(origin);
        add(text);
        text.applyCss();
        return text;
    }

    private void add(Node node) {
        node.setManaged(false);
        getChildren().add(node);
    }

    /** Where times and values lie on the screen. */
    private final class Area {
        private final double width;
        private final double height;
        private final Instant first;
        private final Instant last;
        private final double lowest;
        private final double highest;

        Area(double width, double height) {
            this.width = width;
            this.height = height;
            this.first = course.samples().getFirst().time();
            this.last = course.samples().getLast().time();
            var values = new ArrayList<Double>();
            course.samples().forEach(sample -> values.add(sample.value()));
            course.low().ifPresent(values::add);
            course.high().ifPresent(values::add);
            double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            double margin = most > least ? (most - least) * 0.12 : Math.max(1, Math.abs(most) * 0.1);
            this.lowest = least - margin;
            this.highest = most + margin;
        }

        double x(Instant time) {
            double span = Duration.between(first, last).toMillis();
            return span == 0 ? LEFT + width / 2 : LEFT + width * Duration.between(first, time).toMillis() / span;
        }

        double y(double value) {
            return TOP + height * (highest - value) / (highest - lowest);
        }

        /** About one tick for each 36 pixels, at steps of 1, 2 or 5 times a power of ten. */
        List<BigDecimal> valueTicks() {
            double wanted = (highest - lowest) / Math.max(2, height / 36);
            int exponent = (int) Math.floor(Math.log10(wanted));
            double share = wanted / Math.pow(10, exponent);
            var step = BigDecimal.valueOf(share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10)
                    .scaleByPowerOfTen(exponent);
            var ticks = new ArrayList<BigDecimal>();
            long from = (long) Math.ceil(lowest / step.doubleValue());
            long to = (long) Math.floor(highest / step.doubleValue());
            for (long i = from; i <= to; i++) {
                var tick = step.multiply(BigDecimal.valueOf(i));
                ticks.add(tick.scale() < 0 ? tick.setScale(0) : tick);
            }
            return ticks;
        }
    }
}
