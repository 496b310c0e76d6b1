package org.lantern.storage.model;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.account.Needs;
import org.lantern.storage.account.Permission;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.crypto.ModelSignature;

/**
 * The models of a vault that do not come with the product. Content is kept as it came and lies, as everything in the
 * catalogue, under the vault's keys. Nothing is overwritten: a new version is a new row. Safe for use by several
 * threads.
 */
public final class ModelStore {
    /** Largest learned model, in bytes: the catalogue's journal writes a row in one piece. */
    public static final int MOST_BYTES = 32_000_000;

    private final Catalogue catalogue;
    private final Access access;
    private final Clock clock;

    /** Made by the vault. */
    public ModelStore(Catalogue catalogue, Access access, Clock clock) {
        this.catalogue = catalogue;
        this.access = access;
        this.clock = clock;
    }

    /** Trusts a publisher from now on; a key that is trusted already keeps its name. */
    @Needs(Permission.MAINTAIN)
    public Publisher trust(String name, byte[] publicKey) throws StorageException {
        access.demand(Permission.MAINTAIN);
        if (name.isBlank() || name.length() > 200) {
            throw new StorageException.Invalid("publisher name");
        }
        var fingerprint = ModelSignature.fingerprint(publicKey);
        access.record(Deed.of(Action.MAINTAINED, "publisher of models " + fingerprint));
        return catalogue.inTransaction(handle -> {
            var known = handle.createQuery("SELECT name FROM model_publisher WHERE fingerprint = ?")
                    .bind(0, fingerprint).mapTo(String.class).findOne();
            if (known.isEmpty()) {
                handle.createUpdate(
                        "INSERT INTO model_publisher (fingerprint, name, public_key, trusted_by, trusted_at)"
                                + " VALUES (?, ?, ?, ?, ?)")
                        .bind(0, fingerprint).bind(1, name).bind(2, publicKey)
                        .bind(3, access.user()).bind(4, now()).execute();
            }
            return new Publisher(known.orElse(name), fingerprint);
        });
    }

    /** The trusted publishers by name. */
    @Needs({})
    public List<Publisher> publishers() throws StorageException {
        return catalogue.read(handle -> handle
                .createQuery("SELECT name, fingerprint FROM model_publisher ORDER BY name, fingerprint")
                .map((row, _) -> new Publisher(row.getString("name"), row.getString("fingerprint"))).list());
    }

    /**
     * Who signed a content.
     *
     * @return empty if no trusted key fits the signature
     */
    @Needs({})
    public Optional<Publisher> signer(byte[] content, byte[] signature) throws StorageException {
        record Known(Publisher publisher, byte[] key) {}
        var known = catalogue.read(handle -> handle.createQuery("SELECT * FROM model_publisher")
                .map((row, _) -> new Known(new Publisher(row.getString("name"), row.getString("fingerprint")),
                        row.getBytes("public_key")))
                .list());
        return known.stream().filter(candidate -> ModelSignature.verifies(candidate.key(), content, signature))
                .map(Known::publisher).findFirst();
    }

    /**
     * Adds a published model, or a new version of one.
     *
     * @param content the signed bytes
     * @throws StorageException.Invalid if no trusted publisher signed it
     */
    @Needs(Permission.MAINTAIN)
    public Publisher install(String id, String version, byte[] content, byte[] signature) throws StorageException {
        access.demand(Permission.MAINTAIN);
        var publisher = signer(content, signature)
                .orElseThrow(() -> new StorageException.Invalid("signature of no trusted publisher"));
        access.record(Deed.of(Action.MAINTAINED, "model " + id + " " + version));
        catalogue.inTransaction(handle -> handle.createUpdate(
                "INSERT INTO model_installed (model_id, version, fingerprint, content, signature, author, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .bind(0, id).bind(1, version).bind(2, publisher.fingerprint()).bind(3, content).bind(4, signature)
                .bind(5, access.user()).bind(6, now()).execute());
        return publisher;
    }

    /** The signed bytes of the newest version of each published model. */
    @Needs({})
    public List<byte[]> installed() throws StorageException {
        return catalogue.read(handle -> handle
                .createQuery("SELECT content FROM model_installed m WHERE NOT EXISTS (SELECT 1 FROM model_installed n"
                        + " WHERE n.model_id = m.model_id AND n.sequence_number > m.sequence_number) ORDER BY model_id")
                .mapTo(byte[].class).list());
    }

    /** The newest version of a learned model, 0 if there is none of that id. */
    @Needs({})
    public int learnedVersion(String id) throws StorageException {
        return catalogue.read(handle -> handle
                .createQuery("SELECT COALESCE(MAX(version), 0) FROM model_learned WHERE model_id = ?").bind(0, id)
                .mapTo(Integer.class).one());
    }

    /**
     * Adds a learned model or its next version.
     *
     * @param version one more than {@link #learnedVersion}
     * @throws StorageException.Invalid if it is another version (somebody else was faster), or larger than
     *             {@link #MOST_BYTES}
     */
    @Needs(Permission.RUN_RISK)
    public void addLearned(String id, int version, byte[] content) throws StorageException {
        access.demand(Permission.RUN_RISK);
        if (content.length > MOST_BYTES) {
            throw new StorageException.Invalid("model larger than " + MOST_BYTES + " bytes");
        }
        if (version != learnedVersion(id) + 1) {
            throw new StorageException.Invalid("model version");
        }
        access.record(Deed.of(Action.MAINTAINED, "learned model " + id + " " + version));
        catalogue.inTransaction(handle -> handle.createUpdate(
                "INSERT INTO model_learned (model_id, version, content, author, recorded_at) VALUES (?, ?, ?, ?, ?)")
                .bind(0, id).bind(1, version).bind(2, content).bind(3, access.user()).bind(4, now()).execute());
    }

    /** The newest version of a learned model. */
    @Needs({})
    public Optional<byte[]> learned(String id) throws StorageException {
        return catalogue.read(handle -> handle
                .createQuery("SELECT content FROM model_learned WHERE model_id = ? ORDER BY version DESC LIMIT 1")
                .bind(0, id).map((row, _) -> row.getBytes("content")).findOne());
    }

    /** The newest version of each learned model. */
    @Needs({})
    public List<byte[]> learned() throws StorageException {
        return catalogue.read(handle -> handle
                .createQuery("SELECT content FROM model_learned m WHERE NOT EXISTS (SELECT 1 FROM model_learned n"
                        + " WHERE n.model_id = m.model_id AND n.version > m.version) ORDER BY model_id")
                .map((row, _) -> row.getBytes("content")).list());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
