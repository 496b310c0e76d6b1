package org.lantern.imaging.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.lantern.imaging.hostile.FuzzTarget;

/**
 * Fuzzes one target, guided by coverage: {@code FuzzRun TARGET SECONDS FOLDER [OPTION...]}. The folder keeps the inputs
 * that reached something new, and what was found. Further options go to Jazzer. Without a target the targets are listed.
 */
public final class FuzzRun {
    private static final int LONGEST_SEED_BYTES = 12_000;
    private static FuzzTarget target;

    private FuzzRun() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 3) {
            FuzzTarget.ALL.forEach(one -> System.out.println(one.name()));
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[2], arguments[0]).toAbsolutePath());
        Path inputs = Files.createDirectories(folder.resolve("inputs"));
        FuzzTarget chosen = FuzzTarget.of(arguments[0]);
        List<byte[]> seeds = chosen.seeds(LONGEST_SEED_BYTES);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(inputs.resolve("seed-" + i), seeds.get(i));
        }
        List<String> options = new ArrayList<>(List.of("--target_class=" + FuzzRun.class.getName(),
                "--target_args=" + arguments[0], "--instrumentation_includes=" + chosen.code(), "--disabled_hooks=*",
                "--reproducer_path=" + folder, "-max_total_time=" + arguments[1], "-max_len=" + LONGEST_SEED_BYTES,
                "-timeout=20", "-rss_limit_mb=0", "-print_final_stats=1", "-artifact_prefix=" + folder + "/"));
        options.addAll(List.of(arguments).subList(3, arguments.length));
        options.add(inputs.toString());
        com.code_intelligence.jazzer.Jazzer.main(options.toArray(String[]::new));
    }

    /** Called by Jazzer. */
    public static void fuzzerInitialize(String[] arguments) throws Exception {
        target = FuzzTarget.of(arguments[0]);
        for (byte[] seed : target.own().get()) {
            target.run(seed); // loads classes and tables, which is no cost of an input
        }
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        target.run(bytes);
    }
}
