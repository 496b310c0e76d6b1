package org.lantern.app.cli;

/** The vault that commands of one process share: opened when first asked for, closed at the end. */
final class OpenVault implements AutoCloseable {
    private final Terminal terminal;

    OpenVault(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void close() {
        terminal.out().flush();
    }
}
