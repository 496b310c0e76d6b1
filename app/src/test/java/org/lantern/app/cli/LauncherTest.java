package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script as a process of its own, where a package was built before the tests ran. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("bin/lantern").toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeEach
    void needs_a_package_and_a_shell() {
        assumeTrue(Files.isDirectory(Path.of("target/lib")), "nothing packaged yet");
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    }

    private Run launch(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList();
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectError(folder.resolve("err").toFile());
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    @Test
    void starts_from_any_folder_through_a_chain_of_links_and_says_nothing_else() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("lantern"), LAUNCHER);
        var second = Files.createSymbolicLink(folder.resolve("明灯 link"), link.getFileName());
        for (var script : List.of(LAUNCHER, link, second)) {
            var run = launch(script, Map.of(), "--version");
            assertEquals(new Run(0, run.out(), ""), run);
            assertTrue(run.out().matches("Lantern [0-9]+\\.[0-9]+\\.[0-9]+\\R"), run.out());
        }
    }

    @Test
    void finds_a_java_when_the_one_of_the_environment_is_too_old_and_speaks_utf8_in_any_locale() throws Exception {
        var run = launch(LAUNCHER, Map.of("JAVA_HOME", "/nonexistent", "LC_ALL", "C"), "--lang", "zh-CN", "--help");
        assertEquals(0, run.exit(), run.err());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("用法："), run.out());
    }

    @Test
    void hands_on_the_exit_code() throws Exception {
        assertEquals(2, launch(LAUNCHER, Map.of(), "nonsense").exit());
    }

    /** A medium of 24 MB in a mount namespace of the test's own, filled by an import of 31 MB. */
    @Test
    void a_full_disk_ends_an_import_with_6_and_the_vault_still_opens_with_what_was_stored() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        var mount = new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "none", disk.toString());
        try {
            assumeTrue(mount.start().waitFor() == 0, "no mount namespaces");
        } catch (IOException _) {
            assumeTrue(false, "no unshare");
        }
        var series = folder.resolve("series").toString();
        assertEquals(0, launch(LAUNCHER, Map.of(), "phantom", "--kind", "ct-chest", "--slices", "60", "--out", series)
                .exit());
        var script = Files.writeString(folder.resolve("fill"), """
                mount -t tmpfs -o size=24m none disk
                lantern() { "%s" --vault disk/vault "$@"; }
                lantern vault init > /dev/null || exit 1
                lantern import --lang zh-CN series > imported 2> import-errors
                echo "import $?"
                lantern vault info --json
                """.formatted(LAUNCHER));
        var run = launch(Path.of("/usr/bin/unshare"), Map.of("LANTERN_PASSWORD", "a full disk"), "-rm", "bash",
                script.toString());
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("import 6\n"), run.out());
        var errors = Files.readString(folder.resolve("import-errors")).lines()
                .filter(line -> line.startsWith("lantern: ")).toList();
        assertEquals(1, errors.size(), errors.toString());
        assertTrue(CliTest.hasChinese(errors.getFirst()));
        var info = new Run(0, run.out().substring(run.out().indexOf('{')), "").json();
        assertTrue(info.get("instances").asInt() < 60, info.toString());
    }
}
