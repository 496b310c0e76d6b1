package org.lantern.architecture.planted.app.feature.second;

/** Planted: state that changes, for everybody. */
public final class Second {
    static int count;

    private Second() {}
}
