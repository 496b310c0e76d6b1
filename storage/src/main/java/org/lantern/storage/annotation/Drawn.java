package org.lantern.storage.annotation;

import java.time.Instant;

/**
 * One version of one annotation.
 *
 * @param id the same through all versions; unique in the vault
 * @param version from 1
 * @param author user who wrote this version
 * @param recordedAt when, to the microsecond
 * @param retracted whether this version withdraws the annotation; what it said stays readable
 */
public record Drawn(long id, int version, String author, Instant recordedAt, boolean retracted,
        Annotation annotation) {}
