package org.lantern.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.lantern.imaging.dicom.BulkValue;

/** Encapsulated pixel data in memory, PS3.5 A.4: a basic offset table and one fragment for each frame. */
record Encapsulated(byte[] value) implements BulkValue {
    private static final int ITEM = 0xe000;
    private static final int SEQUENCE_DELIMITER = 0xe0dd;

    static Encapsulated of(List<byte[]> frames) {
        ByteBuffer offsets = ByteBuffer.allocate(frames.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int length = 0;
        for (byte[] frame : frames) {
            offsets.putInt(length);
            length += 8 + frame.length + (frame.length & 1);
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream(length + 16 + offsets.capacity());
        item(value, ITEM, offsets.array());
        frames.forEach(frame -> item(value, ITEM, frame));
        item(value, SEQUENCE_DELIMITER, new byte[0]);
        return new Encapsulated(value.toByteArray());
    }

    private static void item(ByteArrayOutputStream out, int element, byte[] content) {
        int padding = content.length & 1;
        out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0xfffe)
                .putShort((short) element).putInt(content.length + padding).array());
        out.writeBytes(content);
        if (padding > 0) {
            out.write(0);
        }
    }

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
