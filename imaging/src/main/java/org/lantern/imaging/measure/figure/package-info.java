/**
 * What a reader can draw on an image: how each figure is drawn, what it looks like and what it measures. Knows no window;
 * a new figure is a class that implements {@link org.lantern.imaging.measure.figure.Figure}.
 */
package org.lantern.imaging.measure.figure;
