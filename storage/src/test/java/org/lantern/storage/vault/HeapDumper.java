package org.lantern.storage.vault;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.Secret;
import org.lantern.storage.importing.SyntheticSeries;

/**
 * A process that works in a vault and writes its heap down, once open and once closed. It uses no class that has the
 * password as a constant.
 */
final class HeapDumper {
    private HeapDumper() {}

    /** Arguments: the vault's folder, the file for the heap while open, the file for the heap after closing. */
    public static void main(String[] arguments) throws Exception {
        HotSpotDiagnosticMXBean heap = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        Vault vault;
        try (Secret password = Secret.ofPassword(typed())) {
            vault = Vault.open(Path.of(arguments[0]), "admin", password, Clock.systemUTC());
        }
        vault.importer().store(SyntheticSeries.of(1, 3).dataSets().iterator(), 3, _ -> {}, () -> false);
        vault.chart().addPatient(new Demographics("P", "Somebody", "", "", Sex.UNKNOWN, java.util.Optional.empty(),
                false, "", "", ""));
        vault.archive().open(SyntheticSeries.of(1, 3).seriesUid() + ".1").close();
        heap.dumpHeap(arguments[1], true);
        vault.close();
        System.gc();
        heap.dumpHeap(arguments[2], true);
        if (List.of(vault).isEmpty()) {
            throw new AssertionError("the vault itself is still held, as a window would hold it");
        }
    }

    private static char[] typed() {
        char[] reversed = {'d', 'r', 'o', 'w', 's', 's', 'a', 'p', ' ', 's', '\'', 'r', 'e', 't', 's', 'e', 't', ' ',
                'a'};
        char[] typed = new char[reversed.length];
        for (int i = 0; i < typed.length; i++) {
            typed[i] = reversed[typed.length - 1 - i];
        }
        java.util.Arrays.fill(reversed, '\0');
        return typed;
    }
}
