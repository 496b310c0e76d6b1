package org.lantern.imaging.codec;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.PixelData;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * Gives the frames of an image one by one, whatever their transfer syntax, reading no more of the source than the frame
 * at hand. Safe for use by several threads at once. Closing it closes the source.
 *
 * <p>A frame is given only if all of it could be decoded and agrees with the data set; otherwise reading it fails with
 * {@link ImagingException.DamagedFrame}. Syntaxes that nothing here decodes fail with
 * {@link ImagingException.Unsupported} when the reader is opened, and frames above {@value #MAX_FRAME_BYTES} bytes with
 * {@link ImagingException.LimitExceeded}.
 */
public final class FrameReader implements AutoCloseable {
    /** Decoded bytes of one frame. */
    public static final long MAX_FRAME_BYTES = 1L << 30;

    /** Deflate's best: 258 bytes for two bits. */
    private static final int DEFLATE_RATIO = 1032;
    private static final String PREFIX = "1.2.840.10008.1.2.";
    private static final String GE_BIG_ENDIAN_PIXELS = "1.2.840.113619.5.2";
    private static final Set<String> LOSSY = Set.of("4.50", "4.51", "4.52", "4.53", "4.54", "4.55", "4.56", "4.81",
            "4.91", "4.203");

    /** @see EncodedFrame */
    private interface Codec {
        Samples decode(EncodedFrame frame) throws ImagingException;
    }

    private final ByteSource source;
    private final PixelData pixelData;
    /** As the data set says. */
    private final PixelFormat coded;
    private final PixelFormat format;
    private final int frameCount;
    private final boolean lossy;
    private final boolean planar;
    private final boolean halvedChroma;
    private final boolean bigEndian;
    private final long end;
    private final Optional<Codec> codec;
    private final Optional<Fragments> fragments;

    private FrameReader(DicomFile file, PixelData pixelData) throws ImagingException {
        this.pixelData = pixelData;
        source = file.source();
        DataSet dataSet = file.dataSet();
        TransferSyntax syntax = file.transferSyntax();
        coded = pixelFormat(dataSet, pixelData);
        OptionalInt frames = dataSet.integer(Tag.NumberOfFrames);
        frameCount = Math.max(1, frames.orElse(1));
        lossy = syntax.uid().startsWith(PREFIX) && LOSSY.contains(syntax.uid().substring(PREFIX.length()))
                || dataSet.text(Tag.LossyImageCompression).orElse("").equals("01");
        planar = coded.samplesPerPixel() > 1 && dataSet.integer(Tag.PlanarConfiguration).orElse(0) == 1;
        bigEndian = syntax.isBigEndian() || syntax.uid().equals(GE_BIG_ENDIAN_PIXELS);
        long declared = pixelData.length() < 0 ? source.size() - pixelData.offset() : pixelData.length();
        end = pixelData.offset() + Math.min(declared, source.size() - pixelData.offset());
        boolean chromaTerm = coded.photometric() == Photometric.YBR_FULL_422
                || coded.photometric() == Photometric.YBR_PARTIAL_422;
        // some writers say 4:2:2 and store every sample
        halvedChroma = !pixelData.encapsulated() && chromaTerm && coded.samplesPerPixel() == 3
                && declared < NativePixels.frameBits(coded, false) / 8 * frameCount;
        if (halvedChroma && (coded.columns() % 2 != 0 || coded.bitsAllocated() != 8)) {
            throw new ImagingException.Unsupported("4:2:2 with an odd number of columns or more than 8 bits");
        }
        if (pixelData.encapsulated()) {
            codec = Optional.of(codec(syntax));
            fragments = Optional.of(Fragments.open(source, pixelData.offset(), end, frameCount,
                    dataSet.bytes(Tag.ExtendedOffsetTable), MAX_FRAME_BYTES));
        } else {
            codec = Optional.empty();
            fragments = Optional.empty();
        }
        format = decodedFormat(syntax);
    }

    /**
     * @throws ImagingException.NoPixelData if the object holds no image
     * @throws ImagingException.Unsupported if its frames cannot be decoded by this program, naming the transfer syntax
     * @throws ImagingException.MissingElement if the attributes that describe the pixels are incomplete
     */
    public static FrameReader open(DicomFile file) throws ImagingException {
        return new FrameReader(file, file.pixelData().orElseThrow(ImagingException.NoPixelData::new));
    }

    /**
     * The shape of every frame that is read. Differs from the data set where decoding changes the photometric
     * interpretation: YBR_ICT and YBR_RCT become RGB (PS3.5 8.2.4), and YBR_FULL_422 becomes YBR_FULL.
     */
    public PixelFormat format() {
        return format;
    }

    public int frameCount() {
        return frameCount;
    }

    /** Whether the pixels went through a lossy compression, now or before (PS3.3 C.7.6.1.1.5). */
    public boolean lossy() {
        return lossy;
    }

    /**
     * Decodes one frame.
     *
     * @param frame zero-based
     * @throws ImagingException.DamagedFrame if its data are incomplete, broken or at odds with the data set
     */
    public Frame read(int frame) throws ImagingException {
        Objects.checkIndex(frame, frameCount);
        if (fragments.isEmpty()) {
            return new Frame(format, readNative(frame));
        }
        EncodedFrame encoded = new EncodedFrame(frame, coded, fragments.get().read(frame));
        try {
            return new Frame(format, codec.orElseThrow().decode(encoded));
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException e) {
            // the last line of defence against bytes that no test has thought of: never more than this frame
            throw encoded.damaged("decoder met " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static PixelFormat pixelFormat(DataSet dataSet, PixelData pixelData) throws ImagingException {
        boolean floating = pixelData.tag().equals(Tag.FloatPixelData)
                || pixelData.tag().equals(Tag.DoubleFloatPixelData);
        int rows = required(dataSet, Tag.Rows);
        int columns = required(dataSet, Tag.Columns);
        int samples = required(dataSet, Tag.SamplesPerPixel);
        int allocated = required(dataSet, Tag.BitsAllocated);
        int stored = floating ? allocated : required(dataSet, Tag.BitsStored);
        int highBit = floating ? allocated - 1 : dataSet.integer(Tag.HighBit).orElse(stored - 1);
        boolean signed = floating || required(dataSet, Tag.PixelRepresentation) == 1;
        String term = dataSet.text(Tag.PhotometricInterpretation)
                .orElseThrow(() -> new ImagingException.MissingElement(Tag.PhotometricInterpretation.code()));
        Photometric photometric = Photometric.ofTerm(term).orElseThrow(
                () -> new ImagingException.Unsupported("photometric interpretation that is not in PS3.3"));
        if (rows < 1 || rows > 65535 || columns < 1 || columns > 65535) {
            throw new ImagingException.Malformed(Tag.Rows.code(), pixelData.offset(), rows + " rows, " + columns
                    + " columns");
        }
        if (samples < 1 || samples > 4) {
            throw new ImagingException.Unsupported(samples + " samples per pixel");
        }
        if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32 && allocated != 64
                || floating && allocated < 32 || !floating && allocated == 64) {
            throw new ImagingException.Unsupported(allocated + " bits allocated");
        }
        if (stored < 1 || stored > allocated || highBit < stored - 1 || highBit >= allocated) {
            throw new ImagingException.Malformed(Tag.BitsStored.code(), pixelData.offset(),
                    stored + " bits stored, high bit " + highBit + ", " + allocated + " bits allocated");
        }
        PixelFormat format = new PixelFormat(rows, columns, samples, allocated, stored, highBit, signed, floating,
                photometric);
        long bytes = format.sampleCount() * Math.max(1, allocated / 8);
        if (bytes > MAX_FRAME_BYTES) {
            throw new ImagingException.LimitExceeded("maxFrameBytes", bytes, MAX_FRAME_BYTES);
        }
        return format;
    }

    private static int required(DataSet dataSet, Tag tag) throws ImagingException {
        return dataSet.integer(tag).orElseThrow(() -> new ImagingException.MissingElement(tag.code()));
    }

    private PixelFormat decodedFormat(TransferSyntax syntax) {
        Photometric photometric = switch (coded.photometric()) {
            case YBR_ICT, YBR_RCT -> isJpeg2000(syntax) ? Photometric.RGB : coded.photometric();
            case YBR_FULL_422 -> Photometric.YBR_FULL;
            default -> coded.photometric();
        };
        return new PixelFormat(coded.rows(), coded.columns(), coded.samplesPerPixel(), coded.bitsAllocated(),
                coded.bitsStored(), coded.highBit(), coded.signed(), coded.floating(), photometric);
    }

    private static boolean isJpeg2000(TransferSyntax syntax) {
        return syntax.uid().startsWith(PREFIX + "4.9") || syntax.uid().startsWith(PREFIX + "4.20");
    }

    private Codec codec(TransferSyntax syntax) throws ImagingException {
        String tail = syntax.uid().startsWith(PREFIX) ? syntax.uid().substring(PREFIX.length()) : "";
        Codec chosen = switch (tail) {
            case "1.98" -> frame -> uncompressed(frame, frame.data());
            case "8.1" -> this::inflated;
            case "5" -> RleDecoder::decode;
            case "4.50", "4.51", "4.52", "4.53", "4.54", "4.55", "4.56", "4.57", "4.58", "4.70" -> JpegDecoder::decode;
            case "4.80", "4.81" -> JpegLsDecoder::decode;
            case "4.90", "4.91", "4.201", "4.202", "4.203" -> J2kDecoder::decode;
            default -> throw new ImagingException.Unsupported(syntax.known() || Uids.isValid(syntax.uid())
                    ? "transfer syntax " + syntax
                    : "transfer syntax that is no UID");
        };
        requireHeap(tail.startsWith("4.9") || tail.startsWith("4.20") ? 12 : tail.startsWith("4.") ? 6 : 2);
        return chosen;
    }

    /** Refuses what cannot fit, instead of failing half-way. @param workBytes that decoding takes for each sample */
    private void requireHeap(int workBytes) throws ImagingException {
        long needed = coded.sampleCount() * (workBytes + Math.max(1, coded.bitsAllocated() / 8));
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new ImagingException.LimitExceeded("heapBytes", needed, available);
        }
    }

    /** Encapsulated Uncompressed, PS3.5 A.4.11; also what a deflated frame inflates to. */
    private Samples uncompressed(EncodedFrame frame, byte[] data) throws ImagingException {
        long needed = (NativePixels.frameBits(coded, false) + 7) / 8;
        if (data.length < needed) {
            throw frame.damaged(data.length + " bytes, expected " + needed);
        }
        byte[] exact = data.length == needed ? data : java.util.Arrays.copyOf(data, (int) needed);
        return NativePixels.unpack(coded, exact, 0, ByteOrder.LITTLE_ENDIAN, planar, false);
    }

    /** Deflated Image Frame Compression, PS3.5 A.4.12: one raw deflate stream (RFC 1951) per frame. */
    private Samples inflated(EncodedFrame frame) throws ImagingException {
        long needed = (NativePixels.frameBits(coded, false) + 7) / 8;
        if (needed > (long) DEFLATE_RATIO * frame.data().length) {
            throw frame.damaged(frame.data().length + " deflated bytes cannot be " + needed);
        }
        byte[] out = new byte[(int) needed];
        int filled = 0;
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(frame.data());
            int count = 1;
            while (filled < out.length && count > 0) {
                count = inflater.inflate(out, filled, out.length - filled);
                filled += count;
            }
        } catch (DataFormatException e) {
            throw frame.damaged("broken deflate stream");
        }
        if (filled < out.length) {
            throw frame.damaged("deflate stream ends early");
        }
        return uncompressed(frame, out);
    }

    private Samples readNative(int frame) throws ImagingException {
        long bits = NativePixels.frameBits(coded, halvedChroma);
        // both up to 2^33 and 2^31: the product may be more than a long holds
        long firstBit = Math.multiplyHigh(bits, frame) == 0 ? bits * frame : -1;
        long from = firstBit / 8;
        long to = (firstBit + bits + 7) / 8;
        if (firstBit < 0 || to > end - pixelData.offset()) {
            throw new ImagingException.DamagedFrame(frame, "pixel data end after " + (end - pixelData.offset())
                    + " bytes, expected " + to);
        }
        // Bytes that were written as 16-bit words in big endian are swapped pairwise (PS3.5 8.1.1, A.3)
        boolean swapped = bigEndian && coded.bitsAllocated() <= 8 && pixelData.vr() == Vr.OW;
        byte[] data = new byte[(int) (to - from)];
        if (swapped) {
            long evenFrom = from & ~1L;
            long evenTo = Math.min(to + 1 & ~1L, end - pixelData.offset());
            byte[] words = new byte[(int) (evenTo - evenFrom)];
            Fragments.readInto(source, pixelData.offset() + evenFrom, words, 0, words.length);
            for (int i = 0; i < data.length; i++) {
                int other = (int) (from - evenFrom + i) ^ 1;
                data[i] = words[Math.min(other, words.length - 1)];
            }
        } else {
            Fragments.readInto(source, pixelData.offset() + from, data, 0, data.length);
        }
        return NativePixels.unpack(coded, data, (int) (firstBit % 8),
                bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, planar, halvedChroma);
    }
}
