package org.lantern.app.bench;

import java.io.IOException;
import java.util.function.Consumer;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.pixel.ImageRenderer;
import org.lantern.imaging.pixel.VoiLut;
import org.lantern.storage.StorageException;

/** Draws one grey image again and again, each time with another window, as when the mouse is dragged. */
record Drawing() implements QuickBenchmark {
    private static final int STEPS = 20;
    private static final double CENTRE = 40;
    private static final double WIDTH = 400;

    @Override
    public String name() {
        return "render";
    }

    @Override
    public void run(Specimens specimens, Timing timing, Consumer<Figure> measured)
            throws ImagingException, StorageException, IOException {
        var found = Shown.firstOf(specimens);
        if (found.isEmpty()) {
            return;
        }
        var shown = found.get();
        var renderer = new ImageRenderer();
        var argb = new int[shown.pixels()];
        measured.accept(timing.measure(name(), "window", STEPS * shown.megapixels(), "Mpixel", () -> {
            for (int step = 0; step < STEPS; step++) {
                renderer.render(shown.frame(),
                        shown.presentation().withVoi(new VoiLut.Window(CENTRE + step, WIDTH + step)), argb);
            }
        }));
    }
}
