package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;

/** The data set of every file of the corpus, through the JSON model, against pydicom's. */
class JsonCorpusTest {
    /** What differs on purpose, and why. Beside these, the values below are compared without the padding that pydicom
     * leaves at the end of inner values (PS3.5 section 6.2 makes it insignificant), with an empty inner value as null
     * (PS3.18 section F.2.5), and without group lengths. */
    private static final Map<String, String> ON_PURPOSE = Map.of(
            "pydicom/rtplan_truncated.dcm 300A00B0.* 300A012C", "the value is cut short, so it is not in the data set",
            "dcm4che/3gb-bulk-data-truncated 7FE00010",
            "the value is cut short, so the element is not in the data set", "pydicom/MR_truncated.dcm 7FE00010",
            "the value is cut short, so the element is not in the data set",
            "dcm4che/Tag-0040-A170-VR-CS.dcm 0040A020.* 0040A170",
            "text where a sequence must be: kept as UN, where pydicom has an empty item",
            "dcm4che/no_preamble_dicm_in_data .*",
            "DICM is inside of a value there, which pydicom takes for the prefix",
            "pydicom/badVR.dcm 00280008", "no number: written as the string that it is; pydicom fails",
            "pydicom/no_meta.dcm .*", "starts with a stray byte: pydicom, forced, finds one nonsense element",
            "pydicom/dicomdirtests/TINY_ALPHA/README: refused.*",
            "a text: pydicom, forced, finds one nonsense element");

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> differences = new ArrayList<>();

    @Test
    void every_file_has_the_elements_and_values_that_pydicom_finds(@TempDir Path folder) throws Exception {
        assumeTrue(!Peers.corpus().isEmpty(), "no corpus");
        assumeTrue(Peers.python().isPresent(), "no pydicom");
        List<Path> corpus = Stream.concat(Peers.corpus().stream(), characterSetFiles().stream()).toList();
        Path script = folder.resolve("pydicom_json.py");
        try (var in = JsonCorpusTest.class.getResourceAsStream("pydicom_json.py")) {
            Files.copy(in, script);
        }
        String names = corpus.stream().map(p -> p + "\n").collect(Collectors.joining());
        Peers.Output output = Peers.run(List.of(Peers.python().get(), script.toString()), names);
        Iterator<String> lines = new String(output.bytes(), StandardCharsets.UTF_8).lines().iterator();
        int compared = 0;
        for (Path path : corpus) {
            String name = Peers.root().relativize(path).toString();
            JsonNode theirs = mapper.readTree(lines.next());
            try (DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL)) {
                if (theirs.has("error")) {
                    continue;
                }
                compare(name + " meta", json(file.meta()), theirs.get("meta"));
                compare(name, json(file.dataSet()), theirs.get("data"));
                compared++;
            } catch (ImagingException e) {
                if (!theirs.has("error")) {
                    differences.add(name + ": refused: " + e.getMessage());
                }
            }
        }
        assertTrue(compared > 600);
        List<String> open = differences.stream()
                .filter(d -> ON_PURPOSE.keySet().stream().noneMatch(p -> d.matches("(?s)" + p + ".*"))).toList();
        assertEquals(List.of(), open);
    }

    /** Files in every character set, which come with pydicom. */
    private static List<Path> characterSetFiles() throws java.io.IOException {
        Peers.Output files = Peers.run(List.of(Peers.python().get(), "-c",
                "from pydicom.data import get_charset_files\nfor f in get_charset_files('*.dcm'): print(f)"), "");
        return new String(files.bytes(), StandardCharsets.UTF_8).lines().map(Path::of).toList();
    }

    private JsonNode json(DataSet dataSet) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomJson.write(List.of(dataSet), DicomJson.Options.WHOLE, out);
        return mapper.readTree(out.toByteArray());
    }

    private void compare(String where, JsonNode ours, JsonNode theirs) throws java.io.IOException {
        TreeSet<String> tags = new TreeSet<>();
        ours.fieldNames().forEachRemaining(tags::add);
        theirs.fieldNames().forEachRemaining(tags::add);
        for (String tag : tags) {
            if (tag.endsWith("0000")) {
                continue;
            }
            String place = where + " " + tag;
            JsonNode mine = ours.get(tag);
            JsonNode other = theirs.get(tag);
            if (mine == null || other == null) {
                differences.add(place + (mine == null ? " only pydicom " + cut(other) : " only here " + cut(mine)));
                continue;
            }
            if (mine.path("vr").asText().equals("SQ") && other.path("vr").asText().equals("SQ")) {
                int items = Math.max(mine.path("Value").size(), other.path("Value").size());
                if (mine.path("Value").size() != other.path("Value").size()) {
                    differences.add(place + " items " + mine.path("Value").size() + " / " + other.path("Value").size());
                    continue;
                }
                for (int i = 0; i < items; i++) {
                    compare(place + "[" + i + "]", mine.path("Value").get(i), other.path("Value").get(i));
                }
                continue;
            }
            String left = normal(mine);
            String right = normal(other);
            if (!left.equals(right)) {
                differences.add(place + " " + cut(left) + " / " + cut(right));
            }
        }
    }

    private static String normal(JsonNode node) throws java.io.IOException {
        StringBuilder text = new StringBuilder(node.path("vr").asText());
        if (node.has("InlineBinary")) {
            text.append(" length ").append(node.get("InlineBinary").binaryValue().length);
        }
        if (node.has("length")) {
            text.append(" length ").append(node.get("length"));
        }
        if (node.has("fault")) {
            text.append(" fault ").append(node.get("fault").asText());
        }
        for (JsonNode value : node.path("Value")) {
            String plain = value.isNumber() ? Double.toString(value.asDouble() + 0.0) : value.toString();
            text.append('|').append(plain.equals("\"\"") ? "null" : plain.replaceAll(" +\"$", "\""));
        }
        return text.toString();
    }

    private static String cut(Object text) {
        String all = text.toString();
        return all.length() > 150 ? all.substring(0, 150) + "…" : all;
    }
}
