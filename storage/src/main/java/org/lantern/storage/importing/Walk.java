package org.lantern.storage.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.imaging.dicom.io.DicomDirectory;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.FileByteSource;
import org.lantern.imaging.dicom.io.ParseLimits;

/**
 * Finds what may be imported: every file of a folder and its sub-folders, every entry of a ZIP archive, every file that
 * a DICOMDIR names. Symbolic links within a folder are not followed, and a DICOMDIR cannot name what lies outside of its
 * own folder. Entries of archives are inflated in memory, within limits; nothing is ever unpacked to the disk.
 */
final class Walk implements AutoCloseable {
    /** Files up to this length are read at once: opening and reading them in parts costs more. */
    private static final long READ_WHOLE_BYTES = 8 << 20;
    private static final int MOST_ENTRIES = 1_000_000;

    private final ParseLimits limits;
    private final Map<Path, Candidate> files = new LinkedHashMap<>();
    private final List<Candidate> entries = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<ZipFile> archives = new ArrayList<>();

    private Walk(ParseLimits limits) {
        this.limits = limits;
    }

    static Walk of(List<Path> paths, ParseLimits limits) {
        Walk walk = new Walk(limits);
        for (Path path : paths) {
            walk.add(path);
        }
        return walk;
    }

    List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>(files.values());
        all.addAll(entries);
        return all;
    }

    /** What could not even be looked at. */
    List<Rejected> rejected() {
        return rejected;
    }

    @Override
    public void close() {
        for (ZipFile archive : archives) {
            try {
                archive.close();
            } catch (IOException _) {
                // it was only read
            }
        }
    }

    private void add(Path path) {
        try {
            if (Files.isDirectory(path)) {
                addFolder(path);
            } else if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            } else if (isZip(path)) {
                addArchive(path);
            } else if (!addMedia(path)) {
                addFile(path, Files.size(path), true);
            }
        } catch (IOException failure) {
            reject(path, failure);
        }
    }

    private void addFolder(Path folder) throws IOException {
        List<Path> archivesFound = new ArrayList<>();
        Map<Path, Long> found = new LinkedHashMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                        archivesFound.add(file);
                    } else {
                        found.put(file, attributes.size());
                    }
                } else if (attributes.isSymbolicLink()) {
                    link(folder, file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                reject(file, failure);
                return FileVisitResult.CONTINUE;
            }
        });
        found.entrySet().stream().sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(entry -> addFile(entry.getKey(), entry.getValue(), false));
        for (Path archive : archivesFound) {
            try {
                addArchive(archive);
            } catch (IOException failure) {
                reject(archive, failure);
            }
        }
    }

    private void addFile(Path file, long bytes, boolean named) {
        files.putIfAbsent(file.toAbsolutePath().normalize(), new Candidate(file.toString(), bytes,
                () -> bytes <= READ_WHOLE_BYTES ? new ArrayByteSource(Files.readAllBytes(file))
                        : FileByteSource.open(file),
                named));
    }

    private void addArchive(Path path) throws IOException {
        ZipFile archive = new ZipFile(path.toFile());
        archives.add(archive);
        if (archive.size() > MOST_ENTRIES) {
            rejected.add(new Rejected(path.toString(), Rejected.Reason.LIMIT, archive.size() + " entries"));
            return;
        }
        // entries that overlap make an archive that inflates to the square of its size
        if (archive.stream().mapToLong(entry -> Math.max(0, entry.getCompressedSize())).sum() > Files.size(path)) {
            rejected.add(new Rejected(path.toString(), Rejected.Reason.LIMIT, "overlapping entries"));
            return;
        }
        archive.stream().filter(entry -> !entry.isDirectory())
                .forEach(entry -> entries.add(new Candidate(path + "!" + entry.getName(), Math.max(0, entry.getSize()),
                        () -> inflate(archive, entry), false)));
    }

    /** The sizes that an archive states are not believed: what comes out is counted. */
    private ByteSource inflate(ZipFile archive, ZipEntry entry) throws IOException, ImagingException {
        long packed = Math.max(1, entry.getCompressedSize());
        long most = Math.min(limits.inflateBytes(), Math.max(1 << 20, packed * limits.inflateRatio()));
        try (InputStream in = archive.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 16));
            if (bytes.length > most) {
                throw new ImagingException.LimitExceeded("inflateBytes", bytes.length, most);
            }
            return new ArrayByteSource(bytes);
        } catch (ZipException failure) {
            throw new ImagingException.Io(failure);
        }
    }

    /** Whether the file is a DICOMDIR; then the files that it names are added. */
    private boolean addMedia(Path path) throws IOException {
        try (DicomFile file = DicomFile.read(path, limits)) {
            List<DataSet> records = file.dataSet().items(Tag.DirectoryRecordSequence);
            if (records.isEmpty()) {
                return false;
            }
            Path folder = path.toAbsolutePath().getParent();
            for (DataSet item : records) {
                List<String> names = item.texts(Tag.ReferencedFileID);
                if (!names.isEmpty()) {
                    addReferenced(folder, names);
                }
            }
            return true;
        } catch (ImagingException _) {
            return false;
        }
    }

    private void addReferenced(Path folder, List<String> names) {
        Optional<Path> file = DicomDirectory.resolve(folder, names);
        if (file.isEmpty()) {
            rejected.add(new Rejected(String.join("/", names), Rejected.Reason.UNREADABLE,
                    "not there, or outside of the directory's folder"));
            return;
        }
        try {
            addFile(file.get(), Files.size(file.get()), true);
        } catch (IOException failure) {
            reject(file.get(), failure);
        }
    }

    /** What a link within the folder leads to is found without it. */
    private void link(Path folder, Path link) {
        try {
            if (!link.toRealPath().startsWith(folder.toRealPath())) {
                rejected.add(new Rejected(link.toString(), Rejected.Reason.LINK_OUTSIDE, "not followed"));
            }
        } catch (IOException failure) {
            reject(link, failure);
        }
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] magic = in.readNBytes(4);
            return magic.length == 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] == 3 && magic[3] == 4;
        }
    }

    private void reject(Path path, IOException failure) {
        rejected.add(new Rejected(path.toString(), Rejected.Reason.UNREADABLE, failure.getClass().getSimpleName()));
    }
}
