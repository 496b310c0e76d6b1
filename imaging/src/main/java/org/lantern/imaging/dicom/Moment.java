package org.lantern.imaging.dicom;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A date time (DT) as precise as it was written.
 *
 * @param local components that were not written have their lowest value
 * @param precision the smallest unit that was written: YEARS, MONTHS, DAYS, HOURS, MINUTES, SECONDS or MICROS
 * @param offset from UTC, where it was written
 */
public record Moment(LocalDateTime local, ChronoUnit precision, Optional<ZoneOffset> offset) {}
