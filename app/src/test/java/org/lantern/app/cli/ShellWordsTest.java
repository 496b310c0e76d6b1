package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a b  c", "  'a b' \"c d\"e ", "a\\ b 'it'\\''s' \"q\\\"u\\o\"", "x=1#2 # comment",
            "'' \"\"",
            "a\tb", "研究 '李 四'", "back\\\\slash \"\\\\\" '\\'"})
    void splits_as_a_posix_shell_does(String line) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        var process = new ProcessBuilder("/bin/sh", "-c", "printf '%s\\n' " + line).redirectErrorStream(true).start();
        var expected = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(Optional.of(List.of(expected.split("\n", -1)).subList(0, expected.split("\n", -1).length - 1)),
                ShellWords.split(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'open", "\"open", "a\\"})
    void what_is_not_closed_is_refused(String line) {
        assertEquals(Optional.empty(), ShellWords.split(line));
    }

    @Test
    void comments_and_empty_lines_have_no_words() {
        assertEquals(Optional.of(List.of()), ShellWords.split("   # nothing"));
        assertEquals(Optional.of(List.of()), ShellWords.split(""));
    }

    @Property(tries = 300)
    void a_quoted_word_comes_back_whatever_is_in_it(@ForAll @NotEmpty List<String> words) {
        var line = String.join(" ", words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList());
        assertEquals(Optional.of(words), ShellWords.split(line));
    }
}
