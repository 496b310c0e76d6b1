package org.lantern.storage.upkeep;

/**
 * A study that was deleted.
 *
 * @param bytes of its objects when opened
 */
public record Erased(int objects, long bytes) {}
