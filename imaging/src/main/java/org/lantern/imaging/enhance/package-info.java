/**
 * Enhancements of a frame and the ordered recipe of them. Each works on the stored values at their full depth and makes
 * a new frame of the same format; the source and the measurements on it never change.
 */
package org.lantern.imaging.enhance;
