package org.lantern.imaging.dicom.io;

import java.io.ByteArrayInputStream;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.lantern.imaging.ImagingException;

/**
 * Targets for coverage-guided fuzzing. In an ordinary test run they take the kept inputs only; with
 * {@code JAZZER_FUZZ=1} and one target selected, Jazzer looks for new ones.
 */
class DicomFileFuzzTest {
    @FuzzTest(maxDuration = "60m")
    void any_bytes_as_a_file(byte[] bytes) {
        Gauntlet.run(bytes);
    }

    @FuzzTest(maxDuration = "60m")
    void any_bytes_as_json(byte[] bytes) {
        try {
            DicomJsonReader.read(new ByteArrayInputStream(bytes), ParseLimits.CLINICAL);
        } catch (ImagingException _) {
            return;
        }
    }
}
