package org.lantern.imaging.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Another library in a process of its own, which makes one pass over the same items whenever it is told to, so that its
 * passes and ours take turns on the same machine. The programs are in {@code src/test/peers}; those in C++ are compiled
 * when they are needed, and a peer that cannot be compiled or started is absent.
 */
final class Peer implements AutoCloseable {
    static final List<String> DCMTK = List.of("-ldcmjpeg", "-ldcmjpls", "-ldcmdata", "-ldcmimgle", "-ldcmimage",
            "-loflog", "-lofstd");
    static final List<String> GDCM = List.of("-lgdcmMSFF", "-lgdcmDSED", "-lgdcmDICT", "-lgdcmCommon");
    private static final List<String> PYTHON = List.of("/usr/bin/python3");

    /**
     * One pass.
     *
     * @param cpuNs of the peer's calling thread
     * @param failed number of items that it could not do
     */
    record Pass(long cpuNs, long wallNs, int failed) {}

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    private Peer(String name, Process process) {
        this.name = name;
        this.process = process;
        answers = process.inputReader();
        orders = process.outputWriter();
    }

    /**
     * @param program file in {@code src/test/peers}
     * @param libraries arguments for the linker
     * @param items paths of the files to work on
     */
    static Optional<Peer> start(String name, String program, List<String> libraries, String mode, List<Path> items,
            Path scratch) throws IOException, InterruptedException {
        Path source = sources().resolve(program);
        List<String> command = new ArrayList<>();
        if (program.endsWith(".py")) {
            command.addAll(PYTHON);
            command.add(source.toString());
        } else {
            Path binary = scratch.resolve(program.replace(".cc", ""));
            if (!Files.exists(binary) && !compile(source, binary, libraries)) {
                return Optional.empty();
            }
            command.add(binary.toString());
        }
        Path list = Files.createTempFile(scratch, "items", ".txt");
        Files.write(list, items.stream().map(Path::toString).toList());
        command.addAll(List.of(mode, list.toString()));
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Peer peer = new Peer(name, process);
            if ("ready".equals(peer.answers.readLine())) {
                return Optional.of(peer);
            }
            peer.close();
            return Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Deletes a folder with what peers were given in it. */
    static void delete(Path scratch) throws IOException {
        try (Stream<Path> left = Files.walk(scratch)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Path sources() {
        Path inModule = Path.of("src", "test", "peers");
        return Files.isDirectory(inModule) ? inModule : Path.of("imaging").resolve(inModule);
    }

    private static boolean compile(Path source, Path binary, List<String> libraries) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("g++", "-O2", "-o", binary.toString(), source.toString(),
                "-isystem", "/usr/include/gdcm-3.0", "-isystem", "/usr/include/openjpeg-2.5"));
        command.addAll(libraries);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    String name() {
        return name;
    }

    Pass pass() throws IOException {
        orders.write("pass\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(name + " has ended");
        }
        String[] numbers = answer.split(" ");
        return new Pass(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Integer.parseInt(numbers[2]));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
