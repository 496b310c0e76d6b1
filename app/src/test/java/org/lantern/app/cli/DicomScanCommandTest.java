package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;

class DicomScanCommandTest {
    @TempDir
    Path folder;

    private Path store(int number, double place) {
        var slice = Fixture.slice("2.25.90" + number, number).toBuilder().put(Tag.PatientID, "P")
                .put(Tag.StudyInstanceUID, "2.25.91").put(Tag.SeriesInstanceUID, "2.25.92")
                .put(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0).put(Tag.ImagePositionPatient, 0, 0, place)
                .put(Tag.SeriesDescription, "odd\u001b[31m name").build();
        return Fixture.write(slice, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, folder.resolve("f" + number));
    }

    @Test
    void stacks_are_told_with_their_gaps_and_duplicates() {
        double[] places = {0, 2, 2, 4, 8};
        for (int i = 0; i < places.length; i++) {
            store(i, places[i]);
        }
        var run = Run.Place.in(folder).run("dicom", "scan", folder, "--json");
        var series = run.json().at("/patients/0/studies/0/series/0");
        assertEquals(5, series.get("instances").asInt());
        assertFalse(series.get("mixedGeometry").asBoolean());
        var stack = series.at("/stacks/0");
        assertEquals(5, stack.get("images").asInt());
        assertEquals(2.0, stack.get("spacingMm").asDouble());
        assertEquals(1, stack.get("gaps").asInt());
        assertEquals(1, stack.get("duplicates").asInt());
        var text = Run.Place.in(folder).run("dicom", "scan", folder).out();
        assertTrue(text.contains("one gap, one image twice"), text);
    }

    @Test
    void no_name_can_move_the_cursor_of_a_terminal() throws Exception {
        store(1, 0);
        Files.writeString(folder.resolve("evil\u001b[2J.dcm"), "a letter");
        var run = Run.Place.in(folder).run("dicom", "scan", folder);
        assertEquals(1, run.exit());
        assertFalse(run.out().contains("\u001b"), run.out());
        assertTrue(run.out().contains("evil\\u001b[2J.dcm"), run.out());
    }
}
