package org.lantern.imaging.dicom.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.Vr;

/**
 * Lays out a file-set: each instance as a file of its own below {@code DICOM}, with file IDs of eight characters, and a
 * DICOMDIR that leads to them by patient, study and series (PS3.10 section 8, PS3.3 annex F).
 *
 * <p>Files that have a preamble and file meta information are copied byte for byte, others get them. What a record must
 * have to be told apart (Patient ID, Study ID, the numbers of series and instance) is made up where the instance lacks
 * it, in the record only; a date or time is never made up but left empty.
 */
public final class FileSetWriter {
    /** One object that goes into the file-set. */
    @FunctionalInterface
    public interface Source {
        /** Opened when it is copied, and closed afterwards. */
        ByteSource open() throws ImagingException;
    }

    /**
     * An object that was left out.
     *
     * @param source its place in the list, from 0
     */
    public record LeftOut(int source, Rejected.Reason reason, String detail) {}

    /**
     * What was written.
     *
     * @param files in the order of the sources, the DICOMDIR last
     * @param instances number of files beside the DICOMDIR
     * @param duplicates sources that are instances which were there already
     * @param cancelled whether it was stopped early; then there is no DICOMDIR
     */
    public record Written(List<Path> files, int instances, List<LeftOut> leftOut, int duplicates, boolean cancelled) {}

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int HEAD_BYTES = 132;
    private static final List<Tag> STUDY_KEYS = List.of(Tag.StudyDate, Tag.StudyTime, Tag.AccessionNumber,
            Tag.StudyDescription, Tag.StudyInstanceUID, Tag.StudyID);
    private static final List<Tag> SERIES_KEYS = List.of(Tag.Modality, Tag.SeriesInstanceUID, Tag.SeriesNumber);
    private static final List<Tag> PATIENT_OPTIONAL = List.of(Tag.PatientBirthDate, Tag.PatientSex);
    private static final List<Tag> SERIES_OPTIONAL = List.of(Tag.SeriesDescription, Tag.SeriesDate, Tag.SeriesTime);

    /** A record with those below it, found again by what tells them apart. */
    private static final class Node {
        final String type;
        final String component;
        DataSet keys = DataSet.EMPTY;
        List<String> fileId = List.of();
        final Map<String, Node> children = new LinkedHashMap<>();
        private int numbers;

        Node(String type, String component) {
            this.type = type;
            this.component = component;
        }

        Node child(String childType, String prefix, String key) {
            return children.computeIfAbsent(key, _ -> new Node(childType,
                    String.format(Locale.ROOT, "%s%06d", prefix, ++numbers)));
        }

        /** Whether a file lies here or below. */
        boolean holdsFiles() {
            return !fileId.isEmpty() || children.values().stream().anyMatch(Node::holdsFiles);
        }

        DicomDirectory.Entry entry() {
            return new DicomDirectory.Entry(type, keys, fileId,
                    children.values().stream().filter(Node::holdsFiles).map(Node::entry).toList());
        }
    }

    private final Path folder;
    private final ParseLimits limits;
    private final Node root = new Node("", "");
    private final Set<String> instances = new HashSet<>();
    private final List<Path> files = new ArrayList<>();

