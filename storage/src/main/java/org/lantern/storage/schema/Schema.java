package org.lantern.storage.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the tables to the form that this version knows. Migrations only go forward. Those of the archive are numbered
 * below 100, those of the chart from 100, those of models from 200, those of
 * annotations from 300: each may grow without the others, so a lower
 * number may come after a higher one.
 */
public final class Schema {
    private static final String LOCATION = "classpath:org/lantern/storage/schema";
    /** Flyway tells the log what it does, which on a command line is noise; it is held so that the level stays. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    /** The migrations that there are. A test compares it with what Flyway finds. */
    private static final Set<String> VERSIONS = Set.of("001", "010", "011", "050", "100", "101", "200", "300");

    /** From this migration on a vault has a journal. */
    public static final String JOURNAL = "010";

    private Schema() {}

    /**
     * Compares what was applied with what there is, in a hundredth of the time that Flyway takes to do nothing.
     *
     * @param applied versions of the migrations that were applied
     */
    public static State state(Collection<String> applied) {
        if (!VERSIONS.containsAll(applied)) {
            return State.TOO_NEW;
        }
        return applied.containsAll(VERSIONS) ? State.CURRENT : State.OLD;
    }

    /** @throws org.flywaydb.core.api.FlywayException if a migration fails, or was changed after it had been applied */
    public static void migrate(DataSource database) {
        configured(database).load().migrate();
    }

    /**
     * As {@link #migrate(DataSource)}, but only the migrations named: the tables as an earlier version made them.
     *
     * @param versions may hold ones that this version does not know; there is nothing to be done for those
     */
    public static void migrate(DataSource database, Collection<String> versions) {
        List<String> scripts = Arrays.stream(configured(database).load().info().all())
                .filter(migration -> versions.contains(migration.getVersion().getVersion()))
                .map(MigrationInfo::getScript).toList();
        configured(database).resourceProvider(new Scripts(Schema.class.getClassLoader(), scripts)).load().migrate();
    }

    private static FluentConfiguration configured(DataSource database) {
        FLYWAY.setLevel(Level.OFF);
        return Flyway.configure(Schema.class.getClassLoader()).dataSource(database).locations(LOCATION)
                .outOfOrder(true).failOnMissingLocations(true).cleanDisabled(true);
    }

    /** How a vault's tables stand to this version. */
    public enum State {
        CURRENT, OLD, TOO_NEW
    }
}
