package org.lantern.storage.schema;

import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables to the form that this version knows. Migrations only go forward. Those of the archive are numbered
 * below 100, those of the chart from 100: either may grow without the other, so a lower number may come after a higher
 * one.
 */
public final class Schema {
    private static final String LOCATION = "classpath:org/lantern/storage/schema";
    /** Flyway tells the log what it does, which on a command line is noise; it is held so that the level stays. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private Schema() {}

    /** @throws org.flywaydb.core.api.FlywayException if a migration fails, or was changed after it had been applied */
    public static void migrate(DataSource database) {
        FLYWAY.setLevel(Level.OFF);
        Flyway.configure(Schema.class.getClassLoader()).dataSource(database).locations(LOCATION).outOfOrder(true)
                .failOnMissingLocations(true).cleanDisabled(true).load().migrate();
    }
}
