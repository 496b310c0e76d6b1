package org.lantern.app.cli;

/** One command. Its fields are filled from the command line before {@link #run} is called. */
@FunctionalInterface
interface Command {
    /** Does the job. Failures are turned into exit codes and words by {@link Failures}. */
    Result run() throws Exception;
}
