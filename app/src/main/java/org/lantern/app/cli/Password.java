package org.lantern.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.lantern.storage.crypto.Secret;

/** The password that a command was given: in a file, in the environment, or by whoever sits at the terminal. */
final class Password {
    private static final String VARIABLE = "LANTERN_PASSWORD";

    private final Session session;

    Password(Session session) {
        this.session = session;
    }

    /** The password of a vault that exists. */
    Secret toOpen() throws CommandException {
        return Secret.ofPassword(given().or(() -> ask("password.ask", session.user())).orElseThrow(this::none));
    }

    /** The password for a vault that is made; at the terminal it has to be typed twice. */
    Secret toCreate() throws CommandException {
        var given = given();
        if (given.isPresent()) {
            return Secret.ofPassword(given.get());
        }
        return chosen(session.user());
    }

    private Secret chosen(String user) throws CommandException {
        char[] first = ask("password.choose", user).orElseThrow(this::none);
        char[] again = ask("password.again", user).orElseThrow(this::none);
        boolean same = Arrays.equals(first, again);
        Arrays.fill(again, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw new CommandException(Exit.USAGE, session.text("error.password.differs"));
        }
        return Secret.ofPassword(first);
    }

    /**
     * A user's new password: of the file, or typed twice at the terminal. The environment's is the one that opens the
     * vault and never taken for a new one.
     *
     * @param file null to ask
     */
    Secret fresh(Path file, String user) throws CommandException {
        return file == null ? chosen(user) : Secret.ofPassword(read(file));
    }

    /** The password of the file or the environment; nobody is asked. */
    Optional<char[]> given() throws CommandException {
        if (session.options().passwordFile != null) {
            return Optional.of(read(session.options().passwordFile));
        }
        return Optional.ofNullable(session.terminal().environment().get(VARIABLE)).map(String::toCharArray);
    }

    private Optional<char[]> ask(String key, String user) {
        return session.terminal().askPassword().apply(session.text(key, user));
    }

    private CommandException none() {
        return new CommandException(Exit.DENIED, session.text("error.password.none"));
    }

    /** The file's text without the line end that an editor puts after it. */
    private char[] read(Path file) throws CommandException {
        byte[] bytes = new byte[0];
        CharBuffer text = CharBuffer.allocate(0);
        try {
            bytes = Files.readAllBytes(file);
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int length = text.length();
            if (length > 0 && text.charAt(length - 1) == '\n') {
                length--;
                if (length > 0 && text.charAt(length - 1) == '\r') {
                    length--;
                }
            }
            char[] password = new char[length];
            text.get(0, password);
            return password;
        } catch (CharacterCodingException e) {
            throw new CommandException(Exit.INPUT, session.text("error.password.encoding", file), e);
        } catch (IOException e) {
            throw new CommandException(Exit.INPUT, session.text("error.input", file), e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text.array(), '\0');
        }
    }
}
