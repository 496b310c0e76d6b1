package org.lantern.imaging.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * Decodes every file of the corpus and compares it with what other programs made of it. Main class: prints the table of
 * the README; the argument is the corpus folder.
 */
public final class CorpusReport {
    /** Why a file counts as it does: empty where it matches. */
    record Outcome(String file, String transferSyntax, boolean agreed, boolean decodable, Verdict verdict,
            String detail) {}

    enum Verdict {
        MATCHED, DIFFERENT, REFUSED
    }

    /**
     * Files that hold the same picture as another one, with whose expected values they are compared.
     *
     * <p>The first three are big-endian with 8-bit pixels in words (OW): by PS3.5 A.3 their bytes are swapped pairwise, and
     * then they equal their little-endian twins. expected/pixels.json has the hash of the unswapped bytes, although dcmtk
     * and GDCM swap as well when they convert the file. The others none of the peers decodes.
     */
    private static final Map<String, String> TWINS = Map.of("pydicom-data/OBXXXX1A_expb.dcm",
            "pydicom-data/OBXXXX1A.dcm", "pydicom-data/OBXXXX1A_expb_2frame.dcm", "pydicom-data/OBXXXX1A_2frame.dcm",
            "pydicom/SC_rgb_small_odd_big_endian.dcm", "pydicom/SC_rgb_small_odd.dcm", "pydicom-data/liver_rle.dcm",
            "pydicom-data/liver.dcm", "pydicom-data/liver_nonbyte_aligned_rle.dcm",
            "pydicom-data/liver_nonbyte_aligned.dcm", "pydicom-data/liver_deflate.dcm", "pydicom-data/liver.dcm",
            "pydicom-data/liver_nonbyte_aligned_deflate.dcm", "pydicom-data/liver_nonbyte_aligned.dcm");

    private CorpusReport() {}

    public static void main(String[] arguments) throws IOException {
        List<Outcome> outcomes = run(Path.of(arguments[0]));
        print(outcomes, System.out);
        for (Outcome outcome : outcomes) {
            if (outcome.verdict != Verdict.MATCHED) {
                System.out.println(outcome);
            }
        }
    }

