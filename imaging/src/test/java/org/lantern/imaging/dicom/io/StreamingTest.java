package org.lantern.imaging.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;

/** An object of 3 GB is read and written by a virtual machine whose heap is a hundredth of that. */
class StreamingTest {
    private static final long PIXEL_BYTES = 3L << 30;
    private static final String HEAP = "-Xmx32m";

    @Test
    void an_object_of_three_gigabytes_passes_through_a_small_heap(@TempDir Path folder) throws Exception {
        DataSet header = new DataSetBuilder().put(Tag.SOPClassUID, Uids.SECONDARY_CAPTURE_IMAGE_STORAGE)
                .put(Tag.SOPInstanceUID, "2.25.3").put(Tag.Rows, 32768).put(Tag.Columns, 49152)
                .putBytes(Tag.PixelData, Vr.OW, new byte[0]).build();
        byte[] bytes = DicomFileTest.write(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        ByteBuffer length = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        length.putInt(bytes.length - 4, (int) PIXEL_BYTES);
        Path sparse = folder.resolve("large.dcm");
        try (FileChannel channel = FileChannel.open(sparse, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(bytes));
            channel.write(ByteBuffer.wrap(new byte[]{7}), bytes.length + PIXEL_BYTES - 1);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Peers.Output output = Peers.run(List.of(java, HEAP, "-XX:+UseSerialGC", "-cp", classPath(),
                StreamingTest.class.getName(), sparse.toString()), "");
        assertEquals(bytes.length + PIXEL_BYTES + " 7", new String(output.bytes(), StandardCharsets.UTF_8).strip());
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace("./", new File("").getAbsolutePath() + "/");
    }

    /** Reads the file that it is given, writes it, and prints how many bytes that were and the last of them. */
    public static void main(String[] arguments) throws Exception {
        Sink sink = new Sink();
        try (DicomFile file = DicomFile.read(Path.of(arguments[0]), ParseLimits.CLINICAL)) {
            DicomWriter.write(file.meta(), file.dataSet(), file.transferSyntax(), sink);
        }
        System.out.println(sink.count + " " + sink.last);
    }

    private static final class Sink extends OutputStream {
        private long count;
        private int last;

        @Override
        public void write(int b) throws IOException {
            count++;
            last = b;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count += length;
            last = length == 0 ? last : bytes[offset + length - 1];
        }
    }
}
