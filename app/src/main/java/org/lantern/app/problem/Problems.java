package org.lantern.app.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;

/**
 * Puts failures into words. The words are chosen by the failure's type alone, never from its message, so that nothing
 * about a patient can slip into them; what is logged is the type and the place in the program.
 */
public final class Problems {
    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    private final Supplier<Texts> texts;

    public Problems(Texts texts) {
        this(() -> texts);
    }

    /** @param texts the language of the moment */
    public Problems(Supplier<Texts> texts) {
        this.texts = texts;
    }

    /** The user's words for a failure. */
    public Problem of(Throwable failure) {
        var cause = unwrapped(failure);
        var words = texts.get();
        var key = key(cause, words);
        return new Problem(words.get(key + ".what", details(cause)), words.get(key + ".advice"),
                key.equals("problem.bug"));
    }

    /** As {@link #of}; a fault in Lantern is logged with the places it passed, but without its message. */
    public Problem report(Throwable failure) {
        var problem = of(failure);
        if (problem.bug()) {
            LOG.log(System.Logger.Level.ERROR, () -> trace(unwrapped(failure)));
        } else {
            LOG.log(System.Logger.Level.INFO, () -> "failed: " + unwrapped(failure).getClass().getName());
        }
        return problem;
    }

    /** Sees to it that a failure that nobody caught is reported, on whatever thread. */
    public void catchUncaught(Consumer<Problem> toUser) {
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> toUser.accept(report(failure)));
    }

    /** What the words of a failure need beside its type; numbers, never names. */
    private static Object[] details(Throwable cause) {
        return cause instanceof StorageException.LockedOut locked
                ? new Object[]{locked.remaining().plusMillis(999).toSeconds()}
                : new Object[0];
    }

    private static String key(Throwable cause, Texts words) {
        for (Class<?> type = cause.getClass(); type != Object.class; type = type.getSuperclass()) {
            var family = type.getEnclosingClass();
            if (family != null) {
                var key = "problem." + family.getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT) + "."
                        + type.getSimpleName();
                if (words.has(key + ".what")) {
                    return key;
                }
            }
        }
        return switch (cause) {
            case NoSuchFileException _ -> "problem.io.notfound";
            case AccessDeniedException _ -> "problem.io.denied";
            case IOException _ -> "problem.io.other";
            case OutOfMemoryError _ -> "problem.memory";
            default -> "problem.bug";
        };
    }

    private static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException
                || failure instanceof UncheckedIOException;
        return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }

    private static String trace(Throwable failure) {
        var text = new StringBuilder(failure.getClass().getName());
        for (var place : failure.getStackTrace()) {
            text.append("\n  at ").append(place);
        }
        if (failure.getCause() != null) {
            text.append("\ncaused by ").append(trace(failure.getCause()));
        }
        return text.toString();
    }
}
