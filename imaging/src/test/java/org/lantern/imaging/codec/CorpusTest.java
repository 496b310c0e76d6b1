package org.lantern.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real files, against what dcmtk, GDCM and pydicom made of them. */
class CorpusTest {
    @Test
    void every_file_that_other_decoders_agree_on_decodes_to_the_same_values() throws IOException {
        String shared = System.getProperty("lantern.shared", "");
        Path corpus = Path.of(shared, "corpus");
        assumeTrue(!shared.isEmpty() && Files.exists(corpus.resolve("expected/pixels.json")));
        List<CorpusReport.Outcome> outcomes = CorpusReport.run(corpus);
        assertTrue(outcomes.size() > 200);
        assertEquals(List.of(), outcomes.stream()
                .filter(outcome -> outcome.agreed() && outcome.verdict() != CorpusReport.Verdict.MATCHED).toList());
        assertEquals(List.of(), outcomes.stream()
                .filter(outcome -> outcome.verdict() == CorpusReport.Verdict.DIFFERENT).toList());
    }
}
