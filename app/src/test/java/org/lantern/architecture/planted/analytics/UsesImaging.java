package org.lantern.architecture.planted.analytics;

import org.lantern.architecture.planted.imaging.Measures;

/** Planted: analytics knows imaging, and with {@link Measures} closes a circle of packages. */
public record UsesImaging(Measures imaging) {}
