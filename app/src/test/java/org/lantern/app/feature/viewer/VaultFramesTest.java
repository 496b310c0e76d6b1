package org.lantern.app.feature.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.pixel.Samples;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.vault.Vault;

class VaultFramesTest {
    private static final int OBJECTS = 7;
    private static final int FRAMES = 5;
    private static final int COLUMNS = 6;
    private static final int ROWS = 4;

    @TempDir
    Path folder;

    @Test
    void objects_of_many_frames_stay_open_a_few_at_most_and_every_frame_is_the_right_one() throws Exception {
        try (var secret = Secret.ofPassword("lanternlight".toCharArray());
                var vault = Vault.create(folder.resolve("vault"), "admin", secret, KdfCost.FLOOR, Clock.systemUTC())
                        .vault()) {
            var objects = new ArrayList<DataSet>();
            for (int i = 0; i < OBJECTS; i++) {
                objects.add(object(i, FRAMES));
            }
            objects.add(object(OBJECTS, 1));
            vault.importer().store(objects.iterator(), objects.size(), _ -> {}, () -> false);
            var frames = new VaultFrames(vault.archive());
            assertFrame(frames, OBJECTS, 0);
            assertEquals(0, frames.openCount(), "one frame needs no open object");
            for (int i = 0; i < 2 * OBJECTS; i++) {
                assertFrame(frames, i % OBJECTS, i % FRAMES);
            }
            assertEquals(4, frames.openCount());
            try (var readers = Executors.newFixedThreadPool(3)) {
                var jobs = new ArrayList<Callable<Void>>();
                for (int i = 0; i < 60; i++) {
                    int number = i;
                    jobs.add(() -> {
                        assertFrame(frames, number * 5 % OBJECTS, number % FRAMES);
                        return null;
                    });
                }
                for (var job : readers.invokeAll(jobs)) {
                    job.get();
                }
            }
            assertEquals(4, frames.openCount());
            frames.close();
            assertEquals(0, frames.openCount());
            assertFrame(frames, 2, 3);
            assertEquals(0, frames.openCount(), "after closing nothing is kept");
        }
    }

    private static void assertFrame(VaultFrames frames, int object, int frame) throws Exception {
        var loaded = frames.load(new FrameRef(uid(object), frame));
        assertArrayEquals(pixels(object, frame),
                assertInstanceOf(Samples.Bytes.class, loaded.frame().samples()).values());
    }

    private static String uid(int object) {
        return "1.2.826.0.1.3680043.10.97.1." + (object + 1);
    }

    private static byte[] pixels(int object, int frame) {
        var bytes = new byte[COLUMNS * ROWS];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (object * 31 + frame * 7 + i);
        }
        return bytes;
    }

    private static DataSet object(int object, int frameCount) {
        var all = new byte[frameCount * COLUMNS * ROWS];
        for (int frame = 0; frame < frameCount; frame++) {
            System.arraycopy(pixels(object, frame), 0, all, frame * COLUMNS * ROWS, COLUMNS * ROWS);
        }
        return new DataSetBuilder().put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7.2")
                .put(Tag.SOPInstanceUID, uid(object)).put(Tag.PatientName, "Cine^Test").put(Tag.PatientID, "97")
                .put(Tag.StudyInstanceUID, "1.2.826.0.1.3680043.10.97")
                .put(Tag.SeriesInstanceUID, "1.2.826.0.1.3680043.10.97.1").put(Tag.Modality, "US")
                .put(Tag.InstanceNumber, object + 1).put(Tag.NumberOfFrames, frameCount).put(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2").put(Tag.Rows, ROWS).put(Tag.Columns, COLUMNS)
                .put(Tag.BitsAllocated, 8).put(Tag.BitsStored, 8).put(Tag.HighBit, 7)
                .put(Tag.PixelRepresentation, 0).putBytes(Tag.PixelData, Vr.OB, all).build();
    }
}
