package org.lantern.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.imaging.dicom.io.FileSetWriter;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.storage.StorageException;
import org.lantern.storage.archive.Archive;
import picocli.CommandLine.Option;

/**
 * {@code export --study UID --out DIR [--dicomdir]}: the study's objects, byte for byte as they were imported. Names say nothing of
 * the patient, and are such as a DICOMDIR may refer to.
 */
@picocli.CommandLine.Command(name = "export")
final class ExportCommand implements Command {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Session session;

    @Option(names = "--study", required = true, paramLabel = "UID", descriptionKey = "study.uid")
    private String study;

    @Option(names = "--out", required = true, paramLabel = "DIR", descriptionKey = "export.out")
    private Path out;

    @Option(names = "--dicomdir", descriptionKey = "export.dicomdir")
    private boolean dicomdir;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var archive = session.vault().archive();
        var found = archive.study(study).orElseThrow(() -> new StorageException.NotFound("study"));
        requireEmpty();
        session.vault().access().exporting(found.patient().key().value(), study, found.instanceCount() + " objects");
        if (dicomdir) {
            return fileSet(archive);
        }
        long bytes = 0;
        var files = new ArrayList<String>();
        try (var progress = new Progress(session, session.text("export.progress"))) {
            int seriesNumber = 0;
            for (var series : archive.series(study)) {
                var folder = Files.createDirectories(out.resolve(name("SE", ++seriesNumber)));
                int number = 0;
                for (var instance : archive.instances(series.uid())) {
                    if (session.terminal().cancelled().getAsBoolean()) {
                        return result(Exit.REJECTED, files, bytes);
                    }
                    var file = folder.resolve(name("IM", ++number));
                    bytes += write(archive, instance.sopInstanceUid(), file);
                    files.add(out.relativize(file).toString().replace('\\', '/'));
                    progress.accept((double) files.size() / found.instanceCount());
                }
            }
        }
        return result(Exit.DONE, files, bytes);
    }

    /** The same objects, laid out for a CD or stick: with a DICOMDIR that leads to them. */
    private Result fileSet(Archive archive) throws StorageException, ImagingException {
        var uids = new ArrayList<String>();
        for (var series : archive.series(study)) {
            archive.instances(series.uid()).forEach(instance -> uids.add(instance.sopInstanceUid()));
        }
        List<FileSetWriter.Source> sources = uids.stream()
                .map(uid -> (FileSetWriter.Source) () -> open(archive, uid)).toList();
        var directoryUid = Uids.ofName("DICOMDIR " + study + " " + String.join(" ", uids));
        FileSetWriter.Written written;
        try (var progress = new Progress(session, session.text("export.progress"))) {
            written = FileSetWriter.write(sources, out, "LANTERN", directoryUid, ParseLimits.CLINICAL, progress,
                    session.terminal().cancelled());
        } catch (ImagingException.Io failure) {
            if (failure.getCause() instanceof Sealed sealed) {
                throw sealed.failure;
            }
            throw failure;
        }
        var names = written.files().stream().map(file -> out.relativize(file).toString().replace('\\', '/')).toList();
        var json = Json.object().with("study", study).with("out", out.toString())
                .with("instances", written.instances()).with("files", names);
        return new Result(written.cancelled() || written.instances() < uids.size() ? Exit.REJECTED : Exit.DONE, json,
                to -> to.println(session.text("export.done", names.size(), out)));
    }

    private static ByteSource open(Archive archive, String uid) throws ImagingException {
        try {
            return archive.open(uid);
        } catch (StorageException failure) {
            throw new ImagingException.Io(new Sealed(failure));
        }
    }

    /** Carries a failure of the vault through the writer, which knows no vault. */
    private static final class Sealed extends IOException {
        private static final long serialVersionUID = 1;
        private final transient StorageException failure;

        Sealed(StorageException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private Result result(Exit exit, List<String> files, long bytes) {
        var json = Json.object().with("study", study).with("out", this.out.toString()).with("instances", files.size())
                .with("bytes", bytes).with("files", files);
        return new Result(exit, json, to -> to.println(session.text("export.done", files.size(), this.out)));
    }

    private void requireEmpty() throws IOException, CommandException {
        if (Files.exists(out)) {
            boolean empty = false;
            if (Files.isDirectory(out)) {
                try (var present = Files.list(out)) {
                    empty = present.findAny().isEmpty();
                }
            }
            if (!empty) {
                throw new CommandException(Exit.USAGE, session.text("export.taken", out));
            }
        }
    }

    private static long write(Archive archive, String sopInstanceUid, Path file) throws IOException, StorageException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (ByteSource source = archive.open(sopInstanceUid);
                OutputStream to = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (long at = 0; at < source.size(); at += buffer.length) {
                int length = (int) Math.min(buffer.length, source.size() - at);
                source.read(at, buffer, 0, length);
                to.write(buffer, 0, length);
            }
            return source.size();
        } catch (org.lantern.storage.BrokenSealException failure) {
            Files.deleteIfExists(file);
            throw new StorageException.Tampered("instance", failure);
        }
    }

    private static String name(String prefix, int number) {
        return String.format(Locale.ROOT, "%s%06d", prefix, number);
    }
}
