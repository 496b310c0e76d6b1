package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.phantom.Phantom;
import org.lantern.imaging.phantom.PhantomPatient;

class StacksTest {
    @TempDir
    private Path folder;

    private int stored;

    /** Slices 3 mm apart on an oblique plane; {@code change} is told the place and the repetition. */
    private List<ScanResult.Stack> stacks(int places, int repetitions, Change change) throws Exception {
        for (int place = 0; place < places; place++) {
            for (int repetition = 0; repetition < repetitions; repetition++) {
                DataSetBuilder slice = new DataSetBuilder().put(Tag.SOPClassUID, Uids.MR_IMAGE_STORAGE)
                        .put(Tag.SOPInstanceUID, "2.25." + stored).put(Tag.StudyInstanceUID, "2.25.5")
                        .put(Tag.SeriesInstanceUID, "2.25.6").put(Tag.InstanceNumber, 1000 - stored)
                        .put(Tag.ImagePositionPatient, 5, -1.8 * place, 2.4 * place)
                        .put(Tag.ImageOrientationPatient, 1, 0, 0, 0, 0.8, 0.6).put(Tag.Rows, 4).put(Tag.Columns, 3)
                        .put(Tag.PixelSpacing, 0.5, 0.7);
                change.apply(slice, place, repetition);
                store(slice.build());
            }
        }
        return scanned();
    }

    private interface Change {
        void apply(DataSetBuilder slice, int place, int repetition);
    }

