package org.lantern.architecture.planted.imaging;

import org.lantern.architecture.planted.storage.UsesAnalytics;

/** Planted: imaging knows storage. */
record UsesStorage(UsesAnalytics storage) {}
