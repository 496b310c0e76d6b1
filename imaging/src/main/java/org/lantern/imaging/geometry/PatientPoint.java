package org.lantern.imaging.geometry;

/** A point of the patient coordinate system (LPS, PS3.3 C.7.6.2.1.1), in millimetres from its frame of reference's origin. */
public record PatientPoint(double leftMm, double posteriorMm, double superiorMm) {}
