package org.lantern.imaging.phantom;

import org.lantern.imaging.geometry.PatientPoint;

/**
 * A round nodule in the lung of a chest phantom.
 *
 * @param center lies on the plane of {@code slice}
 * @param diameterMm where the values are half-way between the nodule's and those of the lung around it
 * @param valueHu inside, in Hounsfield units, before noise
 * @param slice zero-based
 */
public record Nodule(PatientPoint center, double diameterMm, double valueHu, int slice) {}
