/**
 * Measurements on images. Each says how its millimetres were obtained, and gives none where there are none; statistics
 * read stored values through the modality lookup table, never enhanced pixels.
 */
package org.lantern.imaging.measure;
