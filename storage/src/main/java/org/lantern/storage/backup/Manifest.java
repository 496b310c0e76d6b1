package org.lantern.storage.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.lantern.storage.BrokenSealException;

/**
 * What a generation of a backup holds.
 *
 * @param commits of the catalogue at that point in time: an anchor outside of the vault's folder
 * @param erased how many studies had been erased; where that changed, the file is written anew
 */
record Manifest(long generation, Instant created, long commits, int erased, List<Segment> segments) {
    private static final JsonMapper JSON = new JsonMapper();

    Manifest {
        segments = List.copyOf(segments);
    }

    /** The whole parts of a file, in order and without a gap from its beginning; empty if they are not. */
    List<Segment> of(String file) {
        List<Segment> found = segments.stream().filter(segment -> segment.file().equals(file))
                .sorted((a, b) -> Long.compare(a.from(), b.from())).toList();
        long end = 0;
        for (Segment segment : found) {
            if (segment.from() != end) {
                return List.of();
            }
            end = segment.end();
        }
        return found;
    }

    List<String> files() {
        return segments.stream().map(Segment::file).distinct().sorted().toList();
    }

    long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    byte[] encode() {
        ObjectNode node = JSON.createObjectNode().put("generation", generation).put("created", created.toString())
                .put("commits", commits).put("erased", erased);
        TreeMap<String, ObjectNode> files = new TreeMap<>();
        for (Segment segment : segments) {
            ObjectNode file = files.computeIfAbsent(segment.file(), name -> node.withArray("files").addObject()
                    .put("name", name).put("source", segment.source()));
            file.withArray("parts").addArray().add(segment.from()).add(segment.bytes()).add(segment.at())
                    .add(segment.mac());
        }
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Manifest decode(byte[] bytes) throws IOException {
        try {
            JsonNode node = JSON.readTree(bytes);
            List<Segment> segments = new ArrayList<>();
            for (JsonNode file : node.path("files")) {
                for (JsonNode part : file.path("parts")) {
                    segments.add(new Segment(file.path("name").asText(), file.path("source").asText(),
                            part.path(0).asLong(), part.path(1).asInt(), part.path(2).asLong(),
                            part.path(3).asText()));
                }
            }
            return new Manifest(node.path("generation").asLong(), Instant.parse(node.path("created").asText()),
                    node.path("commits").asLong(), node.path("erased").asInt(), segments);
        } catch (JsonProcessingException | DateTimeException _) {
            throw new BrokenSealException("backup manifest");
        }
    }
}