    private FileSetWriter(Path folder, ParseLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * Writes the file-set. Nothing is synced to the medium; files that are there already are not overwritten.
     *
     * @param folder is made if it is not there
     * @param fileSetId at most 16 characters of A-Z, 0-9, blank and underscore; may be empty
     * @param directoryUid the DICOMDIR's own instance UID
     * @param progress is given 0..1
     * @param cancelled asked before each object
     * @throws ImagingException.Io if a file cannot be written; what was written before stays
     */
    public static Written write(List<? extends Source> sources, Path folder, String fileSetId, String directoryUid,
            ParseLimits limits, DoubleConsumer progress, BooleanSupplier cancelled) throws ImagingException {
        FileSetWriter writer = new FileSetWriter(folder, limits);
        List<LeftOut> leftOut = new ArrayList<>();
        int duplicates = 0;
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < sources.size(); i++) {
                if (cancelled.getAsBoolean()) {
                    return new Written(List.copyOf(writer.files), writer.files.size(), leftOut, duplicates, true);
                }
                try (ByteSource source = sources.get(i).open()) {
                    duplicates += writer.add(source) ? 0 : 1;
                } catch (ImagingException.Io failure) {
                    throw failure;
                } catch (ImagingException failure) {
                    leftOut.add(new LeftOut(i, Rejected.reasonOf(failure), failure.getMessage()));
                }
                progress.accept((i + 1.0) / (sources.size() + 1));
            }
            int count = writer.files.size();
            Path directory = folder.resolve("DICOMDIR");
            try (OutputStream out = create(directory)) {
                DicomDirectoryWriter.write(new DataSetBuilder().put(Tag.FileSetID, fileSetId).build(), directoryUid,
                        writer.root.entry().children(), out);
            }
            writer.files.add(directory);
            progress.accept(1);
            return new Written(List.copyOf(writer.files), count, List.copyOf(leftOut), duplicates, false);
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    private static OutputStream create(Path path) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER_BYTES);
    }

    /** False if the instance is there already. */
    private boolean add(ByteSource source) throws ImagingException, IOException {
        DicomFile header = DicomFile.readHeader(source, limits);
        if (DicomDirectory.isDirectory(header)) {
            throw new ImagingException.Unsupported("a directory inside of a file-set");
        }
        DataSet d = header.dataSet();
        String sopClass = required(d, Tag.SOPClassUID);
        String instanceUid = required(d, Tag.SOPInstanceUID);
        String studyUid = required(d, Tag.StudyInstanceUID);
        String seriesUid = required(d, Tag.SeriesInstanceUID);
        Optional<DirectoryRecordKind> kind = DirectoryRecordKind.of(sopClass, header.pixelData().isPresent());
        if (kind.isEmpty()) {
            throw new ImagingException.Unsupported("no directory record for SOP class " + sopClass);
        }
        if (!instances.add(instanceUid)) {
            return false;
        }
        Node patient = root.child("PATIENT", "PA", patientKey(d));
        Node study = patient.child("STUDY", "ST", studyUid);
        Node series = study.child("SERIES", "SE", seriesUid);
        Node instance = series.child(kind.get().type(), "IM", instanceUid);
        List<String> fileId = List.of("DICOM", patient.component, study.component, series.component,
                instance.component);
        Path file = folder;
        for (String component : fileId) {
            file = file.resolve(component);
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = create(file)) {
            store(source, header, out);
        } catch (ImagingException failure) {
            Files.delete(file);
            series.children.remove(instanceUid);
            instances.remove(instanceUid);
            throw failure;
        }
        files.add(file);
        instance.fileId = fileId;
        keys(patient, d, List.of(Tag.PatientName, Tag.PatientID), PATIENT_OPTIONAL, Tag.PatientID, "NOID");
        keys(study, d, STUDY_KEYS, List.of(), Tag.StudyID, "");
        keys(series, d, SERIES_KEYS, SERIES_OPTIONAL, Tag.SeriesNumber, "");
        keys(instance, d, kind.get().required(), kind.get().optional(), Tag.InstanceNumber, "");
        instance.keys = instance.keys.toBuilder().put(Tag.ReferencedSOPClassUIDInFile, sopClass)
                .put(Tag.ReferencedSOPInstanceUIDInFile, instanceUid)
                .put(Tag.ReferencedTransferSyntaxUIDInFile, header.transferSyntax().uid()).build();
        return true;
    }

    private static String patientKey(DataSet d) {
        String id = d.text(Tag.PatientID).orElse("");
        return id.isEmpty()
                ? "\n" + d.text(Tag.PatientName).orElse("") + "\n" + d.text(Tag.PatientBirthDate).orElse("")
                : id + "\n" + d.text(Tag.IssuerOfPatientID).orElse("");
    }

    private static String required(DataSet dataSet, Tag tag) throws ImagingException {
        String uid = dataSet.text(tag).orElseThrow(() -> new ImagingException.MissingElement(tag.code()));
        if (uid.chars().anyMatch(c -> c > 0x7e)) {
            throw new ImagingException.Malformed(tag.code(), 0, "a UID with characters beyond ASCII");
        }
        return uid;
    }

    private void store(ByteSource source, DicomFile header, OutputStream out) throws ImagingException, IOException {
        byte[] head = new byte[HEAD_BYTES];
        if (source.size() > HEAD_BYTES) {
            source.read(0, head, 0, HEAD_BYTES);
        }
        boolean whole = head[128] == 'D' && head[129] == 'I' && head[130] == 'C' && head[131] == 'M'
                && header.meta().text(Tag.TransferSyntaxUID).isPresent()
                && header.meta().text(Tag.MediaStorageSOPInstanceUID).isPresent();
        if (!whole) {
            DicomFile file = DicomFile.read(source, limits);
            if (!file.isComplete()) {
                throw new ImagingException.Truncated("the object is damaged", source.size());
            }
            DicomWriter.write(file.meta(), file.dataSet(), file.transferSyntax(), out);
            return;
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        for (long at = 0; at < source.size(); at += buffer.length) {
            int count = (int) Math.min(buffer.length, source.size() - at);
            source.read(at, buffer, 0, count);
            out.write(buffer, 0, count);
        }
    }

    /** Fills a record from the first instance below it. */
    private static void keys(Node node, DataSet from, List<Tag> required, List<Tag> optional, Tag identifier,
            String prefix) {
        if (!node.keys.isEmpty()) {
            return;
        }
        DataSetBuilder keys = new DataSetBuilder();
        from.element(Tag.SpecificCharacterSet).ifPresent(keys::put);
        for (Tag tag : required) {
            from.element(tag).ifPresentOrElse(keys::put, () -> empty(keys, tag));
        }
        for (Tag tag : optional) {
            from.element(tag).filter(e -> !e.isEmpty()).ifPresent(keys::put);
        }
        if (from.text(identifier).isEmpty()) {
            keys.put(identifier, prefix + Integer.parseInt(node.component.substring(2)));
        }
        node.keys = keys.build();
    }

    private static void empty(DataSetBuilder keys, Tag tag) {
        Vr vr = org.lantern.imaging.dicom.Dictionary.of(tag).orElseThrow().vrs().getFirst();
        if (vr == Vr.SQ) {
            keys.putSequence(tag);
        } else {
            keys.putBytes(tag, vr, new byte[0]);
        }
    }
}
