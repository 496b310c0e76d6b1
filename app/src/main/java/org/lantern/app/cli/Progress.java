package org.lantern.app.cli;

import java.io.PrintStream;
import java.util.function.DoubleConsumer;

/**
 * Shows on standard error how far a job is: in place on a terminal, else one line for every tenth. Nothing is shown of a
 * job that is over in a moment.
 */
final class Progress implements DoubleConsumer, AutoCloseable {
    private static final long QUIET_NANOS = 1_000_000_000L;
    private static final int STEPS_TERMINAL = 100;
    private static final int STEPS_LINES = 10;

    private final PrintStream err;
    private final boolean interactive;
    private final String what;
    private final long start = System.nanoTime();
    private int shown;
    private boolean drawn;

    Progress(Session session, String what) {
        this.err = session.terminal().err();
        this.interactive = session.terminal().interactive();
        this.what = what;
    }

    @Override
    public void accept(double done) {
        int steps = interactive ? STEPS_TERMINAL : STEPS_LINES;
        int step = (int) (Math.clamp(done, 0, 1) * steps);
        if (step == shown || System.nanoTime() - start < QUIET_NANOS) {
            return;
        }
        shown = step;
        drawn = true;
        var line = what + " " + step * 100 / steps + " %";
        if (interactive) {
            err.print("\r" + line);
            err.flush();
        } else {
            err.println(line);
        }
    }

    @Override
    public void close() {
        if (drawn && interactive) {
            err.println();
        }
    }
}