    private void store(DataSet dataSet) throws Exception {
        Files.write(folder.resolve("s" + stored++),
                DicomFileTest.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    private List<ScanResult.Stack> scanned() {
        ScanResult result = DicomScan.scan(List.of(folder), ParseLimits.CLINICAL, _ -> {}, () -> false);
        assertEquals(stored, result.instances());
        return result.patients().getFirst().studies().getFirst().series().getFirst().stacks();
    }

    private static List<Integer> sizes(List<ScanResult.Stack> stacks) {
        return stacks.stream().map(s -> Math.max(s.instances().size(), s.frames().size())).sorted().toList();
    }

    private static void assertWhole(List<ScanResult.Stack> stacks) {
        for (ScanResult.Stack stack : stacks) {
            assertEquals(3, stack.spacingMm().orElseThrow(), 1e-6);
            assertEquals(0, stack.gapCount());
            assertEquals(0, stack.duplicatePositionCount());
        }
    }

    @Test
    void temporal_positions_are_stacks() throws Exception {
        List<ScanResult.Stack> stacks = stacks(4, 3,
                (slice, _, time) -> slice.put(Tag.TemporalPositionIdentifier, time + 1));
        assertEquals(List.of(4, 4, 4), sizes(stacks));
        assertEquals(List.of("1", "2", "3"), stacks.stream().map(ScanResult.Stack::kind).sorted().toList());
        assertWhole(stacks);
    }

    @Test
    void phases_of_a_heart_are_put_together_by_their_order_when_every_image_has_a_time_of_its_own() throws Exception {
        List<ScanResult.Stack> stacks = stacks(4, 3,
                (slice, place, phase) -> slice.put(Tag.TriggerTime, 100.0 * phase + 7 * place));
        assertEquals(List.of(4, 4, 4), sizes(stacks));
        assertWhole(stacks);
    }

    @Test
    void b_values_and_directions_are_stacks_and_vendors_private_b_values_too() throws Exception {
        List<ScanResult.Stack> stacks = stacks(4, 4, (slice, _, repetition) -> {
            slice.put(Tag.DiffusionBValue, repetition == 0 ? 0.0 : 1000.0);
            if (repetition > 0) {
                slice.put(Tag.DiffusionGradientOrientation, repetition == 1 ? 1 : 0, repetition == 2 ? 1 : 0,
                        repetition == 3 ? 1 : 0);
            }
        });
        assertEquals(List.of(4, 4, 4, 4), sizes(stacks));
        assertWhole(stacks);
    }

    @Test
    void a_private_b_value_does_as_well() throws Exception {
        List<ScanResult.Stack> stacks = stacks(3, 2, (slice, _, repetition) -> slice
                .put(slice.privateTag(0x0019, "SIEMENS MR HEADER", 0x0c), Vr.IS, "" + 500 * repetition));
        assertEquals(List.of("0", "500"), stacks.stream().map(ScanResult.Stack::kind).sorted().toList());
        assertWhole(stacks);
    }

    @Test
    void overlapping_acquisitions_are_stacks_and_adjoining_ones_are_one() throws Exception {
        assertEquals(List.of(3, 3), sizes(stacks(3, 2, (slice, _, n) -> slice.put(Tag.AcquisitionNumber, n))));
        try (var old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        stored = 0;
        assertEquals(List.of(6), sizes(stacks(6, 1, (slice, place, _) -> slice.put(Tag.AcquisitionNumber, place / 3))));
    }

    @Test
    void images_at_one_place_are_a_stack_through_time_without_duplicates() throws Exception {
        List<ScanResult.Stack> stacks = stacks(1, 5, (slice, _, phase) -> slice.put(Tag.TriggerTime, 40.0 * phase));
        assertEquals(List.of(5), sizes(stacks));
        assertEquals(0, stacks.getFirst().duplicatePositionCount());
        assertTrue(stacks.getFirst().spacingMm().isEmpty());
    }

    @Test
    void images_that_nothing_tells_apart_are_duplicates_and_a_missing_one_is_a_gap() throws Exception {
        List<ScanResult.Stack> stacks = stacks(5, 2,
                (slice, place, _) -> slice.put(Tag.ImagePositionPatient, 5, -1.8 * (place > 2 ? place + 1 : place),
                        2.4 * (place > 2 ? place + 1 : place)));
        assertEquals(List.of(10), sizes(stacks));
        assertEquals(5, stacks.getFirst().duplicatePositionCount());
        assertEquals(1, stacks.getFirst().gapCount());
    }

    @Test
    void frames_of_an_enhanced_image_are_stacked_by_stack_and_dimension_and_sorted_in_space() throws Exception {
        List<DataSet> frames = new ArrayList<>();
        BiConsumer<Integer, Integer> frame = (place, time) -> frames.add(new DataSetBuilder()
                .putSequence(Tag.PlanePositionSequence,
                        new DataSetBuilder().put(Tag.ImagePositionPatient, 0, 0, 3.0 * place).build())
                .putSequence(Tag.of(0x0020, 0x9111),
                        new DataSetBuilder().put(Tag.of(0x0020, 0x9056), Vr.SH, "1")
                                .put(Tag.of(0x0020, 0x9128), time).build())
                .build());
        for (int place = 3; place >= 0; place--) {
            frame.accept(place, 1);
            frame.accept(place, 2);
        }
        DataSet shared = new DataSetBuilder()
                .putSequence(Tag.PlaneOrientationSequence,
                        new DataSetBuilder().put(Tag.ImageOrientationPatient, 1, 0, 0, 0, 1, 0).build())
                .putSequence(Tag.PixelMeasuresSequence, new DataSetBuilder().put(Tag.PixelSpacing, 0.5, 0.7).build())
                .build();
        store(new DataSetBuilder().put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.4.1").put(Tag.SOPInstanceUID, "2.25.1")
                .put(Tag.StudyInstanceUID, "2.25.2").put(Tag.SeriesInstanceUID, "2.25.3").put(Tag.Rows, 4)
                .put(Tag.Columns, 3).put(Tag.NumberOfFrames, 8)
                .putSequence(Tag.SharedFunctionalGroupsSequence, shared)
                .putSequence(Tag.PerFrameFunctionalGroupsSequence, frames).build());
        List<ScanResult.Stack> stacks = scanned();
        assertEquals(List.of(List.of(6, 4, 2, 0), List.of(7, 5, 3, 1)),
                stacks.stream().map(ScanResult.Stack::frames).toList());
        assertWhole(stacks);
    }

    @Test
    void the_frames_of_an_enhanced_image_of_the_corpus_are_a_stack() throws Exception {
        assumeTrue(!Peers.corpus().isEmpty(), "no corpus");
        ScanResult result = DicomScan.scan(List.of(Peers.root().resolve("pydicom-data/eCT_Supplemental.dcm")),
                ParseLimits.CLINICAL, _ -> {}, () -> false);
        List<ScanResult.Stack> stacks = result.patients().stream().flatMap(p -> p.studies().stream())
                .flatMap(s -> s.series().stream()).flatMap(s -> s.stacks().stream()).toList();
        assertEquals(List.of(2), sizes(stacks));
        assertEquals(2, stacks.getFirst().frames().size());
    }

    @Test
    void a_phantom_is_one_stack() throws Exception {
        Phantom phantom = new Phantom(Phantom.Kind.MR_BRAIN, 6, 32, 28, 1, PhantomPatient.ANONYMOUS,
                LocalDateTime.of(2026, 3, 2, 14, 30));
        for (DataSet slice : phantom.generate().toList()) {
            store(slice);
        }
        List<ScanResult.Stack> stacks = scanned();
        assertEquals(List.of(6), sizes(stacks));
        assertEquals(0, stacks.getFirst().gapCount() + stacks.getFirst().duplicatePositionCount());
    }
}
