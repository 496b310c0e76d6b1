package org.lantern.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One run of the real command line inside the test's process. */
record Run(int exit, String out, String err) {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:30:00Z"), ZoneId.of("Asia/Shanghai"));

    /** Where a test's command lines run. */
    record Place(Path folder, Map<String, String> environment, Locale language, String in) {
        static Place in(Path folder) {
            return new Place(folder, Map.of(), Locale.ENGLISH, "");
        }

        Place withEnvironment(String name, String value) {
            return new Place(folder, Map.of(name, value), language, in);
        }

        Place withLanguage(Locale newLanguage) {
            return new Place(folder, environment, newLanguage, in);
        }

        Place withInput(String newIn) {
            return new Place(folder, environment, language, newIn);
        }

        Run run(Object... arguments) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            InputStream input = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
            var terminal = new Terminal(input, new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, false, StandardCharsets.UTF_8), false, environment, language, folder,
                    _ -> Optional.empty(), CLOCK, () -> false, (_, _, _, _) -> {
                        throw new AssertionError("no window in tests");
                    });
            int exit = Cli.run(terminal, List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
            return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    /** Standard output as the one JSON document that it must be. */
    JsonNode json() {
        try {
            return JsonMapper.builder()
                    .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build()
                    .readTree(out);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("not one JSON document: " + out + err, e);
        }
    }
}
