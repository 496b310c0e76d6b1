package org.lantern.imaging.geometry;

/**
 * A point of an image. (0, 0) is the centre of the top left pixel, so the image reaches from -0.5 to its size less 0.5.
 *
 * @param column from left to right, in pixels
 * @param row from top to bottom, in pixels
 */
public record PixelPoint(double column, double row) {}
