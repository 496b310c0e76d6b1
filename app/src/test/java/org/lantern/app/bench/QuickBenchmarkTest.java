package org.lantern.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickBenchmarkTest {
    private static final Timing AS_SHORT_AS_CAN_BE = new Timing(0, 0);

    private static List<Figure> run(Specimens specimens) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (var benchmark : QuickBenchmark.ALL) {
            benchmark.run(specimens, AS_SHORT_AS_CAN_BE, figures::add);
        }
        return figures;
    }

    @Test
    void each_measures_something_on_synthetic_images_and_leaves_no_file_behind() throws Exception {
        Path scratch;
        try (var specimens = Specimens.synthetic(2, 48)) {
            scratch = specimens.scratch();
            var figures = run(specimens);
            var measured = new HashSet<String>();
            for (var figure : figures) {
                measured.add(figure.benchmark());
                assertTrue(figure.perSecond() > 0 && figure.milliseconds() > 0, figure.toString());
                assertEquals(3, figure.passes());
            }
            assertEquals(QuickBenchmark.ALL.size(), measured.size());
            assertEquals(6, figures.stream().filter(figure -> figure.benchmark().equals("decode")).count());
        }
        assertFalse(Files.exists(scratch));
    }

    @Test
    void files_that_hold_nothing_to_measure_give_no_figure(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "no DICOM in here, whatever the program thinks of it");
        try (var specimens = Specimens.of(List.of(folder))) {
            assertEquals(List.of(), run(specimens));
        }
        assertTrue(Files.exists(folder.resolve("notes.txt")));
    }
}
