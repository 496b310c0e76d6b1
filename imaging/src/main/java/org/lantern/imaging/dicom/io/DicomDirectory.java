package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Element;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Uids;

/**
 * A DICOMDIR: what a medium holds, and where (PS3.3 annex F, PS3.10 section 8).
 *
 * <p>Offsets between records are taken only where a record starts there, and each record is taken once, so that no
 * directory can send a reader in circles. File IDs are resolved inside of the directory's own folder and nowhere else.
 */
public final class DicomDirectory {
    /**
     * One record with those below it.
     *
     * @param type such as {@code PATIENT}, {@code STUDY}, {@code SERIES}, {@code IMAGE}
     * @param keys all of the record's elements
     * @param fileId components of the path of the file that it stands for; empty if it stands for none
     */
    public record Entry(String type, DataSet keys, List<String> fileId, List<Entry> children) {}

    private static final int HEADER_BYTES = 8;
    private static final int MOST_COMPONENTS = 8;

    private final List<Entry> roots;

    private DicomDirectory(List<Entry> roots) {
        this.roots = roots;
    }

    /** Whether an object is a directory and not an instance. */
    public static boolean isDirectory(DicomFile file) {
        return file.meta().text(Tag.MediaStorageSOPClassUID).filter(Uids.MEDIA_STORAGE_DIRECTORY::equals).isPresent()
                || file.dataSet().contains(Tag.DirectoryRecordSequence);
    }

    /** Records that are reached from none, because an offset is wrong or absent, are roots here. */
    public static DicomDirectory of(DicomFile file) throws ImagingException {
        List<DataSet> items = file.dataSet().items(Tag.DirectoryRecordSequence);
        Map<Long, Integer> byOffset = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            for (Element first : items.get(i)) {
                byOffset.put(first.position() - 2 * HEADER_BYTES, i);
                break;
            }
        }
        Links links = new Links(items, byOffset);
        List<Entry> roots = new ArrayList<>(
                links.chain(file.dataSet(), Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, 0));
        for (int i = 0; i < items.size(); i++) {
            roots.addAll(links.chainFrom(i, 0));
        }
        return new DicomDirectory(List.copyOf(roots));
    }

    public List<Entry> roots() {
        return roots;
    }

    /** The file IDs of all records, in the order of the directory. */
    public List<List<String>> fileIds() {
        List<List<String>> ids = new ArrayList<>();
        List<Entry> open = new ArrayList<>(roots.reversed());
        while (!open.isEmpty()) {
            Entry entry = open.removeLast();
            if (!entry.fileId().isEmpty()) {
                ids.add(entry.fileId());
            }
            open.addAll(entry.children().reversed());
        }
        return ids;
    }

    /**
     * The file that a file ID stands for. Media come with names in other letters than the directory says, and with
     * version numbers, so a name that is not there is looked for without regard to case and with {@code ;1}.
     *
     * @param folder the folder that the DICOMDIR lies in
     * @return nothing if there is no such file, or if it lies outside of the folder
     */
    public static Optional<Path> resolve(Path folder, List<String> fileId) {
        return resolve(folder, fileId, new HashMap<>());
    }

    /** @param listings of folders by their names in small letters, kept between calls: media can name 10^6 absent files */
    static Optional<Path> resolve(Path folder, List<String> fileId, Map<Path, Map<String, Path>> listings) {
        if (fileId.isEmpty() || fileId.size() > MOST_COMPONENTS
                || !fileId.stream().allMatch(DicomDirectory::isPlainName)) {
            return Optional.empty();
        }
        Path place = folder;
        for (String component : fileId) {
            Optional<Path> next = child(place, component, listings);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            place = next.get();
        }
        try {
            boolean inside = place.toRealPath().startsWith(folder.toRealPath());
            return inside && Files.isRegularFile(place) ? Optional.of(place) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean isPlainName(String name) {
        return !name.isEmpty() && name.length() <= 64 && !name.equals(".") && !name.equals("..")
                && name.chars().allMatch(c -> c > ' ' && c != '/' && c != '\\' && c != ':' && c != 127);
    }

    private static Optional<Path> child(Path folder, String name, Map<Path, Map<String, Path>> listings) {
        try {
            Path exact = folder.resolve(name);
            if (Files.exists(exact, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(exact);
            }
            Map<String, Path> listing = listings.get(folder);
            if (listing == null) {
                listing = listing(folder);
                listings.put(folder, listing);
            }
            String small = name.toLowerCase(Locale.ROOT);
            return Optional.ofNullable(listing.getOrDefault(small, listing.get(small + ";1")));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Path> listing(Path folder) throws IOException {
        Map<String, Path> byName = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> byName.put(file.getFileName().toString().toLowerCase(Locale.ROOT), file));
        }
        return byName;
    }

    /** Follows the offsets; takes each record once. */
    private static final class Links {
        private static final int DEEPEST = 16;

        private final List<DataSet> items;
        private final Map<Long, Integer> byOffset;
        private final Set<Integer> taken = new HashSet<>();

        Links(List<DataSet> items, Map<Long, Integer> byOffset) {
            this.items = items;
            this.byOffset = byOffset;
        }

        List<Entry> chain(DataSet from, Tag link, int depth) {
            Integer first = target(from, link);
            return first == null ? List.of() : chainFrom(first, depth);
        }

        List<Entry> chainFrom(int first, int depth) {
            List<Entry> chain = new ArrayList<>();
            Integer at = first;
            while (at != null && depth <= DEEPEST && taken.add(at)) {
                DataSet keys = items.get(at);
                List<Entry> children = chain(keys, Tag.OffsetOfReferencedLowerLevelDirectoryEntity, depth + 1);
                boolean inUse = !"0".equals(keys.text(Tag.RecordInUseFlag).orElse("65535"));
                if (inUse) {
                    chain.add(new Entry(keys.text(Tag.DirectoryRecordType).orElse(""), keys,
                            List.copyOf(keys.texts(Tag.ReferencedFileID)), children));
                }
                at = target(keys, Tag.OffsetOfTheNextDirectoryRecord);
            }
            return chain;
        }

        private Integer target(DataSet from, Tag link) {
            try {
                long[] offset = from.longs(link);
                return offset.length == 0 || offset[0] == 0 ? null : byOffset.get(offset[0]);
            } catch (ImagingException _) {
                return null;
            }
        }
    }
}
