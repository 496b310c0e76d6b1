package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lantern.resources.Texts;
import picocli.CommandLine;

class CliTest {
    @TempDir
    Path folder;

    private Run run(Object... arguments) {
        return Run.Place.in(folder).run(arguments);
    }

    @Test
    void version_is_one_line_on_standard_output() {
        var run = run("--version");
        assertEquals(0, run.exit());
        assertEquals(1, run.out().lines().count());
        assertTrue(run.out().startsWith("Lantern "));
        assertEquals("", run.err());
        assertEquals(run.out(), run("-V", "--lang", "zh-CN").out());
    }

    @ParameterizedTest
    @CsvSource({"en,Usage:,Options:", "zh-CN,用法：,选项："})
    void help_is_in_the_language_asked_for(String language, String usage, String options) {
        for (var run : new Run[]{run("--lang", language, "--help"), run("--help", "--lang=" + language)}) {
            assertEquals(0, run.exit());
            assertTrue(run.out().startsWith(usage), run.out());
            assertTrue(run.out().contains(options), run.out());
        }
    }

    @Test
    void help_is_in_the_systems_language_unless_told_otherwise() {
        assertTrue(Run.Place.in(folder).withLanguage(Locale.TRADITIONAL_CHINESE).run("--help").out().startsWith("用法"));
        assertTrue(Run.Place.in(folder).withLanguage(Locale.GERMAN).run("--help").out().startsWith("Usage"));
    }

    @ParameterizedTest
    @CsvSource({"--nonsense", "nonsense", "--lang=fr", "--vault", "--user a --user b"})
    void a_command_line_that_is_not_understood_exits_with_2_and_one_line(String line) {
        for (var language : new Locale[]{Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            var run = Run.Place.in(folder).withLanguage(language).run((Object[]) line.split(" "));
            assertEquals(2, run.exit());
            assertEquals("", run.out());
            assertEquals(1, run.err().lines().count(), run.err());
            assertEquals(language != Locale.ENGLISH, hasChinese(run.err()), run.err());
        }
    }

    @Test
    void every_command_and_option_is_described_in_both_languages() {
        for (var language : Texts.LANGUAGES) {
            var terminal = new Terminal(null, System.out, System.err, false, null, language, folder,
                    _ -> Optional.empty(), Run.CLOCK, () -> false, null);
            var session = new Session(terminal, Texts.in(language), new GlobalOptions(), new OpenVault(),
                    new ReadCatalogue(), false);
            check(CommandTree.of(session), language);
        }
    }

    private static void check(CommandLine command, Locale language) {
        var spec = command.getCommandSpec();
        described(spec.qualifiedName(), spec.usageMessage().description(), language);
        for (var argument : spec.args()) {
            described(spec.qualifiedName() + " " + argument, argument.description(), language);
        }
        command.getSubcommands().values().forEach(subcommand -> check(subcommand, language));
    }

    private static void described(String what, String[] description, Locale language) {
        var text = String.join(" ", description);
        assertFalse(text.isBlank(), what);
        assertEquals(language != Locale.ENGLISH, hasChinese(text), what);
    }

    static boolean hasChinese(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
