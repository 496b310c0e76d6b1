package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The corpus and the programs that tests compare with, where the machine has them. */
final class Peers {
    private Peers() {}

    /** All files of the corpus but its descriptions; empty where there is no corpus. */
    static List<Path> corpus() {
        String shared = System.getProperty("lantern.shared");
        Path corpus = Path.of(shared == null ? "" : shared, "corpus");
        if (shared == null || !Files.isDirectory(corpus)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(corpus)) {
            return files.filter(Files::isRegularFile).filter(f -> !f.startsWith(corpus.resolve("expected")))
                    .filter(f -> !f.toString().matches(".*\\.(md|txt|json|dump|icc|gz|py|tsv)")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        return Path.of(System.getProperty("lantern.shared"), "corpus");
    }

    /** A Python that has pydicom. */
    static Optional<String> python() {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            try {
                if (run(List.of(python, "-c", "import pydicom"), "").exit() == 0) {
                    return Optional.of(python);
                }
            } catch (IOException _) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** Whether a program of DCMTK is there. */
    static boolean has(String program) {
        try {
            return run(List.of(program, "--version"), "").exit() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    record Output(int exit, byte[] bytes) {}

    static Output run(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread writer = Thread.ofVirtual().start(() -> {
            try (var out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                process.destroy();
            }
        });
        byte[] bytes = process.getInputStream().readAllBytes();
        try {
            writer.join();
            return new Output(process.waitFor(), bytes);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
