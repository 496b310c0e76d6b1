package org.lantern.storage.fault;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lantern.storage.TestVault;
import org.lantern.storage.annotation.Annotation;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.vault.Vault;

/** A process that works in a vault until it is killed, and says after each step what is done. */
public final class WorkingProcess {
    static final String CANARY_NAME = "Kanarienvogel^Zwitscher=金丝雀^鸣";
    static final String CANARY_ID = "CANARY-4711-XYZZY";

    private WorkingProcess() {}

    /** Arguments: the vault's folder, number of the first series, slices of each. */
    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[1]);
        int slices = Integer.parseInt(arguments[2]);
        try (Vault vault = TestVault.open(Path.of(arguments[0]))) {
            System.out.println("ready");
            while (true) {
                vault.importer().store(series(number, slices).dataSets().iterator(), slices, _ -> {}, () -> false);
                System.out.println("series " + number);
                vault.annotations().add(mark(number, slices));
                System.out.println("mark " + number);
                vault.chart().addPatient(new Demographics("P-" + number, "Kanarienvogel " + number, "", "",
                        Sex.UNKNOWN, Optional.of(LocalDate.of(1980, 1, 1)), false, "", "", ""));
                System.out.println("patient " + number);
                number++;
            }
        }
    }

    /** A length on the last slice of a series. */
    static Annotation mark(int number, int slices) {
        return new Annotation(series(number, slices).seriesUid() + "." + slices, 0, "length",
                List.of(new Annotation.Point(number, 0.5), new Annotation.Point(1, 2)), List.of(),
                "Kanarienvogel " + number, OptionalDouble.empty(), "NONE", List.of(), false);
    }

    static SyntheticSeries series(int number, int slices) {
        SyntheticSeries series = SyntheticSeries.of(number, slices);
        return new SyntheticSeries(CANARY_ID + "-" + number, CANARY_NAME, "19700102", series.studyUid(),
                series.seriesUid(), slices, series.rows(), series.columns(), series.seed());
    }
}
