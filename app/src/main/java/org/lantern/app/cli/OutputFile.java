package org.lantern.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.lantern.imaging.ImagingException;

/** A file that a command makes: it is there whole, or as it was before. */
final class OutputFile {
    private static final int BUFFER_BYTES = 1 << 16;

    /** What fills the file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException, ImagingException;
    }

    private final Session session;
    private final Path path;

    OutputFile(Session session, Path path) {
        this.session = session;
        this.path = path;
    }

    /**
     * Writes the file.
     *
     * @throws ImagingException if the content cannot be made, but not for a fault of the medium that is written to
     */
    void write(Content content) throws CommandException, ImagingException {
        var folder = path.toAbsolutePath().getParent();
        Path draft = null;
        try {
            draft = Files.createTempFile(folder, ".lantern", ".part");
            try (var out = new MediumStream(new BufferedOutputStream(Files.newOutputStream(draft), BUFFER_BYTES))) {
                content.writeTo(out);
            }
            move(draft);
            draft = null;
        } catch (IOException e) {
            throw new CommandException(Exit.MEDIUM, session.text("error.output", path), e);
        } catch (ImagingException.Io e) {
            if (e.getCause() instanceof MediumException) {
                throw new CommandException(Exit.MEDIUM, session.text("error.output", path), e);
            }
            throw e;
        } finally {
            discard(draft);
        }
    }

    private void move(Path draft) throws IOException {
        try {
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path draft) {
        if (draft != null) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException _) {
                // the failure that led here says more
            }
        }
    }

    /** A failure of the file that is written, told apart from one of a file that is read meanwhile. */
    private static final class MediumException extends IOException {
        MediumException(IOException cause) {
            super(cause);
        }
    }

    private static final class MediumStream extends OutputStream {
        private final OutputStream out;

        MediumStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[]{(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new MediumException(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw new MediumException(e);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
