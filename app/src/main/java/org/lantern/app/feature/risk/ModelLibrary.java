package org.lantern.app.feature.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.lantern.analytics.learning.LearnedRisk;
import org.lantern.analytics.learning.ModelFile;
import org.lantern.analytics.risk.ModelPackage;
import org.lantern.analytics.risk.RiskCatalogue;
import org.lantern.analytics.risk.RiskModel;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.ModelSignature;
import org.lantern.storage.model.ModelStore;

/** The models that a vault adds to those of the product, and the way in for signed files. */
public final class ModelLibrary {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String FORMAT = "lantern-model-1";

    private ModelLibrary() {}

    /** The product's models, then the vault's: one of the same id takes the place of the product's. */
    public static RiskCatalogue with(RiskCatalogue bundled, ModelStore store) throws StorageException {
        var more = new ArrayList<RiskModel>();
        try {
            for (var content : store.installed()) {
                more.add(ModelPackage.read(content).model());
            }
            for (var content : store.learned()) {
                more.add(LearnedRisk.model(ModelFile.read(content)));
            }
        } catch (ModelPackage.Unreadable | ModelFile.Broken e) {
            throw new StorageException.Tampered("model", e);
        }
        return bundled.with(more);
    }

    /** Why a signed file was not installed. */
    public enum Refusal {
        /** No signed model file. */
        UNREADABLE,
        /** No trusted publisher signed it, or it was changed after it was signed. */
        UNKNOWN_SIGNATURE,
        /** A vector gives another result here. */
        VECTOR_FAILS,
        /** The same or a later version is there already. */
        NOT_NEWER
    }

    /** A signed file that was not installed. */
    public static final class Refused extends Exception {
        private final Refusal refusal;
        private final List<String> faults;

        Refused(Refusal refusal, List<String> faults) {
            super(refusal + " " + faults);
            this.refusal = refusal;
            this.faults = faults;
        }

        public Refusal refusal() {
            return refusal;
        }

        /** The vectors that failed, or what could not be read. */
        public List<String> faults() {
            return faults;
        }
    }

    /**
     * What was installed.
     *
     * @param publisher who signed it
     */
    public record Installed(RiskModel model, int vectors, String publisher) {}

    /**
     * Installs a model from a signed file: the signature first, then the model, then its vectors.
     *
     * @param file its bytes
     * @param present the models that there are
     */
    public static Installed install(byte[] file, ModelStore store, RiskCatalogue present)
            throws Refused, StorageException {
        byte[] content;
        byte[] signature;
        try {
            var node = MAPPER.readTree(new String(file, StandardCharsets.UTF_8));
            if (!node.path("format").asText().equals(FORMAT)) {
                throw new Refused(Refusal.UNREADABLE, List.of());
            }
            content = Base64.getDecoder().decode(node.path("content").asText());
            signature = Base64.getDecoder().decode(node.path("signature").asText());
        } catch (JsonProcessingException | IllegalArgumentException _) {
            throw new Refused(Refusal.UNREADABLE, List.of());
        }
        if (store.signer(content, signature).isEmpty()) {
            throw new Refused(Refusal.UNKNOWN_SIGNATURE, List.of());
        }
        ModelPackage offered;
        try {
            offered = ModelPackage.read(content);
        } catch (ModelPackage.Unreadable e) {
            throw new Refused(Refusal.UNREADABLE, List.of(String.valueOf(e.getMessage())));
        }
        var faults = offered.faults();
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.VECTOR_FAILS, faults);
        }
        var model = offered.model();
        var former = present.find(model.id());
        if (former.isPresent() && !newer(model.version(), former.get().version())) {
            throw new Refused(Refusal.NOT_NEWER, List.of());
        }
        var publisher = store.install(model.id(), model.version(), content, signature);
        return new Installed(model, offered.vectorCount(), publisher.name());
    }

    /** Compares versions number by number. */
    static boolean newer(String version, String former) {
        String[] these = version.split("\\.");
        String[] those = former.split("\\.");
        for (int i = 0; i < Math.max(these.length, those.length); i++) {
            int difference = Integer.compare(part(these, i), part(those, i));
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    private static int part(String[] parts, int index) {
        return index < parts.length && parts[index].matches("\\d{1,9}") ? Integer.parseInt(parts[index]) : 0;
    }

    /**
     * Signs a package, as a publisher does.
     *
     * @param content the package's bytes
     * @throws StorageException.Invalid if the key is none
     */
    public static String sign(byte[] content, byte[] privateKey) throws StorageException.Invalid {
        var encoder = Base64.getEncoder();
        return MAPPER.createObjectNode().put("format", FORMAT).put("content", encoder.encodeToString(content))
                .put("signature", encoder.encodeToString(ModelSignature.sign(privateKey, content))).toPrettyString();
    }
}
