package org.lantern.architecture.planted.app.feature.first;

import javafx.scene.Node;
import org.lantern.architecture.planted.app.feature.second.Second;

/** Planted: a ViewModel that knows a scene, in a feature that knows another. */
public record FirstViewModel(Node node, Second second) {}
