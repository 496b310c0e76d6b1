package org.lantern.storage.catalogue.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.lantern.storage.StorageException;

/**
 * What a failure inside the database means. Its own messages quote rows and parameters, so nothing of them is passed on:
 * only state, code and stack.
 */
public final class SqlFailure {
    private SqlFailure() {}

    public static StorageException translate(Throwable failure) {
        return translate(failure, Optional.empty());
    }

    /** As {@link #translate(Throwable)}; where the medium did not fail, a database that does not open is damaged. */
    public static StorageException ofOpening(Throwable failure) {
        StorageException translated = translate(failure);
        return translated instanceof StorageException.Io io && io.getCause() == null
                ? new StorageException.Tampered(io.getMessage()) : translated;
    }

    /** @param medium what the medium failed with, where the failure itself may not tell */
    static StorageException translate(Throwable failure, Optional<IOException> medium) {
        StorageException translated = byCause(failure);
        if (medium.isPresent() && translated instanceof StorageException.Io) {
            translated = StorageException.of("catalogue", medium.get());
        }
        translated.setStackTrace(failure.getStackTrace());
        return translated;
    }

    private static StorageException byCause(Throwable failure) {
        SQLException sql = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException storage) {
                return storage;
            }
            if (cause instanceof IOException io) {
                return StorageException.of("catalogue", io);
            }
            if (cause instanceof UncheckedIOException io) {
                return StorageException.of("catalogue", io.getCause());
            }
            if (cause instanceof OutOfMemoryError || cause instanceof StackOverflowError) {
                return new StorageException.Tampered("catalogue");
            }
            if (cause instanceof SQLException found) {
                sql = found;
            }
        }
        return sql == null
                ? new StorageException.Io("catalogue: " + failure.getClass().getName(), null)
                : byCode(sql);
    }

    private static StorageException byCode(SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        String code = state + "/" + sql.getErrorCode();
        if (state.startsWith("22") || state.startsWith("23")) {
            return new StorageException.Invalid("database refuses a value, " + code);
        }
        return switch (sql.getErrorCode()) {
            case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_ENCRYPTION_ERROR_1, ErrorCode.FILE_VERSION_ERROR_1,
                    ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1, ErrorCode.WRONG_USER_OR_PASSWORD ->
                new StorageException.Tampered("catalogue, " + code);
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> new StorageException.VaultInUse(Optional.empty());
            default -> new StorageException.Io("catalogue: " + code, null);
        };
    }
}
