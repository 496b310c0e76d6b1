package org.lantern.imaging.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.PersonName;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.ParseLimits;

/**
 * How fast headers are read: all files under a folder, each opened, parsed up to the pixel data, and asked for the 30
 * typed values that an index needs. Prints the first pass of this JVM and the warm passes, in CPU time of the one thread
 * that works, which other load on the machine disturbs little; beside it DCMTK, GDCM and pydicom, which parse to the pixel
 * data and take no values, in turns with us.
 *
 * <p>Arguments: folder, number of warm passes (default 100).
 */
public final class HeaderBenchmark {
    private static final Tag[] TEXTS = {Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.StudyInstanceUID,
            Tag.SeriesInstanceUID, Tag.FrameOfReferenceUID, Tag.PatientID, Tag.PatientSex, Tag.Modality,
            Tag.StudyDescription, Tag.SeriesDescription, Tag.AccessionNumber, Tag.BodyPartExamined, Tag.StudyID,
            Tag.ProtocolName, Tag.PhotometricInterpretation};
    private static final Tag[] INTEGERS = {Tag.SeriesNumber, Tag.InstanceNumber, Tag.AcquisitionNumber, Tag.Rows,
            Tag.Columns, Tag.BitsAllocated, Tag.BitsStored, Tag.NumberOfFrames};
    private static final Tag[] DECIMALS = {Tag.ImagePositionPatient, Tag.ImageOrientationPatient, Tag.PixelSpacing,
            Tag.SliceThickness};

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 15;

    private HeaderBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int passes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Pass first = pass(files);
        for (int i = 0; i < passes; i++) {
            pass(files);
        }
        System.out.printf(Locale.ROOT, "%d files, %d refused by Lantern%n", files.size(), first.refused);
        System.out.println("| | ms CPU, median | best | files/s | times Lantern | refused |");
        System.out.println("|---|---|---|---|---|---|");
        Path scratch = Files.createTempDirectory("header");
        List<Peer> peers = new ArrayList<>();
        try {
            Peer.start("DCMTK", "dcmtk_peer.cc", Peer.DCMTK, "header", files, scratch).ifPresent(peers::add);
            Peer.start("GDCM", "gdcm_peer.cc", Peer.GDCM, "header", files, scratch).ifPresent(peers::add);
            Peer.start("pydicom", "pydicom_peer.py", List.of(), "header", files, scratch).ifPresent(peers::add);
            takeTurns(files, peers, first.milliseconds);
        } finally {
            peers.forEach(Peer::close);
            Peer.delete(scratch);
        }
    }

    /** One pass of each at a time: what disturbs one disturbs the others. The first pass of a peer is its cold one. */
    private static void takeTurns(List<Path> files, List<Peer> peers, double coldMilliseconds) throws IOException {
        double[][] times = new double[peers.size() + 1][ROUNDS];
        double[] cold = new double[peers.size() + 1];
        int[] refused = new int[peers.size() + 1];
        cold[0] = coldMilliseconds;
        List<Peer> alive = new ArrayList<>(peers);
        for (int round = -1; round < ROUNDS; round++) {
            Pass ours = pass(files);
            times[0][Math.max(0, round)] = ours.milliseconds;
            refused[0] = ours.refused;
            for (Peer peer : peers) {
                int p = peers.indexOf(peer) + 1;
                try {
                    Peer.Pass theirs = alive.contains(peer) ? peer.pass() : null;
                    if (theirs != null && round < 0) {
                        cold[p] = theirs.cpuNs() / 1e6;
                    } else if (theirs != null) {
                        times[p][round] = theirs.cpuNs() / 1e6;
                        refused[p] = theirs.failed();
                    }
                } catch (IOException _) {
                    alive.remove(peer);
                }
            }
        }
        line("Lantern, first pass of the JVM", files.size(), cold[0], cold[0], cold[0] / cold[0], refused[0]);
        line("Lantern, warm", files.size(), median(times[0]), least(times[0]), 1, refused[0]);
        for (Peer peer : peers) {
            int p = peers.indexOf(peer) + 1;
            if (!alive.contains(peer)) {
                System.out.println("| " + peer.name() + " ends without an answer | | | | | |");
                continue;
            }
            line(peer.name() + ", first pass", files.size(), cold[p], cold[p], cold[p] / cold[0], refused[p]);
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = times[p][round] / times[0][round];
            }
            line(peer.name() + ", warm", files.size(), median(times[p]), least(times[p]), median(ratios), refused[p]);
        }
    }

    private static void line(String name, int files, double median, double best, double ratio, int refused) {
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.0f | %.1f | %d |%n", name, median, best,
                files / median * 1000, ratio, refused);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private record Pass(double milliseconds, int refused) {}

    private static Pass pass(List<Path> files) {
        long start = THREADS.getCurrentThreadCpuTime();
        int refused = 0;
        for (Path file : files) {
            refused += read(file) ? 0 : 1;
        }
        return new Pass((THREADS.getCurrentThreadCpuTime() - start) / 1e6, refused);
    }

    private static boolean read(Path path) {
        try (DicomFile file = DicomFile.readHeader(path, ParseLimits.CLINICAL)) {
            DataSet d = file.dataSet();
            long sum = 0;
            for (Tag tag : TEXTS) {
                Optional<String> text = d.text(tag);
                sum += text.isPresent() ? text.get().length() : 0;
            }
            for (Tag tag : INTEGERS) {
                sum += d.integer(tag).orElse(0);
            }
            for (Tag tag : DECIMALS) {
                for (double value : d.decimals(tag)) {
                    sum += (long) value;
                }
            }
            sum += d.date(Tag.StudyDate).hashCode() + d.time(Tag.StudyTime).hashCode();
            Optional<PersonName> name = d.personName(Tag.PatientName);
            return sum + (name.isPresent() ? name.get().family().length() : 0) != 42;
        } catch (ImagingException | IOException e) {
            return false;
        }
    }
}
