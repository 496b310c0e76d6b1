package org.lantern.app.compose;

import java.time.Instant;
import java.util.Optional;
import org.lantern.app.shell.MeasurementAccepted;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Observation;
import org.lantern.storage.chart.Origin;

/** From a measurement on an image to an observation in the chart. */
final class ChartMeasurement {
    private ChartMeasurement() {}

    static Entry<Observation> store(Chart chart, PatientKey patient, MeasurementAccepted measurement, Instant when)
            throws StorageException {
        var code = chart.kinds().get(measurement.kind()).usual().code();
        var points = measurement.points().stream().map(point -> new Origin.Point(point.x(), point.y())).toList();
        return chart.add(patient, new Observation(code,
                new Observation.Value.Quantity(measurement.value(), measurement.unit()), when,
                new Origin.Measured(measurement.sopInstanceUid(), measurement.frame(), measurement.figure(),
                        measurement.calibration(), points),
                Optional.empty()));
    }
}
