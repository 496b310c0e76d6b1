package org.lantern.app.cli;

import java.util.Optional;
import org.lantern.storage.StorageException;
import org.lantern.storage.crypto.SecondFactor;
import org.lantern.storage.vault.Credentials;

/** What opens the vault: the password that a command was given, and the key file if one was named. */
final class KnownCredentials implements AutoCloseable {
    private final Credentials credentials;

    KnownCredentials(Session session) throws CommandException, StorageException {
        var keyFile = session.options().keyFile == null
                ? Optional.<SecondFactor>empty()
                : Optional.of(SecondFactor.read(session.options().keyFile));
        this.credentials = new Credentials(new Password(session).toOpen(), keyFile);
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public void close() {
        credentials.password().close();
        credentials.keyFile().ifPresent(SecondFactor::close);
    }
}
