package org.lantern.app.shell;

import java.util.Arrays;
import java.util.Optional;

/** What a new password must be, wherever one is chosen. */
public final class NewPassword {
    /** In characters. */
    public static final int SHORTEST = 8;

    private NewPassword() {}

    /**
     * What is wrong with it; both arrays stay as they are.
     *
     * @param repeated the same once more, against typing errors
     */
    public static Optional<Fault> fault(char[] password, char[] repeated) {
        if (password.length < SHORTEST) {
            return Optional.of(Fault.SHORT);
        }
        return Arrays.equals(password, repeated) ? Optional.empty() : Optional.of(Fault.DIFFERS);
    }

    /** Why a password is not taken. */
    public enum Fault {
        SHORT, DIFFERS
    }
}
