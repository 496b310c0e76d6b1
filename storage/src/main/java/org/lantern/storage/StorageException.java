package org.lantern.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a vault could not do what was asked. A closed family: whoever shows it to a user chooses the words by type.
 * {@link #getMessage()} is technical, for the log; it never holds a patient value, a password or a key.
 */
public abstract sealed class StorageException extends Exception {
    private StorageException(String technical, Throwable cause) {
        super(technical, cause);
    }

    /** No key slot opens with this user and password. Says the same for an unknown user. */
    public static final class WrongPassword extends StorageException {
        public WrongPassword() {
            super("no key slot opens with this user and password", null);
        }
    }

    /** A recovery key was mistyped. */
    public static final class InvalidRecoveryKey extends StorageException {
        private final int group;

        /** @param group the first wrong group, from 1; 0 if the number of groups is wrong or the key fits no slot */
        public InvalidRecoveryKey(int group) {
            super(group == 0 ? "recovery key fits no slot" : "recovery key is wrong in group " + group, null);
            this.group = group;
        }

        public int group() {
            return group;
        }
    }

    /** Another process, or another part of this one, has the vault open. */
    public static final class VaultInUse extends StorageException {
        private final Optional<String> holder;

        /** @param holder process number, host and start time of the one that holds it, where it could be read */
        public VaultInUse(Optional<String> holder) {
            super("vault is in use by " + holder.orElse("another process"), null);
            this.holder = holder;
        }

        public Optional<String> holder() {
            return holder;
        }
    }

    /** The folder holds no vault. */
    public static final class NotAVault extends StorageException {
        public NotAVault() {
            super("no vault in this folder", null);
        }
    }

    /** A vault was to be made where there is one already, or where other files are. */
    public static final class VaultExists extends StorageException {
        public VaultExists() {
            super("the folder is not empty", null);
        }
    }

    /** The vault was made by a later version of Lantern, with something that this one does not know. */
    public static final class TooNew extends StorageException {
        public TooNew(String what) {
            super("made by a later version: " + what, null);
        }
    }

    /** The file system refuses access, or the medium is read-only. */
    public static final class NoAccess extends StorageException {
        public NoAccess(IOException cause) {
            super("access refused: " + cause.getClass().getSimpleName(), cause);
        }
    }

    /** The role of the person who has the vault open does not allow it. */
    public static final class NotPermitted extends StorageException {
        private final String permission;

        /** @param permission the name of the one that is missing */
        public NotPermitted(String permission) {
            super("role lacks the permission " + permission, null);
            this.permission = permission;
        }

        public String permission() {
            return permission;
        }
    }

    /** Too many logins failed: for a while none is tried, not even with the right password. */
    public static final class LockedOut extends StorageException {
        private final Duration remaining;

        public LockedOut(Duration remaining) {
            super("locked out for another " + remaining.toSeconds() + " s", null);
            this.remaining = remaining;
        }

        /** How long still. */
        public Duration remaining() {
            return remaining;
        }
    }

    /** The last person who may manage users cannot be disabled or given another role. */
    public static final class LastAdministrator extends StorageException {
        public LastAdministrator() {
            super("this is the last administrator", null);
        }
    }

    /** There is a user of this name already, enabled or disabled. */
    public static final class UserExists extends StorageException {
        public UserExists() {
            super("there is a user of this name", null);
        }
    }

    /** Something in the vault is not what was once written there, by accident or on purpose. */
    public static final class Tampered extends StorageException {
        private final String what;

        /** @param what the damaged part: a file's name or an object's number, no patient value */
        public Tampered(String what) {
            this(what, null);
        }

        public Tampered(String what, Throwable cause) {
            super("damaged or altered: " + what, cause);
            this.what = what;
        }

        public String what() {
            return what;
        }
    }

    /** The medium is full. Nothing that was stored before is lost. */
    public static final class NoSpace extends StorageException {
        public NoSpace(Throwable cause) {
            super("no space left on the medium", cause);
        }
    }

    /** The medium or the database failed. */
    public static final class Io extends StorageException {
        public Io(String technical, Throwable cause) {
            super(technical, cause);
        }
    }

    /** A file is no backup, no whole one, or that of another vault. */
    public static final class NotABackup extends StorageException {
        public NotABackup() {
            super("no backup of this vault", null);
        }
    }

    /** What was asked for is not in the vault. */
    public static final class NotFound extends StorageException {
        public NotFound(String what) {
            super("not found: " + what, null);
        }
    }

    /** A value that cannot be stored. */
    public static final class Invalid extends StorageException {
        private final String what;

        public Invalid(String what) {
            super("invalid: " + what, null);
            this.what = what;
        }

        public String what() {
            return what;
        }
    }

    /** Values that the chart does not take, each with its reason. */
    public static final class Refused extends StorageException {
        private final List<Refusal> refusals;

        public Refused(List<Refusal> refusals) {
            super("refused: " + refusals, null);
            this.refusals = List.copyOf(refusals);
        }

        public List<Refusal> refusals() {
            return refusals;
        }
    }

    /** The vault was closed, or locked, in the meantime. */
    public static final class Closed extends StorageException {
        public Closed() {
            super("the vault is closed", null);
        }
    }

    /**
     * The type that fits an I/O failure.
     *
     * @param what the file or the step that failed, no patient value
     */
    public static StorageException of(String what, IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BrokenSealException) {
                return new Tampered(what, failure);
            }
            if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException
                    || cause instanceof FileSystemException file && saysReadOnly(file)) {
                return new NoAccess(failure);
            }
            if (cause instanceof IOException io && saysFull(io)) {
                return new NoSpace(failure);
            }
        }
        return new Io(what + ": " + failure.getClass().getSimpleName(), failure);
    }

    private static boolean saysReadOnly(FileSystemException failure) {
        String reason = String.valueOf(failure.getReason());
        return reason.contains("Read-only") || reason.contains("只读");
    }

    /** The JDK has no type for a full disk; the words are those of Linux, macOS and Windows, in our two languages. */
    private static boolean saysFull(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left") || message.contains("not enough space")
                || message.contains("Disk quota exceeded") || message.contains("空间不足")
                || message.contains("没有空间") || message.contains("磁盘空间");
    }
}
