package org.lantern.architecture.planted.storage;

import org.lantern.architecture.planted.analytics.UsesImaging;

/** Planted: storage knows analytics. */
public record UsesAnalytics(UsesImaging analytics) {}
