package org.lantern.storage.catalogue.internal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which migrations a database has had. */
final class Migrations {
    private Migrations() {}

    static List<String> applied(Handle handle) {
        boolean any = handle.createQuery("SELECT COUNT(*) FROM information_schema.tables"
                + " WHERE table_name = 'flyway_schema_history'").mapTo(Integer.class).one() > 0;
        return any ? handle.createQuery("SELECT \"version\" FROM \"flyway_schema_history\""
                + " WHERE \"success\" AND \"version\" IS NOT NULL ORDER BY \"installed_rank\"").mapTo(String.class)
                .list() : List.of();
    }
}
