package org.lantern.storage.upkeep;

/**
 * An object that is not what was stored.
 *
 * @param what where it lies; no patient value
 */
public record Damage(String studyUid, String sopInstanceUid, String what) {}
