package org.lantern.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.BulkValue;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Vr;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.pixel.PixelFormat;
import org.lantern.imaging.pixel.Samples;

/**
 * Puts an object's pixel data into the form that another transfer syntax needs, without loss: native for the uncompressed
 * and deflated ones, RLE fragments for RLE Lossless. All frames are held in memory, at most {@value #MAX_BYTES} bytes.
 */
public final class Transcoder {
    /** Decoded or encoded bytes of all frames together. */
    public static final int MAX_BYTES = 1 << 30;

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
        if (syntax.isEncapsulated() && !syntax.uid().equals(TransferSyntax.RLE_LOSSLESS.uid())) {
            throw new ImagingException.Unsupported("encoding as " + syntax.name());
        }
        // The reader is not closed: with it the source would be, which belongs to the caller.
        var frames = FrameReader.open(file);
        var format = frames.format();
        var builder = file.dataSet().toBuilder().put(Tag.PhotometricInterpretation, format.photometric().term())
                .remove(Tag.ExtendedOffsetTable).remove(Tag.ExtendedOffsetTableLengths);
        if (format.samplesPerPixel() > 1) {
            builder.put(Tag.PlanarConfiguration, 0);
        }
        return (syntax.isEncapsulated()
                ? builder.putBulk(Tag.PixelData, Vr.OB, encapsulated(frames))
                : builder.putBytes(Tag.PixelData, format.bitsAllocated() > 8 ? Vr.OW : Vr.OB, nativeBytes(frames)))
                .build();
    }

    private static byte[] nativeBytes(FrameReader frames) throws ImagingException {
        PixelFormat format = frames.format();
        long bits = format.sampleCount() * frames.frameCount() * format.bitsAllocated();
        requireFits((bits + 7) / 8);
        var bytes = ByteBuffer.allocate((int) ((bits + 7) / 8)).order(ByteOrder.LITTLE_ENDIAN);
        long bit = 0;
        for (int frame = 0; frame < frames.frameCount(); frame++) {
            switch (frames.read(frame).samples()) {
                case Samples.Bytes(byte[] values) when format.bitsAllocated() == 1 -> {
                    for (byte value : values) {
                        int at = (int) (bit >> 3);
                        bytes.put(at, (byte) (bytes.get(at) | (value & 1) << (bit & 7)));
                        bit++;
                    }
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
                case Samples.Floats _,Samples.Doubles _ ->
                    throw new ImagingException.Unsupported("floating point pixels");
            }
        }
        return bytes.array();
    }

    private static BulkValue encapsulated(FrameReader frames) throws ImagingException {
        List<byte[]> encoded = new ArrayList<>();
        var offsets = ByteBuffer.allocate(frames.frameCount() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long length = 0;
        for (int frame = 0; frame < frames.frameCount(); frame++) {
            byte[] fragment = RleEncoder.encode(frames.read(frame));
            encoded.add(fragment);
            offsets.putInt((int) length);
            length += 8 + fragment.length;
            requireFits(length);
        }
        var value = new ByteArrayOutputStream((int) length + 16 + offsets.capacity());
        item(value, 0xe000, offsets.array());
        encoded.forEach(fragment -> item(value, 0xe000, fragment));
        item(value, 0xe0dd, new byte[0]);
        return new Fragmented(value.toByteArray());
    }

    private static void item(ByteArrayOutputStream out, int element, byte[] content) {
        out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0xfffe)
                .putShort((short) element).putInt(content.length).array());
        out.writeBytes(content);
    }

    private static void requireFits(long bytes) throws ImagingException.LimitExceeded {
        if (bytes > MAX_BYTES) {
            throw new ImagingException.LimitExceeded("pixelBytes", bytes, MAX_BYTES);
        }
    }

    /** Encapsulated pixel data in memory. */
    private record Fragmented(byte[] value) implements BulkValue {
        @Override
        public long lengthBytes() {
            return value.length;
        }

        @Override
        public boolean isEncapsulated() {
            return true;
        }

        @Override
        public boolean isBigEndian() {
            return false;
        }

        @Override
        public void read(long position, byte[] target, int offset, int length) {
            System.arraycopy(value, (int) position, target, offset, length);
        }
    }
}
