package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.lantern.imaging.ImagingException;

/**
 * Finds DICOM objects in files, folders, ZIPs and what DICOMDIRs refer to, by what the files hold and not by their
 * names. Reads headers only. Every file is visited once; links that lead out of a folder are not followed.
 */
public final class DicomWalk {
    /** Gets what is found, in the order of the walk, from the thread that walks. */
    public interface Visitor {
        /**
         * @param header without pixel data; of a ZIP's entry it is closed after the call, so take the values out
         * @throws ImagingException if the object is of no use after all; it is then rejected with that
         */
        void found(Location location, DicomFile header) throws ImagingException;

        void rejected(Rejected rejected);
    }

    private final ParseLimits limits;
    private final Visitor visitor;
    private final BooleanSupplier cancelled;
    private final Deque<Path> waiting = new ArrayDeque<>();
    private final Set<Path> seen = new HashSet<>();
    private int files;

    private DicomWalk(ParseLimits limits, Visitor visitor, BooleanSupplier cancelled) {
        this.limits = limits;
        this.visitor = visitor;
        this.cancelled = cancelled;
    }

    /**
     * Walks; ends early when it is cancelled.
     *
     * @param progress is given 0..1, never less than before
     * @return the number of files and ZIP entries that were looked at
     */
    public static int walk(List<Path> roots, ParseLimits limits, Visitor visitor, DoubleConsumer progress,
            BooleanSupplier cancelled) {
        DicomWalk walk = new DicomWalk(limits, visitor, cancelled);
        for (Path root : roots) {
            walk.collect(root);
        }
        int done = 0;
        double shown = 0;
        while (!walk.waiting.isEmpty() && !cancelled.getAsBoolean()) {
            walk.visit(walk.waiting.removeFirst());
            done++;
            shown = Math.max(shown, (double) done / (done + walk.waiting.size()));
            progress.accept(shown);
        }
        return walk.files;
    }

    private void collect(Path root) {
        try {
            Path realRoot = root.toRealPath();
            if (!Files.isDirectory(root)) {
                if (Files.isRegularFile(root)) {
                    add(root);
                } else {
                    reject(root, new IOException("neither file nor folder"));
                }
                return;
            }
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return cancelled.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isSymbolicLink()) {
                        link(realRoot, file);
                    } else if (attributes.isRegularFile()) {
                        add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    reject(file, e);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                    if (e != null) {
                        reject(folder, e);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            reject(root, e);
        }
    }

    private void link(Path root, Path file) {
        try {
            Path target = file.toRealPath();
            if (!target.startsWith(root)) {
                visitor.rejected(new Rejected(new Location(file, Optional.empty()), Rejected.Reason.LINK_OUTSIDE,
                        "link leads out of the folder"));
            } else if (Files.isRegularFile(target)) {
                add(target);
            }
        } catch (IOException e) {
            reject(file, e);
        }
    }

    private void add(Path file) {
        if (seen.add(file.toAbsolutePath().normalize())) {
            waiting.addLast(file);
        }
    }

    private void reject(Path file, IOException e) {
        visitor.rejected(Rejected.of(new Location(file, Optional.empty()), new ImagingException.Io(e)));
    }

    private void visit(Path path) {
        files++;
        Location location = new Location(path, Optional.empty());
        try {
            DicomFile header = DicomFile.readHeader(path, limits);
            if (DicomDirectory.isDirectory(header)) {
                directory(path, header);
            } else {
                visitor.found(location, header);
            }
            header.close();
        } catch (ImagingException.NotDicom e) {
            if (path.getFileSystem() == java.nio.file.FileSystems.getDefault() && isZip(path)) {
                files--;
                zip(path);
            } else {
                visitor.rejected(Rejected.of(location, e));
            }
        } catch (ImagingException e) {
            visitor.rejected(Rejected.of(location, e));
        } catch (IOException e) {
            reject(path, e);
        }
    }

    private void directory(Path path, DicomFile header) throws ImagingException {
        Path folder = path.toAbsolutePath().getParent();
        Map<Path, Map<String, Path>> listings = new HashMap<>();
        for (List<String> fileId : DicomDirectory.of(header).fileIds()) {
            Optional<Path> file = DicomDirectory.resolve(folder, fileId, listings);
            if (file.isPresent()) {
                add(file.get());
            } else {
                visitor.rejected(new Rejected(new Location(path, Optional.of(String.join("/", fileId))),
                        Rejected.Reason.MISSING_REFERENCED_FILE, "the directory refers to a file that is not there"));
            }
        }
    }

    private static boolean isZip(Path path) {
        byte[] head = new byte[4];
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(head, 0, 4) == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        } catch (IOException _) {
            return false;
        }
    }

    private void zip(Path path) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            // entries that overlap make a ZIP that inflates to the square of its size
            long packed = zip.stream().mapToLong(entry -> Math.max(0, entry.getCompressedSize())).sum();
            if (packed > Files.size(path)) {
                reject(path, new IOException("entries of the ZIP overlap"));
                return;
            }
            var entries = zip.entries();
            while (entries.hasMoreElements() && !cancelled.getAsBoolean()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    visit(path, zip, entry);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            reject(path, new IOException("not a readable ZIP", e));
        }
    }

    private void visit(Path path, ZipFile zip, ZipEntry entry) {
        files++;
        Location location = new Location(path, Optional.of(entry.getName()));
        try (InputStream in = zip.getInputStream(entry);
                ZipEntrySource source = new ZipEntrySource(in, entry, limits)) {
            DicomFile header = DicomFile.readHeader(source, limits);
            if (DicomDirectory.isDirectory(header)) {
                directory(path, zip, entry, header);
            } else {
                visitor.found(location, header);
            }
        } catch (ImagingException e) {
            visitor.rejected(Rejected.of(location, e));
        } catch (IOException e) {
            visitor.rejected(Rejected.of(location, new ImagingException.Io(e)));
        }
    }

    /** The entries of the ZIP are all visited anyway; what a directory in it adds is what should be there and is not. */
    private void directory(Path path, ZipFile zip, ZipEntry entry, DicomFile header) throws ImagingException {
        Set<String> names = zip.stream().map(e -> small(e.getName())).collect(Collectors.toSet());
        String name = small(entry.getName());
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        for (List<String> fileId : DicomDirectory.of(header).fileIds()) {
            String wanted = folder + small(String.join("/", fileId));
            if (!names.contains(wanted) && !names.contains(wanted + ";1")) {
                visitor.rejected(new Rejected(
                        new Location(path, Optional.of(entry.getName() + " → " + String.join("/", fileId))),
                        Rejected.Reason.MISSING_REFERENCED_FILE, "the directory refers to an entry that is not there"));
            }
        }
    }

    private static String small(String name) {
        return name.replace('\\', '/').toLowerCase(Locale.ROOT);
    }
}
