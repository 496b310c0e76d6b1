package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;

class RoundTripCorpusTest {
    /** Faults of the encoding that a writer has no business repeating; everything else comes back byte for byte. */
    private static final List<Warning.Kind> NOT_REPEATED = List.of(Warning.Kind.TRUNCATED,
            Warning.Kind.BROKEN_STRUCTURE, Warning.Kind.OVERLONG, Warning.Kind.ODD_HEADER, Warning.Kind.UNKNOWN_VR,
            Warning.Kind.NOT_ASCENDING, Warning.Kind.REPEATED, Warning.Kind.TRAILING_BYTES,
            Warning.Kind.WRONG_TRANSFER_SYNTAX);

    @Test
    void every_sound_data_set_of_the_corpus_is_written_with_the_bytes_it_had() throws Exception {
        List<Path> corpus = Peers.corpus();
        assumeTrue(!corpus.isEmpty(), "no corpus");
        List<String> differing = new ArrayList<>();
        int same = 0;
        int faulty = 0;
        for (Path path : corpus) {
            try (DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL)) {
                if (file.warnings().stream().anyMatch(w -> NOT_REPEATED.contains(w.kind()))) {
                    faulty++;
                    continue;
                }
                byte[] original = new byte[(int) file.source().size()];
                file.source().read(0, original, 0, original.length);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                TransferSyntax syntax = file.transferSyntax();
                DicomWriter.writeDataSet(file.dataSet(),
                        syntax.isDeflated() ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : syntax, out);
                byte[] written = out.toByteArray();
                int start = original.length - written.length;
                if (start >= 0 && Arrays.equals(original, start, original.length, written, 0, written.length)) {
                    same++;
                } else {
                    int from = Math.max(start, 0);
                    int at = Arrays.mismatch(original, from, original.length, written, 0, written.length);
                    differing.add(Peers.root().relativize(path) + " at " + at + ", lengths " + original.length + " / "
                            + written.length);
                }
            } catch (ImagingException.NotDicom _) {
                faulty++;
            }
        }
        assertEquals(List.of(), differing);
        assertTrue(same > 650, same + " the same, " + faulty + " with faults");
    }

    @Test
    void every_native_object_survives_all_encodings_and_comes_back() throws Exception {
        List<Path> corpus = Peers.corpus();
        assumeTrue(!corpus.isEmpty(), "no corpus");
        int checked = 0;
        for (Path path : corpus) {
            if (path.toString().contains("mr-t1-384") || Files.size(path) > 2 << 20) {
                continue;
            }
            try (DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL)) {
                boolean native_ = file.pixelData().isPresent() && !file.pixelData().get().encapsulated();
                if (!native_ || !file.warnings().isEmpty() || file.dataSet().text(Tag.SOPClassUID).isEmpty()) {
                    continue;
                }
                DataSet dataSet = file.dataSet();
                byte[] expected = DicomFileTest.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
                for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
                    byte[] there = DicomFileTest.write(dataSet, syntax);
                    ParseLimits wide = new ParseLimits(64, 1_000_000, 64 << 20, 32 << 10, 2000, 512L << 20);
                    DataSet again = DicomFile.read(new ArrayByteSource(there), wide).dataSet();
                    assertArrayEquals(expected, DicomFileTest.write(again, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                            path + " " + syntax);
                }
                checked++;
            } catch (ImagingException.NotDicom _) {
                continue;
            }
        }
        assertTrue(checked > 60, checked + " checked");
    }
}
