package org.lantern.app.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lantern.imaging.ImagingException;
import org.lantern.storage.StorageException;

/** A benchmark that takes seconds. */
public sealed interface QuickBenchmark permits HeaderParsing, Decoding, Drawing, Filtering, VaultRoundTrip {
    /** All, in the order in which they are run. */
    List<QuickBenchmark> ALL = List.of(new HeaderParsing(), new Decoding(), new Drawing(), new Filtering(),
            new VaultRoundTrip());

    static Optional<QuickBenchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }

    /** As it is written on the command line. */
    String name();

    /** @param measured receives each figure when it is there; none where the specimens have nothing to measure */
    void run(Specimens specimens, Timing timing, Consumer<Figure> measured)
            throws ImagingException, StorageException, IOException;
}
