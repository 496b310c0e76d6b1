package org.lantern.storage.vault;

import java.util.Optional;
import org.lantern.storage.crypto.SecondFactor;
import org.lantern.storage.crypto.Secret;

/** What a person knows, and what they hold if their slot asks for it. Both are closed by whoever made them. */
public record Credentials(Secret password, Optional<SecondFactor> keyFile) {
    public static Credentials of(Secret password) {
        return new Credentials(password, Optional.empty());
    }

    @Override
    public String toString() {
        return "credentials";
    }
}
