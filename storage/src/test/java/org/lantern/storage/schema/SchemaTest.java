package org.lantern.storage.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class SchemaTest {
    @Test
    void the_versions_that_the_code_names_are_the_migrations_that_there_are() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:schema");
        Set<String> found = Arrays.stream(Flyway.configure().dataSource(database)
                .locations("classpath:org/lantern/storage/schema").load().info().all())
                .map(migration -> migration.getVersion().getVersion()).collect(Collectors.toSet());
        assertEquals(Schema.State.CURRENT, Schema.state(found));
        for (String version : found) {
            assertEquals(Schema.State.OLD,
                    Schema.state(found.stream().filter(other -> !other.equals(version)).toList()));
        }
        assertEquals(Schema.State.TOO_NEW, Schema.state(List.of("999")));
    }
}
