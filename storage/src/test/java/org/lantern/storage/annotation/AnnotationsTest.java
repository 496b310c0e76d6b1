package org.lantern.storage.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.Refusal;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.annotation.Annotation.Place;
import org.lantern.storage.annotation.Annotation.Point;
import org.lantern.storage.annotation.Annotation.Quantity;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.vault.Vault;

class AnnotationsTest {
    private static final SyntheticSeries SERIES = SyntheticSeries.of(1, 3);
    private static final Annotation LENGTH = new Annotation(SERIES.seriesUid() + ".2", 0, "length",
            List.of(new Point(3.5, 7.25), new Point(-0.5, 1e-7)),
            List.of(new Place(-12.75, 3, 1e3), new Place(0, 0.1, -2)), "左 nodule", OptionalDouble.empty(), "PATIENT",
            List.of(new Quantity("length", 12.345678901234567, "mm")), false);

    @TempDir
    Path folder;

    private Vault vault;
    private PatientKey patient;

    @BeforeEach
    void open() throws Exception {
        vault = TestVault.create(folder.resolve("vault"));
        for (var series : List.of(SERIES, SyntheticSeries.of(2, 2))) {
            vault.importer().store(series.dataSets().iterator(), series.slices(), _ -> {}, () -> false);
        }
        patient = vault.archive().patients("ID-1", 2).getFirst().key();
    }

    @AfterEach
    void close() throws StorageException {
        vault.close();
    }

    private void reopen() throws StorageException {
        vault.close();
        vault = TestVault.open(folder.resolve("vault"));
    }

    @Test
    void what_was_drawn_reads_back_to_the_last_digit_after_reopening() throws StorageException {
        var marks = List.of(LENGTH,
                new Annotation(SERIES.seriesUid() + ".1", 4, "calibration", LENGTH.points(), List.of(), "",
                        OptionalDouble.of(25.4), "CALIBRATED", List.of(), true));
        var written = List.of(vault.annotations().add(marks.get(0)), vault.annotations().add(marks.get(1)));
        reopen();
        assertEquals(written, vault.annotations().of(patient));
        assertEquals(marks, vault.annotations().of(patient).stream().map(Drawn::annotation).toList());
        assertEquals("admin", written.getFirst().author());
    }

    @Test
    void a_patient_has_only_what_was_drawn_on_their_own_images() throws StorageException {
        vault.annotations().add(LENGTH);
        var other = vault.archive().patients("ID-2", 2).getFirst().key();
        assertEquals(List.of(), vault.annotations().of(other));
        assertEquals(1, vault.annotations().of(patient).size());
    }

    @Test
    void a_change_and_a_withdrawal_keep_every_version_and_a_withdrawn_one_can_come_back() throws StorageException {
        var first = vault.annotations().add(LENGTH);
        var moved = new Annotation(LENGTH.sopInstanceUid(), 0, "length", LENGTH.points().reversed(), List.of(), "",
                OptionalDouble.empty(), "NONE", List.of(), false);
        var second = vault.annotations().change(first, moved);
        var third = vault.annotations().retract(second);
        assertTrue(third.retracted());
        assertEquals(List.of(), vault.annotations().of(patient));
        reopen();
        var fourth = vault.annotations().change(third, LENGTH);
        assertFalse(fourth.retracted());
        assertEquals(List.of(fourth), vault.annotations().of(patient));
        assertEquals(List.of(first, second, third, fourth), vault.annotations().history(first.id()));
    }

    @Test
    void a_change_of_an_old_version_is_refused_and_changes_nothing() throws StorageException {
        var first = vault.annotations().add(LENGTH);
        var second = vault.annotations().change(first, LENGTH);
        var refused = assertThrows(StorageException.Refused.class, () -> vault.annotations().retract(first));
        assertEquals(Refusal.Reason.STALE, refused.refusals().getFirst().reason());
        assertEquals(List.of(second), vault.annotations().of(patient));
    }

    @Test
    void what_cannot_be_kept_is_refused() throws StorageException {
        assertThrows(StorageException.NotFound.class, () -> vault.annotations().add(on("1.2.3", "", 1)));
        assertThrows(StorageException.Refused.class,
                () -> vault.annotations().add(on(LENGTH.sopInstanceUid(), "x".repeat(1001), 1)));
        assertThrows(StorageException.Refused.class,
                () -> vault.annotations().add(on(LENGTH.sopInstanceUid(), "", Annotations.MOST_POINTS + 1)));
        var first = vault.annotations().add(on(LENGTH.sopInstanceUid(), "x".repeat(1000), Annotations.MOST_POINTS));
        assertThrows(StorageException.Refused.class,
                () -> vault.annotations().change(first, on(SERIES.seriesUid() + ".1", "", 1)));
        assertEquals(List.of(first), vault.annotations().of(patient));
    }

    @Test
    void a_series_is_shown_as_it_was_left_last() throws StorageException {
        vault.annotations().keep(new SeriesView(SERIES.seriesUid(), "fixed 40 400", "", false));
        var last = new SeriesView(SERIES.seriesUid(), "", "median:size=3;-clahe:tiles=8,clip=2", true);
        vault.annotations().keep(last);
        vault.annotations().keep(last);
        assertThrows(StorageException.NotFound.class,
                () -> vault.annotations().keep(new SeriesView("1.2.3", "", "", true)));
        reopen();
        assertEquals(List.of(last), vault.annotations().viewsOf(patient));
        assertEquals(List.of(),
                vault.annotations().viewsOf(vault.archive().patients("ID-2", 2).getFirst().key()));
    }

    private static Annotation on(String sopInstanceUid, String words, int points) {
        return new Annotation(sopInstanceUid, 0, "polygon",
                Collections.nCopies(points, new Point(-1234.567890123456, 9876.543210987654)), List.of(), words,
                OptionalDouble.empty(), "NONE", List.of(), false);
    }
}
