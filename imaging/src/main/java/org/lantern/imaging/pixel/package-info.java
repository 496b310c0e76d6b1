/**
 * Frames and how they are shown: stored values, modality, VOI and presentation lookup tables, colour, rendering. Pure
 * arrays: no window system.
 */
package org.lantern.imaging.pixel;
