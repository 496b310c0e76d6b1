package org.lantern.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lantern.storage.catalogue.Catalogue;

/** Every row of every table, to compare catalogues with. */
public final class Tables {
    private Tables() {}

    /** Rows as text, sorted, by table; without what Flyway says of when it ran. */
    public static Map<String, List<String>> of(Catalogue catalogue) throws StorageException {
        return catalogue.read(handle -> {
            Map<String, List<String>> all = new TreeMap<>();
            for (String table : handle.createQuery("SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'").mapTo(String.class).list()) {
                if (!table.equals("flyway_schema_history") && !table.equals("CATALOGUE_STATE")) {
                    all.put(table, new ArrayList<>(handle.createQuery("SELECT * FROM \"" + table + "\"").mapToMap()
                            .map(row -> new TreeMap<>(row).toString()).list()));
                    all.get(table).sort(null);
                }
            }
            return all;
        });
    }
}
