package org.lantern.app.feature.viewer;

/**
 * One picture of a series: an object in the vault and a frame in it.
 *
 * @param frame zero-based
 */
public record FrameRef(String sopInstanceUid, int frame) {}
