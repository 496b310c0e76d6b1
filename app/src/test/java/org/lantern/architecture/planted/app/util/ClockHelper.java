package org.lantern.architecture.planted.app.util;

import java.awt.Point;
import java.net.Socket;
import java.time.Instant;

/** Planted: a package and a type that are named after nothing, and much that nobody may do. */
final class ClockHelper {
    private ClockHelper() {}

    static Instant everythingForbidden(Point point, Socket socket, Thread thread) {
        System.out.println(point + " " + socket);
        thread.interrupt();
        return Instant.now();
    }
}
