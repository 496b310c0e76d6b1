package org.lantern.storage;

import java.io.IOException;

/** Sealed bytes do not open: they, their place or their key are not what they were. Nothing of them was released. */
public final class BrokenSealException extends IOException {
    public BrokenSealException(String what) {
        super("seal is broken: " + what);
    }
}
