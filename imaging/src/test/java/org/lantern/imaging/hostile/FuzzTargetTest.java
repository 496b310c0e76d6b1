package org.lantern.imaging.hostile;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fuzz target with its seeds, with what fuzzing has found so far (resources {@code findings/TARGET}), and with
 * mutations of both and of the corpus. {@code FuzzRun} searches for more.
 */
class FuzzTargetTest {
    private static final Duration HANG = Duration.ofMinutes(2);
    private static final int LONGEST_BYTES = 12_000;
    private static final Map<String, List<byte[]>> INPUTS = new HashMap<>();

    static List<String> targets() {
        return FuzzTarget.ALL.stream().map(FuzzTarget::name).toList();
    }

    private static List<byte[]> inputs(FuzzTarget target) {
        return INPUTS.computeIfAbsent(target.name(), _ -> {
            List<byte[]> inputs = new ArrayList<>(target.seeds(LONGEST_BYTES));
            inputs.addAll(findings(target));
            return List.copyOf(inputs);
        });
    }

    private static List<byte[]> findings(FuzzTarget target) {
        URL folder = FuzzTargetTest.class.getResource("findings/" + target.name());
        List<byte[]> findings = new ArrayList<>();
        if (folder != null) {
            try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
                for (Path file : files.sorted().toList()) {
                    findings.add(Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return findings;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void seeds_and_past_findings_do_no_harm(String name) {
        FuzzTarget target = FuzzTarget.of(name);
        List<byte[]> inputs = inputs(target);
        assertTrue(!inputs.isEmpty(), "no seeds");
        for (byte[] input : inputs) {
            assertTimeoutPreemptively(HANG, () -> target.run(input));
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(targets());
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void mutations_do_no_harm(@ForAll("names") String name, @ForAll long seed) throws Exception {
        FuzzTarget target = FuzzTarget.of(name);
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> own = inputs(target);
        target.run(Mutations.mutant(own.get(random.nextInt(own.size())), own, random));
    }
}
