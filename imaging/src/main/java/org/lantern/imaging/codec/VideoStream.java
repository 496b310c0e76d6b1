package org.lantern.imaging.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.io.ByteSource;
import org.lantern.imaging.dicom.io.DicomFile;
import org.lantern.imaging.dicom.io.PixelData;

/**
 * The video of an object in one of the MPEG-2, MPEG-4 AVC/H.264 and HEVC/H.265 transfer syntaxes (PS3.5 8.2.5 to 8.2.8), as
 * the stream that players take. Nothing of it is decoded, and no more than a buffer of it is held in memory.
 */
public final class VideoStream {
    private static final String PREFIX = "1.2.840.10008.1.2.4.10";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HEAD_BYTES = 1024;
    /** On the top level of a file; films cut for streaming have some thousand. */
    private static final int MAX_BOXES = 10_000;
    private static final int TRANSPORT_PACKET_BYTES = 188;
    private static final int TRANSPORT_SYNC = 0x47;
    private static final int FILE_TYPE_BOX = 0x66747970;
    private static final int PACK_START = 0x1ba;
    private static final int SEQUENCE_START = 0x1b3;

    /** How the coded pictures are packed, and what files of that kind are usually called. */
    public enum Container {
        MP4("MP4", "mp4"), TRANSPORT_STREAM("MPEG transport stream", "ts"),
        PROGRAM_STREAM("MPEG program stream", "mpg"), MPEG2("MPEG-2 elementary stream", "m2v"),
        H264("H.264 elementary stream", "h264"), HEVC("H.265 elementary stream", "h265"),
        UNKNOWN("unknown container", "bin");

        private final String title;
        private final String extension;

        Container(String title, String extension) {
            this.title = title;
            this.extension = extension;
        }

        /** Its name, which is the same in all languages. */
        public String title() {
            return title;
        }

        /** Without the point. */
        public String extension() {
            return extension;
        }
    }

    private final ByteSource source;
    private final List<Fragments.Fragment> fragments;
    private final Container container;
    private final long length;

    private VideoStream(ByteSource source, List<Fragments.Fragment> fragments, TransferSyntax syntax)
            throws ImagingException {
        this.source = source;
        this.fragments = fragments;
        long total = fragments.stream().mapToLong(Fragments.Fragment::length).sum();
        container = container(head((int) Math.min(total, HEAD_BYTES)), syntax);
        length = container == Container.MP4 && boxesEnd(total) == total - 1 ? total - 1 : total;
    }

    /** Whether a transfer syntax holds video: MPEG-2, MPEG-4 AVC/H.264 or HEVC/H.265. */
    public static boolean isVideo(TransferSyntax syntax) {
        // 4.100 to 4.108 with their fragmentable variants
        return syntax.known() && syntax.uid().startsWith(PREFIX);
    }

    /**
     * @throws ImagingException.NoPixelData if the object holds no pixel data
     * @throws ImagingException.Unsupported if it is no video
     * @throws ImagingException.LimitExceeded if it is in more than a million fragments
     */
    public static VideoStream open(DicomFile file) throws ImagingException {
        PixelData pixelData = file.pixelData().orElseThrow(ImagingException.NoPixelData::new);
        if (!isVideo(file.transferSyntax()) || !pixelData.encapsulated()) {
            throw new ImagingException.Unsupported("video in the transfer syntax " + file.transferSyntax().name());
        }
        ByteSource source = file.source();
        long end = pixelData.length() < 0
                ? source.size()
                : Math.min(source.size(), pixelData.offset() + pixelData.length());
        List<Fragments.Fragment> fragments = Fragments
                .open(source, pixelData.offset(), end, 1, Optional.empty(), Long.MAX_VALUE).walked();
        if (fragments.isEmpty()) {
            throw new ImagingException.DamagedFrame(0, "no fragment of the video is whole");
        }
        return new VideoStream(source, fragments, file.transferSyntax());
    }

    public Container container() {
        return container;
    }

    /** Bytes of the stream. A byte that was added to make the last fragment even is left out where it can be told. */
    public long lengthBytes() {
        return length;
    }

    /**
     * Writes the whole stream.
     *
     * @throws IOException if the target fails
     * @throws ImagingException.Io if the source fails
     */
    public void writeTo(OutputStream out) throws IOException, ImagingException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = length;
        for (Fragments.Fragment fragment : fragments) {
            long usable = Math.min(left, fragment.length());
            for (long at = 0; at < usable; at += buffer.length) {
                int count = (int) Math.min(buffer.length, usable - at);
                Fragments.readInto(source, fragment.offset() + at, buffer, 0, count);
                out.write(buffer, 0, count);
            }
            left -= usable;
        }
    }

    private byte[] head(int count) throws ImagingException {
        byte[] head = new byte[count];
        read(0, head);
        return head;
    }

    /** Reads across fragments. */
    private void read(long position, byte[] target) throws ImagingException {
        long start = 0;
        int filled = 0;
        for (Fragments.Fragment fragment : fragments) {
            long inside = position + filled - start;
            if (filled < target.length && inside < fragment.length()) {
                int count = (int) Math.min(target.length - filled, fragment.length() - inside);
                Fragments.readInto(source, fragment.offset() + inside, target, filled, count);
                filled += count;
            }
            start += fragment.length();
        }
    }

    private static Container container(byte[] head, TransferSyntax syntax) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        if (head.length < 8) {
            return Container.UNKNOWN;
        }
        if (bytes.getInt(4) == FILE_TYPE_BOX) {
            return Container.MP4;
        }
        if (bytes.getInt(0) == PACK_START) {
            return Container.PROGRAM_STREAM;
        }
        if (head[0] == TRANSPORT_SYNC
                && (head.length <= TRANSPORT_PACKET_BYTES || head[TRANSPORT_PACKET_BYTES] == TRANSPORT_SYNC)) {
            return Container.TRANSPORT_STREAM;
        }
        if (bytes.getInt(0) == SEQUENCE_START) {
            return Container.MPEG2;
        }
        // Annex B of H.264 and H.265: a start code of three or four bytes
        boolean started = bytes.getInt(0) >>> 8 == 1 || bytes.getInt(0) == 1;
        if (!started) {
            return Container.UNKNOWN;
        }
        return syntax.name().contains("HEVC")
                ? Container.HEVC
                : syntax.name().contains("H.264") ? Container.H264 : Container.MPEG2;
    }

    /** @return where the last box ends, or -1 where boxes do not follow one another */
    private long boxesEnd(long total) throws ImagingException {
        long at = 0;
        for (int boxes = 0; total - at >= 8; boxes++) {
            if (boxes == MAX_BOXES) {
                return -1;
            }
            ByteBuffer header = ByteBuffer.wrap(new byte[(int) Math.min(16, total - at)]);
            read(at, header.array());
            long size = header.getInt(0) & 0xffffffffL;
            if (size == 1 && header.capacity() == 16) {
                size = header.getLong(8);
            }
            if (size < 8 || size > total - at) {
                return -1;
            }
            at += size;
        }
        return at;
    }
}
