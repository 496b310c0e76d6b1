package org.lantern.imaging.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.pixel.Frame;
import org.lantern.imaging.pixel.Photometric;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * Puts an object's pixel data into the form that another transfer syntax needs, without loss: native for the uncompressed
 * and deflated ones, else one fragment a frame. All frames are held in memory, at most {@value #MAX_BYTES} bytes.
 */
public final class Transcoder {
    /** Decoded or encoded bytes of all frames together. */
    public static final int MAX_BYTES = 1 << 30;

    /** Makes the value of a fragment; an odd length is padded afterwards. */
    private interface Encoder {
        byte[] encode(Frame frame) throws ImagingException;
    }

    private Transcoder() {}

    /**
     * The data set as it can be written in a transfer syntax; the object's own if its pixel data fit already. What was
     * compressed with loss stays marked as such.
     *
     * @throws ImagingException.Unsupported for syntaxes that nothing here encodes
     */
    public static DataSet inSyntax(DicomFile file, TransferSyntax syntax) throws ImagingException {
        boolean encapsulated = file.pixelData().isPresent() && file.pixelData().get().encapsulated();
        boolean same = syntax.uid().equals(file.transferSyntax().uid());
        if (same || file.pixelData().isEmpty() && !syntax.isEncapsulated()
                || !encapsulated && !syntax.isEncapsulated()) {
            return file.dataSet();
        }
        // The reader is not closed: with it the source would be, which belongs to the caller.
        var frames = FrameReader.open(file);
        var format = frames.format();
        if (format.floating()) {
            throw new ImagingException.Unsupported("floating point pixels as " + syntax.name());
        }
        var builder = file.dataSet().toBuilder().remove(Tag.ExtendedOffsetTable)
                .remove(Tag.ExtendedOffsetTableLengths);
        if (format.samplesPerPixel() > 1) {
            builder.put(Tag.PlanarConfiguration, 0);
        }
        if (!syntax.isEncapsulated()) {
            return builder.put(Tag.PhotometricInterpretation, format.photometric().term())
                    .putBytes(Tag.PixelData, format.bitsAllocated() > 8 ? Vr.OW : Vr.OB, nativeBytes(frames)).build();
        }
        Encoder encoder = encoder(syntax);
        List<byte[]> encoded = new ArrayList<>();
        long length = 0;
        for (int frame = 0; frame < frames.frameCount(); frame++) {
            encoded.add(encoder.encode(frames.read(frame)));
            length += encoded.getLast().length;
            requireFits(length);
        }
        return builder.put(Tag.PhotometricInterpretation, coded(format, syntax).term())
                .putBulk(Tag.PixelData, Vr.OB, Encapsulated.of(encoded)).build();
    }

    private static Encoder encoder(TransferSyntax syntax) throws ImagingException {
        if (syntax.equals(TransferSyntax.RLE_LOSSLESS)) {
            return RleEncoder::encode;
        }
        if (syntax.equals(TransferSyntax.JPEG_LS_LOSSLESS)) {
            return JpegLsEncoder::encode;
        }
        if (syntax.equals(TransferSyntax.JPEG_2000_LOSSLESS)) {
            return J2kEncoder::encode;
        }
        if (syntax.equals(TransferSyntax.HTJ2K_LOSSLESS)) {
            return J2kEncoder::encodeHighThroughput;
        }
        if (syntax.equals(TransferSyntax.ENCAPSULATED_UNCOMPRESSED)) {
            return Transcoder::nativeBytes;
        }
        if (syntax.equals(TransferSyntax.DEFLATED_IMAGE_FRAME)) {
            return frame -> deflated(nativeBytes(frame));
        }
        throw new ImagingException.Unsupported("encoding as " + syntax.name());
    }

    /** What the encoded frames say of themselves (PS3.5 8.2.4); decoding gives back what was there. */
    private static Photometric coded(PixelFormat format, TransferSyntax syntax) {
        boolean jpeg2000 = syntax.equals(TransferSyntax.JPEG_2000_LOSSLESS)
                || syntax.equals(TransferSyntax.HTJ2K_LOSSLESS);
        return jpeg2000 && J2kEncoder.transforms(format)
                ? Photometric.YBR_RCT
                : format.photometric();
    }

    private static byte[] deflated(byte[] bytes) {
        byte[] out = new byte[bytes.length + bytes.length / 1000 + 64];
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            int length = deflater.deflate(out);
            return Arrays.copyOf(out, length);
        }
    }

    private static byte[] nativeBytes(FrameReader frames) throws ImagingException {
        PixelFormat format = frames.format();
        ByteBuffer bytes = allocate(format, frames.frameCount());
        long bit = 0;
        for (int frame = 0; frame < frames.frameCount(); frame++) {
            bit = put(frames.read(frame), bytes, bit);
        }
        return bytes.array();
    }

    private static byte[] nativeBytes(Frame frame) throws ImagingException {
        ByteBuffer bytes = allocate(frame.format(), 1);
        put(frame, bytes, 0);
        return bytes.array();
    }

    private static ByteBuffer allocate(PixelFormat format, int frames) throws ImagingException {
        long bits = format.sampleCount() * frames * format.bitsAllocated();
        requireFits((bits + 7) / 8);
        return ByteBuffer.allocate((int) ((bits + 7) / 8)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param bit where 1-bit samples go on @return where they end */
    private static long put(Frame frame, ByteBuffer bytes, long bit) {
        switch (frame.samples()) {
            case Samples.Bytes(byte[] values) when frame.format().bitsAllocated() == 1 -> {
                long at = bit;
                for (byte value : values) {
                    int index = (int) (at >> 3);
                    bytes.put(index, (byte) (bytes.get(index) | (value & 1) << (at & 7)));
                    at++;
                }
                return at;
            }
            case Samples.Bytes(byte[] values) -> bytes.put(values);
            case Samples.Shorts(short[] values) -> {
                bytes.asShortBuffer().put(values);
                bytes.position(bytes.position() + values.length * Short.BYTES);
            }
            case Samples.Ints(int[] values) -> {
                bytes.asIntBuffer().put(values);
                bytes.position(bytes.position() + values.length * Integer.BYTES);
            }
            case Samples.Floats _,Samples.Doubles _ -> throw new IllegalArgumentException("floating point samples");
        }
        return bit;
    }

    private static void requireFits(long bytes) throws ImagingException.LimitExceeded {
        if (bytes > MAX_BYTES) {
            throw new ImagingException.LimitExceeded("pixelBytes", bytes, MAX_BYTES);
        }
    }
}
