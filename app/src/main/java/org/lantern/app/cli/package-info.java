/**
 * The command line: one command, one job, one exit code, without a display. {@link org.lantern.app.cli.Cli} is its door.
 */
package org.lantern.app.cli;
