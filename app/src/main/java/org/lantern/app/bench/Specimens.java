package org.lantern.app.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.codec.Transcoder;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.ArrayByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.DicomWriter;
import org.lantern.imaging.dicom.io.ParseLimits;
import org.lantern.imaging.phantom.Phantom;
import org.lantern.imaging.phantom.PhantomPatient;

/**
 * The DICOM files that benchmarks work on: the caller's, or a synthetic CT of a head in a folder of its own, which goes
 * when this is closed.
 */
public final class Specimens implements AutoCloseable {
    /** How many of the caller's files are looked at. */
    public static final int MOST_FILES = 64;
    private static final LocalDateTime ACQUIRED = LocalDateTime.of(2026, 1, 15, 9, 30);
    private static final List<TransferSyntax> ENCODED = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.RLE_LOSSLESS, TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_2000_LOSSLESS,
            TransferSyntax.HTJ2K_LOSSLESS, TransferSyntax.DEFLATED_IMAGE_FRAME);

    private final Path scratch;
    private final List<Path> files;
    private final boolean synthetic;

    private Specimens(Path scratch, List<Path> files, boolean synthetic) {
        this.scratch = scratch;
        this.files = files;
        this.synthetic = synthetic;
    }

    /** @param slices of the synthetic series @param size rows and columns of each */
    public static Specimens synthetic(int slices, int size) throws IOException, ImagingException {
        Path scratch = Files.createTempDirectory("lantern-bench");
        List<Path> files = new ArrayList<>();
        var made = new Specimens(scratch, files, true);
        try (var objects = new Phantom(Phantom.Kind.CT_HEAD, slices, size, size, 1, PhantomPatient.ANONYMOUS, ACQUIRED)
                .generate()) {
            for (var next = objects.iterator(); next.hasNext();) {
                Path file = scratch.resolve(files.size() + ".dcm");
                try (OutputStream out = Files.newOutputStream(file)) {
                    DicomWriter.write(next.next(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
                }
                files.add(file);
            }
            return made;
        } catch (IOException | ImagingException | RuntimeException failure) {
            made.close();
            throw failure;
        }
    }

    /** The first DICOM files among some files and folders. */
    public static Specimens of(List<Path> paths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> walk = Files.walk(path)) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    if (files.size() < MOST_FILES && isDicom(file)) {
                        files.add(file);
                    }
                }
            }
        }
        return new Specimens(Files.createTempDirectory("lantern-bench"), files, false);
    }

    private static boolean isDicom(Path file) throws IOException {
        try (var header = DicomFile.readHeader(file, ParseLimits.CLINICAL)) {
            return !header.dataSet().isEmpty();
        } catch (ImagingException _) {
            return false;
        }
    }

    List<Path> files() {
        return files;
    }

    /** A folder for what a benchmark writes. */
    Path scratch() {
        return scratch;
    }

    /**
     * What there is to decode: the synthetic images in every transfer syntax that can be encoded here, or the caller's
     * files as they are.
     */
    List<DicomFile> images() throws ImagingException, IOException {
        List<DicomFile> images = new ArrayList<>();
        for (Path path : files) {
            DicomFile file = DicomFile.read(new ArrayByteSource(Files.readAllBytes(path)), ParseLimits.CLINICAL);
            if (!synthetic) {
                images.add(file);
                continue;
            }
            for (var syntax : ENCODED) {
                var bytes = new ByteArrayOutputStream();
                DicomWriter.write(Transcoder.inSyntax(file, syntax), syntax, bytes);
                images.add(DicomFile.read(new ArrayByteSource(bytes.toByteArray()), ParseLimits.CLINICAL));
            }
        }
        return images;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> left = Files.walk(scratch)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
