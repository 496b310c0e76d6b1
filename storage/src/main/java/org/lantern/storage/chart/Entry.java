package org.lantern.storage.chart;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of one fact in the chart.
 *
 * @param <T> what kind of fact
 * @param id the same through all versions of the fact; unique in the vault
 * @param version from 1; version 0 is what the image headers say about a patient that nobody has edited yet
 * @param author user who wrote this version
 * @param recordedAt when it was written, to the microsecond
 * @param change why the version was made, empty for the first
 * @param retracted whether this version withdraws the fact (entered in error); what it said stays readable
 * @param fact what this version says
 */
public record Entry<T extends Fact>(long id, int version, String author, Instant recordedAt, Optional<String> change,
        boolean retracted, T fact) {}
