package org.lantern.storage.object;

/**
 * Where a sealed object lies.
 *
 * @param objectId its random number, 32 hexadecimal digits
 * @param pack the pack's number, from 1
 * @param offset of its record in the pack, in bytes
 * @param bytes its length when opened
 */
public record ObjectLocation(String objectId, int pack, long offset, long bytes) {}
