package org.lantern.analytics.learning;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalDouble;

/**
 * A learned model as bytes: a mark, the card and the preparation as JSON, the classifier's numbers, and a fingerprint of
 * all that, which tells a damaged file. There is no form without the card.
 */
public final class ModelFile {
    private static final byte[] MARK = "LANTERN MODEL 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FINGERPRINT_BYTES = 32;
    private static final int MOST_COLUMNS = 1 << 16;
    private static final int MOST_TREES = 1 << 16;

    private static final JsonMapper MAPPER = JsonMapper.builder().addModule(new SimpleModule()
            .addSerializer(OptionalDouble.class, new JsonSerializer<>() {
                @Override
                public void serialize(OptionalDouble value, JsonGenerator out, SerializerProvider provider)
                        throws IOException {
                    if (value.isPresent()) {
                        out.writeNumber(value.getAsDouble());
                    } else {
                        out.writeNull();
                    }
                }
            }).addDeserializer(OptionalDouble.class, new JsonDeserializer<>() {
                @Override
                public OptionalDouble deserialize(JsonParser in, DeserializationContext context) throws IOException {
                    return OptionalDouble.of(in.getDoubleValue());
                }

                @Override
                public OptionalDouble getNullValue(DeserializationContext context) {
                    return OptionalDouble.empty();
                }
            }).addSerializer(Instant.class, new JsonSerializer<>() {
                @Override
                public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                        throws IOException {
                    out.writeString(value.toString());
                }
            }).addDeserializer(Instant.class, new JsonDeserializer<>() {
                @Override
                public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
                    return Instant.parse(in.getText());
                }
            })).build();

    private ModelFile() {}

    /** The JSON part: everything but the classifier. */
    private record Head(ModelCard card, Preparation preparation, Recalibration recalibration) {}

    /** Bytes that are no model, or no longer one. */
    public static final class Broken extends IOException {
        Broken(String technical, Throwable cause) {
            super(technical, cause);
        }
    }

    /** The card as JSON, for people and other programs. */
    public static String cardJson(ModelCard card) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(card);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] write(LearnedModel model) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.write(MARK);
            byte[] head = MAPPER
                    .writeValueAsBytes(new Head(model.card(), model.preparation(), model.recalibration()));
            out.writeInt(head.length);
            out.write(head);
            write(model.classifier(), out);
            out.write(fingerprint(bytes.toByteArray(), bytes.size()));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws Broken if the bytes are not a whole model of this format */
    public static LearnedModel read(byte[] bytes) throws Broken {
        int length = bytes.length - FINGERPRINT_BYTES;
        if (length < MARK.length + 4 || !Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length)) {
            throw new Broken("no learned model", null);
        }
        if (!Arrays.equals(bytes, length, bytes.length, fingerprint(bytes, length), 0, FINGERPRINT_BYTES)) {
            throw new Broken("the fingerprint does not match", null);
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes, MARK.length, length - MARK.length))) {
            int size = in.readInt();
            if (size < 2 || size > in.available()) {
                throw new Broken("the card has no such length", null);
            }
            var head = MAPPER.readValue(in.readNBytes(size), Head.class);
            int width = head.preparation().features().size();
            var classifier = classifier(in, width);
            if (in.available() > 0) {
                throw new Broken("bytes follow the model", null);
            }
            return new LearnedModel(head.card(), head.preparation(), classifier, head.recalibration());
        } catch (Broken e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Broken("not a whole model", e);
        }
    }

    /** Hexadecimal SHA-256. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(fingerprint(bytes, bytes.length));
    }

    private static byte[] fingerprint(byte[] bytes, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Classifier classifier, DataOutputStream out) throws IOException {
        switch (classifier) {
            case LogisticRegression.Model model -> {
                out.writeByte('L');
                out.writeDouble(model.intercept());
                write(out, model.coefficients(), model.means(), model.deviations());
            }
            case LinearSvm.Model model -> {
                out.writeByte('S');
                out.writeDouble(model.intercept());
                write(out, model.coefficients(), model.means(), model.deviations());
            }
            case NaiveBayes.Model model -> {
                out.writeByte('B');
                out.writeDouble(model.priorLogOdds());
                for (boolean counted : model.counted()) {
                    out.writeBoolean(counted);
                }
                write(out, model.means()[0], model.means()[1], model.variances()[0], model.variances()[1]);
            }
            case TreeEnsemble model -> {
                out.writeByte(model.scale() == Classifier.Scale.PROBABILITY ? 'F' : 'G');
                out.writeDouble(model.start());
                out.writeDouble(model.share());
                out.writeInt(model.trees().size());
                for (var tree : model.trees()) {
                    tree.write(out);
                }
            }
        }
    }

    private static void write(DataOutputStream out, double[]... rows) throws IOException {
        for (var row : rows) {
            for (double value : row) {
                out.writeDouble(value);
            }
        }
    }

    private static Classifier classifier(DataInputStream in, int width) throws IOException {
        if (width < 1 || width > MOST_COLUMNS) {
            throw new Broken("no such number of columns", null);
        }
        byte kind = in.readByte();
        return switch (kind) {
            case 'L' -> new LogisticRegression.Model(in.readDouble(), doubles(in, width), doubles(in, width),
                    doubles(in, width));
            case 'S' -> new LinearSvm.Model(in.readDouble(), doubles(in, width), doubles(in, width),
                    doubles(in, width));
            case 'B' -> {
                double prior = in.readDouble();
                var counted = new boolean[width];
                for (int i = 0; i < width; i++) {
                    counted[i] = in.readBoolean();
                }
                yield new NaiveBayes.Model(prior, counted, new double[][]{doubles(in, width), doubles(in, width)},
                        new double[][]{doubles(in, width), doubles(in, width)});
            }
            case 'F', 'G' -> {
                double start = in.readDouble();
                double share = in.readDouble();
                int count = in.readInt();
                if (count < 1 || count > MOST_TREES) {
                    throw new Broken("no such number of trees", null);
                }
                var trees = new ArrayList<Tree>();
                for (int i = 0; i < count; i++) {
                    trees.add(Tree.read(in, width));
                }
                yield new TreeEnsemble(trees, start, share,
                        kind == 'F' ? Classifier.Scale.PROBABILITY : Classifier.Scale.LOG_ODDS, width);
            }
            default -> throw new Broken("unknown kind of model", null);
        };
    }

    private static double[] doubles(DataInputStream in, int count) throws IOException {
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readDouble();
            if (!Double.isFinite(values[i])) {
                throw new Broken("a number is not finite", null);
            }
        }
        return values;
    }
}
