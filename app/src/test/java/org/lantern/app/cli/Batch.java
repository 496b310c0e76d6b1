package org.lantern.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines run as a batch on a vault that is made first: unlocking costs seconds, so it is done once. */
final class Batch {
    private Batch() {}

    /** The answers to the lines, in their order, without that to making the vault. */
    static List<JsonNode> inNewVault(Path folder, String... lines) throws IOException {
        var script = "vault init\n" + String.join("\n", lines) + "\n";
        var run = Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", "a password long enough").withInput(script)
                .run("batch", "-", "--vault", folder.resolve("vault"));
        var answers = new ArrayList<JsonNode>();
        for (var line : run.out().lines().toList()) {
            answers.add(new JsonMapper().readTree(line));
        }
        if (answers.size() != lines.length + 1 || answers.getFirst().get("exit").asInt() != 0) {
            throw new AssertionError(run.out() + run.err());
        }
        return answers.subList(1, answers.size());
    }
}
