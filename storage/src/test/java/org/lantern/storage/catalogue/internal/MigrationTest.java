package org.lantern.storage.catalogue.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lantern.storage.catalogue.Catalogue;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.medium.Disk;
import org.lantern.storage.schema.Schema;

class MigrationTest {
    private static final String INSERT = "INSERT INTO patient (patient_id, issuer, name, ideographic_name,"
            + " phonetic_name, sex, search_text) VALUES (?, '', 'Somebody', '', '', 'M', '')";

    private final Entropy entropy = new Entropy();
    private final Key256 key = Key256.random(entropy);

    @TempDir
    Path folder;

    /** Every set of migrations that a version of this program ever left behind. */
    static Stream<List<String>> earlier() {
        return Stream.of(List.of("001"), List.of("001", "100"), List.of("001", "100", "300"),
                List.of("001", "010", "100", "101", "300"));
    }

    @ParameterizedTest
    @MethodSource("earlier")
    void a_vault_of_an_earlier_version_gets_its_tables_and_a_journal_and_keeps_its_rows(List<String> versions)
            throws Exception {
        makeOld(versions);
        try (Catalogue catalogue = Catalogue.open(new Disk(), folder, key, entropy)) {
            assertTrue(Files.size(folder.resolve("before-migration.mv.db")) > 0);
            assertEquals(List.of("OLD"), patients(catalogue));
            assertEquals(4, catalogue.versions().commits());
            catalogue.inTransaction(handle -> handle.execute(INSERT, "NEW"));
        }
        assertFalse(Files.exists(folder.resolve("before-migration.mv.db")));
        Files.delete(folder.resolve("catalogue.mv.db"));
        Catalogue.rebuild(new Disk(), folder, key, entropy);
        try (Catalogue catalogue = Catalogue.open(new Disk(), folder, key, entropy)) {
            assertEquals(List.of("NEW", "OLD"), patients(catalogue));
            assertEquals(5, catalogue.versions().commits());
        }
    }

    private static List<String> patients(Catalogue catalogue) throws Exception {
        return catalogue.read(handle -> handle.createQuery("SELECT patient_id FROM patient ORDER BY patient_id")
                .mapTo(String.class).list());
    }

    /** As the versions before the journal left it after four commits. */
    private void makeOld(List<String> versions) throws Exception {
        try (DatabaseFiles files = new DatabaseFiles(new Disk(), folder, key, entropy);
                Database database = files.open("catalogue", false, true)) {
            Schema.migrate(database.connections(), versions);
            database.handle().execute(INSERT, "OLD");
            database.handle().execute("UPDATE catalogue_state SET commit_number = 4");
        }
        try (Anchor anchor = Anchor.open(new Disk(), folder.resolve("anchor"),
                key.derive("lantern/anchor/v1").derive("lantern/anchor/commits"))) {
            anchor.write(4);
            anchor.sync();
        }
    }
}
