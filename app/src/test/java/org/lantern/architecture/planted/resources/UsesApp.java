package org.lantern.architecture.planted.resources;

import org.lantern.architecture.planted.app.feature.first.FirstViewModel;

/** Planted: resources know the app. */
record UsesApp(FirstViewModel model) {}
