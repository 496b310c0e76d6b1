package org.lantern.imaging.dicom.io;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;

/**
 * One DICOM object, its header in memory and its long values where they lie. Reads Part 10 files, and data sets without
 * preamble or file meta information where they can be recognised.
 *
 * <p>What the standard does not allow but can be read without guessing at values is read, and said in
 * {@link #warnings()}; whoever must have a whole object asks {@link #isComplete()}.
 *
 * <p>Closing closes the source. An object that was read from a path opens its file again only when something is asked
 * for that was not read with the header.
 */
public final class DicomFile implements AutoCloseable {
    private static final int HEAD_BYTES = 8192;

    private final DataSet meta;
    private final DataSet dataSet;
    private final TransferSyntax transferSyntax;
    private final PixelData pixelData;
    private final List<Warning> warnings;
    private final ByteSource source;

    private DicomFile(DataSet meta, DataSet dataSet, TransferSyntax transferSyntax, PixelData pixelData,
            List<Warning> warnings, ByteSource source) {
        this.meta = meta;
        this.dataSet = dataSet;
        this.transferSyntax = transferSyntax;
        this.pixelData = pixelData;
        this.warnings = warnings;
        this.source = source;
    }

    /** Reads all elements; values longer than {@link ParseLimits#bulkBytes()} and pixel data stay in the file. */
    public static DicomFile read(Path path, ParseLimits limits) throws ImagingException {
        return read(path, limits, false);
    }

    /** Reads the elements before the pixel data and nothing of what follows: the data set does not have them. */
    public static DicomFile readHeader(Path path, ParseLimits limits) throws ImagingException {
        return read(path, limits, true);
    }

    /** As {@link #read(Path, ParseLimits)}. The source is closed with the object that is returned, or by the caller. */
    public static DicomFile read(ByteSource source, ParseLimits limits) throws ImagingException {
        return read(source, limits, false);
    }

    /** As {@link #readHeader(Path, ParseLimits)}. */
    public static DicomFile readHeader(ByteSource source, ParseLimits limits) throws ImagingException {
        return read(source, limits, true);
    }

    private static DicomFile read(Path path, ParseLimits limits, boolean untilPixelData) throws ImagingException {
        byte[] head = new byte[HEAD_BYTES];
        try {
            long size;
            int filled;
            if (path.getFileSystem() == FileSystems.getDefault()) {
                java.io.File file = path.toFile();
                try (FileInputStream in = new FileInputStream(file)) {
                    size = file.length();
                    filled = Math.max(0, in.read(head, 0, HEAD_BYTES));
                }
            } else {
                size = Files.size(path);
                try (InputStream in = Files.newInputStream(path)) {
                    filled = in.readNBytes(head, 0, HEAD_BYTES);
                }
            }
            FileByteSource source = new FileByteSource(path, size);
            try {
                return parse(new HeaderWindow(source, head, (int) Math.min(filled, size)), limits, untilPixelData);
            } catch (ImagingException e) {
                source.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }

    private static DicomFile read(ByteSource source, ParseLimits limits, boolean untilPixelData)
            throws ImagingException {
        return parse(new HeaderWindow(source, new byte[0], 0), limits, untilPixelData);
    }

    private static DicomFile parse(HeaderWindow window, ParseLimits limits, boolean untilPixelData)
            throws ImagingException {
        List<Warning> warnings = new ArrayList<>(0);
        int start = Encoding.start(window);
        if (start == 1) {
            warnings.add(new Warning(Warning.Kind.LEADING_BYTES, Tag.SpecificCharacterSet, 0));
        }
        DataSet meta = DataSet.EMPTY;
        if (Encoding.isMeta(window, start)) {
            HeaderParser parser = new HeaderParser(window, start, false, limits, warnings, false);
            meta = parser.meta();
            start = parser.offset();
        }
        Optional<String> declared = meta.text(Tag.TransferSyntaxUID);
        if (declared.isEmpty()) {
            warnings.add(new Warning(Warning.Kind.MISSING_META, Tag.TransferSyntaxUID, window.position(start)));
        }
        TransferSyntax syntax = declared.isPresent() ? TransferSyntax.of(declared.get()) : null;
        if (syntax != null && syntax.isDeflated()) {
            Optional<byte[]> inflated = Inflation.inflate(window, start, limits);
            if (inflated.isPresent()) {
                window = new HeaderWindow(new ArrayByteSource(inflated.get()), new byte[0], 0);
                start = 0;
            }
        }
        Encoding encoding = Encoding.find(window, start, syntax, !meta.isEmpty());
        if (syntax == null) {
            syntax = encoding.syntax();
        } else if (!encoding.agreesWith(syntax)) {
            warnings.add(new Warning(Warning.Kind.WRONG_TRANSFER_SYNTAX, Tag.TransferSyntaxUID,
                    window.position(start)));
            syntax = syntax.isEncapsulated() ? syntax : encoding.syntax();
        }
        HeaderParser parser = new HeaderParser(window, start, encoding.bigEndian(), limits, warnings, untilPixelData);
        DataSet dataSet = parser.dataSet(encoding.explicitVr());
        if (dataSet.isEmpty() && meta.isEmpty()) {
            throw new ImagingException.NotDicom("no data element");
        }
        return new DicomFile(meta, dataSet, syntax, parser.pixelData(), List.copyOf(warnings), window.source());
    }

    /** File meta information, group 0002; empty if the file has none. */
    public DataSet meta() {
        return meta;
    }

    public DataSet dataSet() {
        return dataSet;
    }

    /** As declared; what the data are really in where none is declared or the declared one cannot be true. */
    public TransferSyntax transferSyntax() {
        return transferSyntax;
    }

    public Optional<PixelData> pixelData() {
        return Optional.ofNullable(pixelData);
    }

    /** In the order in which they were met; at most a thousand or so. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** Whether nothing is missing and nothing was passed over. */
    public boolean isComplete() {
        return warnings.stream().map(Warning::kind).noneMatch(kind -> kind == Warning.Kind.TRUNCATED
                || kind == Warning.Kind.BROKEN_STRUCTURE || kind == Warning.Kind.OVERLONG);
    }

    /** What offsets count in: the file, or for a deflated transfer syntax the inflated data set. */
    public ByteSource source() {
        return source;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
