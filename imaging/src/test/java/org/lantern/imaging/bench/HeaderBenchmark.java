package org.lantern.imaging.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * that works, which other load on the machine disturbs little; then the same for pydicom and dcmdump where they are
 * installed.
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

    private HeaderBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int passes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] milliseconds = new double[passes];
        double first = 0;
        int refused = 0;
        for (int pass = -1; pass < passes; pass++) {
            long start = threads.getCurrentThreadCpuTime();
            refused = 0;
            for (Path file : files) {
                refused += read(file) ? 0 : 1;
            }
            double spent = (threads.getCurrentThreadCpuTime() - start) / 1e6;
            if (pass < 0) {
                first = spent;
            } else {
                milliseconds[pass] = spent;
            }
        }
        Arrays.sort(milliseconds);
        System.out.printf(Locale.ROOT, "%d files, %d refused%n", files.size(), refused);
        line("lantern, first pass", files.size(), first, first);
        double ours = milliseconds[passes / 2];
        line("lantern, warm median", files.size(), ours, ours);
        line("lantern, warm best", files.size(), milliseconds[0], ours);
        peer("pydicom", files, ours, "/usr/bin/python3", "-c", """
                import sys, time, pydicom, warnings, logging
                warnings.simplefilter('ignore'); logging.disable(50)
                names = sys.stdin.read().split("\\n")[:-1]
                for turn in range(3):
                    start = time.process_time()
                    for name in names:
                        try: pydicom.dcmread(name, force=False, stop_before_pixels=True)
                        except Exception: pass
                    spent = time.process_time() - start
                print("spent", spent * 1000)
                """);
        peer("dcmdump (process, tags not printed)", files, ours, "/bin/bash", "-c",
                "TIMEFORMAT='%U %S'; time (tr '\\n' '\\0' | xargs -0 dcmdump -q -M +P 0000,0000 >/dev/null 2>&1)");
    }

    private static void line(String name, int files, double milliseconds, double ours) {
        System.out.printf(Locale.ROOT, "%-40s %10.1f ms CPU %10.0f files/s %8.1fx%n", name, milliseconds,
                files / milliseconds * 1000, milliseconds / ours);
    }

    private static void peer(String name, List<Path> files, double ours, String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var out = process.outputWriter()) {
                for (Path file : files) {
                    out.write(file + "\n");
                }
            }
            String[] numbers = new String(process.getInputStream().readAllBytes()).strip().split("\\s+");
            double milliseconds = numbers[numbers.length - 2].equals("spent")
                    ? Double.parseDouble(numbers[numbers.length - 1])
                    : 1000 * (Double.parseDouble(numbers[numbers.length - 2])
                            + Double.parseDouble(numbers[numbers.length - 1]));
            line(name, files.size(), milliseconds, ours);
        } catch (IOException | NumberFormatException e) {
            System.out.println(name + ": not measured, " + e.getClass().getSimpleName());
        }
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
