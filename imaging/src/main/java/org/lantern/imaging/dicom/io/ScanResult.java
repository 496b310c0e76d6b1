package org.lantern.imaging.dicom.io;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.lantern.imaging.dicom.PersonName;

/**
 * What a scan found.
 *
 * @param files files and ZIP entries that were looked at
 * @param instances different SOP instances
 * @param duplicates where instances lie that were found before; they are not in the patients
 * @param cancelled whether the scan was stopped, so that this is a part
 */
public record ScanResult(int files, int instances, List<Patient> patients, List<Rejected> rejected,
        List<Location> duplicates, boolean cancelled) {

    /** Patients are told apart by ID and issuer; without an ID by name and birth date. Absent texts are empty. */
    public record Patient(String id, String issuer, PersonName name, String birthDate, String sex,
            List<Study> studies) {}

    /** A study; date and time as they are written. */
    public record Study(String uid, String date, String time, String description, String accessionNumber,
            List<Series> series) {}

    /** A series in its stacks; most have one. */
    public record Series(String uid, OptionalInt number, String modality, String description, String bodyPart,
            List<Stack> stacks) {
        public int instanceCount() {
            return (int) stacks.stream().flatMap(s -> s.instances().stream()).map(Instance::sopInstanceUid).distinct()
                    .count();
        }

        /** Whether the stacks differ in orientation, size or spacing, so that they are no one volume. */
        public boolean isMixedGeometry() {
            return stacks.stream().map(Stack::geometry).distinct().count() > 1;
        }
    }

    /**
     * Images of one geometry and one kind, sorted by position along the normal of their plane; where they have no
     * position, by instance number. Frames of an enhanced multi-frame image make stacks in the same way.
     *
     * @param geometry orientation, rows, columns and spacing as one text; empty for what is no image in space
     * @param kind what tells the stack from others of its geometry (echo, time, b-value, acquisition); may be empty
     * @param frames of the one instance, from 0 and in their order in space; empty where whole instances are stacked
     * @param spacingMm the most frequent distance between neighbours
     * @param gapCount places where the distance is more than one and a half times that
     * @param duplicatePositionCount images that neither place nor kind nor time tells from another
     */
    public record Stack(String geometry, String kind, List<Instance> instances, List<Integer> frames,
            OptionalDouble spacingMm, int gapCount, int duplicatePositionCount) {}

    /**
     * One instance; its numbers as far as it has them.
     *
     * @param framePlaces of an enhanced multi-frame image whose frames all lie in space; else empty
     */
    public record Instance(Location location, String sopInstanceUid, String sopClassUid, OptionalInt number,
            OptionalInt rows, OptionalInt columns, int frames, String transferSyntaxUid, Optional<Place> place,
            List<Place> framePlaces, List<Warning> warnings) {}

    /**
     * Where an image lies.
     *
     * @param kinds values of the attributes that may tell it from others at the same place, each empty where absent
     * @param time at which it was taken, in a form that sorts; may be empty
     * @param alongNormalMm position of its first pixel along the normal of its plane
     */
    public record Place(String geometry, List<String> kinds, String time, double alongNormalMm) {}
}
