package org.lantern.imaging.dicom.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.PersonName;
import org.lantern.imaging.dicom.Tag;

/** Scans files, folders, ZIPs and DICOMDIRs, headers only, and groups what it finds. */
public final class DicomScan {
    private record PatientKey(String id, String issuer, String nameAndBirth) {}

    private static final class StudyGroup {
        ScanResult.Study head;
        final Map<String, SeriesGroup> series = new LinkedHashMap<>();
    }

    private static final class SeriesGroup {
        ScanResult.Series head;
        final List<ScanResult.Instance> instances = new ArrayList<>();
    }

    private static final class PatientGroup {
        ScanResult.Patient head;
        final Map<String, StudyGroup> studies = new LinkedHashMap<>();
    }

    private final Map<PatientKey, PatientGroup> patients = new LinkedHashMap<>();
    private final Map<String, Location> instances = new HashMap<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<Location> duplicates = new ArrayList<>();

    private DicomScan() {}

    /**
     * @param progress is given 0..1
     * @param cancelled asked before each file
     */
    public static ScanResult scan(List<Path> roots, ParseLimits limits, DoubleConsumer progress,
            BooleanSupplier cancelled) {
        DicomScan scan = new DicomScan();
        int files = DicomWalk.walk(roots, limits, new DicomWalk.Visitor() {
            @Override
            public void found(Location location, DicomFile header) throws ImagingException {
                scan.add(location, header);
            }

            @Override
            public void rejected(Rejected file) {
                scan.rejected.add(file);
            }
        }, progress, cancelled);
        return new ScanResult(files, scan.instances.size(),
                scan.patients.values().stream().map(DicomScan::patient).toList(),
                List.copyOf(scan.rejected), List.copyOf(scan.duplicates), cancelled.getAsBoolean());
    }

    private void add(Location location, DicomFile file) throws ImagingException {
        DataSet d = file.dataSet();
        String instanceUid = required(d, Tag.SOPInstanceUID);
        String studyUid = required(d, Tag.StudyInstanceUID);
        String seriesUid = required(d, Tag.SeriesInstanceUID);
        if (instances.putIfAbsent(instanceUid, location) != null) {
            duplicates.add(location);
            return;
        }
        String id = text(d, Tag.PatientID);
        PatientKey key = new PatientKey(id, text(d, Tag.IssuerOfPatientID),
                id.isEmpty() ? text(d, Tag.PatientName) + "\n" + text(d, Tag.PatientBirthDate) : "");
        PatientGroup patient = patients.computeIfAbsent(key, _ -> new PatientGroup());
        if (patient.head == null) {
            patient.head = new ScanResult.Patient(id, key.issuer(),
                    d.personName(Tag.PatientName).orElse(PersonName.parse("")), text(d, Tag.PatientBirthDate),
                    text(d, Tag.PatientSex), List.of());
        }
        StudyGroup study = patient.studies.computeIfAbsent(studyUid, _ -> new StudyGroup());
        if (study.head == null) {
            study.head = new ScanResult.Study(studyUid, text(d, Tag.StudyDate), text(d, Tag.StudyTime),
                    text(d, Tag.StudyDescription), text(d, Tag.AccessionNumber), List.of());
        }
        SeriesGroup series = study.series.computeIfAbsent(seriesUid, _ -> new SeriesGroup());
        if (series.head == null) {
            series.head = new ScanResult.Series(seriesUid, lenient(d, Tag.SeriesNumber), text(d, Tag.Modality),
                    text(d, Tag.SeriesDescription), text(d, Tag.BodyPartExamined), List.of());
        }
        series.instances.add(new ScanResult.Instance(location, instanceUid, text(d, Tag.SOPClassUID),
                lenient(d, Tag.InstanceNumber), lenient(d, Tag.Rows), lenient(d, Tag.Columns),
                file.pixelData().isPresent() ? Math.max(1, lenient(d, Tag.NumberOfFrames).orElse(1)) : 0,
                file.transferSyntax().uid(), ImagePlace.of(d), ImagePlace.ofFrames(d), file.warnings()));
    }

    private static String required(DataSet dataSet, Tag tag) throws ImagingException {
        Optional<String> text = dataSet.text(tag);
        if (text.isEmpty()) {
            throw new ImagingException.MissingElement(tag.code());
        }
        return text.get();
    }

    private static String text(DataSet dataSet, Tag tag) {
        return dataSet.text(tag).orElse("");
    }

    /** A number that only sorts and describes: a malformed one is as good as none. */
    private static OptionalInt lenient(DataSet dataSet, Tag tag) {
        try {
            return dataSet.integer(tag);
        } catch (ImagingException _) {
            return OptionalInt.empty();
        }
    }

    private static ScanResult.Patient patient(PatientGroup group) {
        ScanResult.Patient head = group.head;
        return new ScanResult.Patient(head.id(), head.issuer(), head.name(), head.birthDate(), head.sex(),
                studies(group.studies.values()));
    }

    private static List<ScanResult.Study> studies(Collection<StudyGroup> groups) {
        return groups.stream().map(group -> {
            ScanResult.Study head = group.head;
            return new ScanResult.Study(head.uid(), head.date(), head.time(), head.description(),
                    head.accessionNumber(), series(group.series.values()));
        }).toList();
    }

    private static List<ScanResult.Series> series(Collection<SeriesGroup> groups) {
        return groups.stream().map(group -> {
            ScanResult.Series head = group.head;
            return new ScanResult.Series(head.uid(), head.number(), head.modality(), head.description(),
                    head.bodyPart(), Stacks.of(group.instances));
        }).toList();
    }
}