    static List<Outcome> run(Path corpus) throws IOException {
        JsonNode expected = new ObjectMapper().readTree(corpus.resolve("expected/pixels.json").toFile());
        List<Outcome> outcomes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            JsonNode node = expected.get(TWINS.getOrDefault(entry.getKey(), entry.getKey()));
            Path file = corpus.resolve(entry.getKey());
            if (Files.exists(file)) {
                boolean decodable = !node.has("status");
                Verdict verdict = Verdict.REFUSED;
                String detail;
                try {
                    detail = compare(file, node, decodable);
                    verdict = detail.isEmpty() ? Verdict.MATCHED : Verdict.DIFFERENT;
                } catch (ImagingException e) {
                    detail = e.getClass().getSimpleName() + ": " + e.getMessage();
                }
                outcomes.add(
                        new Outcome(entry.getKey(), entry.getValue().get("ts").asText(), node.path("agree").asBoolean(),
                                decodable, verdict, detail));
            }
        }
        return outcomes;
    }

    private static String compare(Path path, JsonNode node, boolean decodable) throws ImagingException, IOException {
        try (DicomFile file = DicomFile.read(path, ParseLimits.CLINICAL); FrameReader reader = FrameReader.open(file)) {
            Statistics statistics = new Statistics(reader.format(), reader.frameCount(), node.path("samples16").size());
            for (int i = 0; i < reader.frameCount(); i++) {
                statistics.add(reader.read(i).samples());
            }
            if (!decodable) {
                return "";
            }
            return node.path("lossy").asBoolean() ? statistics.approximates(node) : statistics.equals(node);
        }
    }

    private static final class Statistics {
        private final PixelFormat format;
        private final MessageDigest digest;
        private final long total;
        private final double[] picked;
        private long seen;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
        private double sum;

        Statistics(PixelFormat format, int frames, int picks) {
            this.format = format;
            total = format.sampleCount() * frames;
            picked = new double[picks];
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        void add(Samples samples) {
            digest.update(littleEndian(samples));
            int pick = 0;
            for (int i = 0; i < samples.length(); i++) {
                double value = value(samples, i);
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
                sum += value;
                while (pick < picked.length && position(pick) < seen) {
                    pick++;
                }
                while (pick < picked.length && position(pick) == seen) {
                    picked[pick++] = value;
                }
                seen++;
            }
        }

        private long position(int pick) {
            return pick * (total - 1) / (picked.length - 1);
        }

        private double value(Samples samples, int i) {
            return switch (samples) {
                case Samples.Bytes bytes -> format.signed() ? bytes.values()[i] : bytes.values()[i] & 0xff;
                case Samples.Shorts shorts -> format.signed() ? shorts.values()[i] : shorts.values()[i] & 0xffff;
                case Samples.Ints ints -> format.signed() ? ints.values()[i] : ints.values()[i] & 0xffffffffL;
                case Samples.Floats floats -> floats.values()[i];
                case Samples.Doubles doubles -> doubles.values()[i];
            };
        }

        String equals(JsonNode node) {
            String hash = HexFormat.of().formatHex(digest.digest());
            return hash.equals(node.path("sha256").asText()) ? ""
                    : "hash differs: " + summary() + " for " + summary(node);
        }

        String approximates(JsonNode node) {
            double tolerance = format.samplesPerPixel() > 1 ? 4 : 2;
            boolean close = Math.abs(lowest - node.get("min").asDouble()) <= tolerance
                    && Math.abs(highest - node.get("max").asDouble()) <= tolerance
                    && Math.abs(sum / total - node.get("mean").asDouble()) <= tolerance;
            for (int i = 0; i < picked.length; i++) {
                close &= Math.abs(picked[i] - node.get("samples16").get(i).asDouble()) <= tolerance;
            }
            return close ? "" : summary() + " for " + summary(node);
        }

        private String summary() {
            return lowest + ".." + highest + " mean " + sum / total;
        }

        private static String summary(JsonNode node) {
            return node.path("min") + ".." + node.path("max") + " mean " + node.path("mean");
        }
    }

    static byte[] littleEndian(Samples samples) {
        return switch (samples) {
            case Samples.Bytes bytes -> bytes.values();
            case Samples.Shorts shorts -> {
                byte[] out = new byte[2 * shorts.length()];
                for (int i = 0; i < shorts.length(); i++) {
                    out[2 * i] = (byte) shorts.values()[i];
                    out[2 * i + 1] = (byte) (shorts.values()[i] >> 8);
                }
                yield out;
            }
            case Samples.Ints ints -> words(ints.length(), 4, i -> ints.values()[i]);
            case Samples.Floats floats -> words(floats.length(), 4, i -> Float.floatToRawIntBits(floats.values()[i]));
            case Samples.Doubles doubles ->
                words(doubles.length(), 8, i -> Double.doubleToRawLongBits(doubles.values()[i]));
        };
    }

    private static byte[] words(int count, int size, java.util.function.IntToLongFunction value) {
        byte[] out = new byte[count * size];
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < size; b++) {
                out[i * size + b] = (byte) (value.applyAsLong(i) >> 8 * b);
            }
        }
        return out;
    }

    static void print(List<Outcome> outcomes, PrintStream out) {
        Map<String, int[]> rows = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            int[] counts = rows.computeIfAbsent(outcome.transferSyntax, _ -> new int[4]);
            counts[0]++;
            counts[outcome.verdict == Verdict.REFUSED ? 3 : outcome.verdict == Verdict.DIFFERENT ? 2 : 1]++;
        }
        out.println("| Transfer syntax | files | match | differ | refused |");
        out.println("|---|---|---|---|---|");
        rows.forEach((uid, counts) -> out.println("| " + TransferSyntax.of(uid).name() + " | " + counts[0] + " | "
                + counts[1] + " | " + counts[2] + " | " + counts[3] + " |"));
    }
}
