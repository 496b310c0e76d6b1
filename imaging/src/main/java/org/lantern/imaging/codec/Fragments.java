package org.lantern.imaging.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.io.ByteSource;

/**
 * Finds the bytes of one frame among the fragments of encapsulated pixel data, PS3.5 A.4. With a usable offset table
 * only that frame's items are touched; without one (or with one that is wrong, which is common) the item headers are
 * walked once and frames are told apart by their count or by the start of a compressed image.
 */
final class Fragments {
    private static final int ITEM = 0xfffee000;
    private static final int ITEM_HEADER_BYTES = 8;
    /** More than any object has; each takes some memory. */
    private static final int MAX_FRAGMENTS = 1 << 20;

    /** One item's value. */
    record Fragment(long offset, int length) {}

    private final ByteSource source;
    private final long first;
    private final long end;
    private final int frames;
    private final long maxFrameBytes;
    private final Optional<long[]> starts;
    private List<Fragment> walked;
    /** Of the walked fragments, those that begin an image. */
    private int[] imageStarts;

    private Fragments(ByteSource source, long first, long end, int frames, long maxFrameBytes,
            Optional<long[]> starts) {
        this.source = source;
        this.first = first;
        this.end = end;
        this.frames = frames;
        this.maxFrameBytes = maxFrameBytes;
        this.starts = starts;
    }

    /**
     * @param from where the value of Pixel Data begins, that is, the item of the basic offset table
     * @param end where it ends at the latest
     * @param extendedTable value of (7FE0,0001), PS3.3 C.7.6.3.1.8
     * @param maxFrameBytes compressed bytes that one frame may have
     */
    static Fragments open(ByteSource source, long from, long end, int frames, Optional<byte[]> extendedTable,
            long maxFrameBytes) throws ImagingException {
        byte[] header = new byte[ITEM_HEADER_BYTES];
        if (end - from < header.length) {
            throw new ImagingException.Truncated("basic offset table", from);
        }
        read(source, from, header);
        long length = length(header);
        if (tag(header) != ITEM || length > end - from - header.length) {
            throw new ImagingException.Malformed(0x7fe00010, from, "no basic offset table");
        }
        long first = from + header.length + length;
        Optional<long[]> starts = Optional.empty();
        if (extendedTable.isPresent() && extendedTable.get().length == 8L * frames) {
            ByteBuffer table = ByteBuffer.wrap(extendedTable.get()).order(ByteOrder.LITTLE_ENDIAN);
            starts = checked(frames, i -> table.getLong(8 * i), first, end);
        } else if (length == 4L * frames) {
            byte[] entries = new byte[4 * frames];
            read(source, from + header.length, entries);
            ByteBuffer table = ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN);
            starts = checked(frames, i -> table.getInt(4 * i) & 0xffffffffL, first, end);
        }
        return new Fragments(source, first, end, frames, maxFrameBytes, starts);
    }

    private interface Offsets {
        long at(int frame);
    }

    /** Offsets must begin at 0, rise, and stay inside; a table that does not is as good as none. */
    private static Optional<long[]> checked(int frames, Offsets table, long first, long end) {
        long[] starts = new long[frames];
        for (int i = 0; i < frames; i++) {
            long offset = table.at(i);
            boolean rises = i == 0 ? offset == 0 : first + offset > starts[i - 1];
            if (!rises || offset < 0 || offset > end - first - ITEM_HEADER_BYTES) {
                return Optional.empty();
            }
            starts[i] = first + offset;
        }
        return Optional.of(starts);
    }

    byte[] read(int frame) throws ImagingException {
        if (starts.isPresent()) {
            long from = starts.get()[frame];
            long to = frame + 1 < frames ? starts.get()[frame + 1] : end;
            List<Fragment> fragments = walk(from, to);
            if (!fragments.isEmpty()) {
                return join(frame, fragments);
            }
        }
        return join(frame, ofFrame(frame, walked()));
    }

    /** All fragments in order, whatever frames they belong to. */
    synchronized List<Fragment> walked() throws ImagingException {
        if (walked == null) {
            walked = walk(first, end);
        }
        return walked;
    }

    /** Items from one position to another, as far as they are intact. */
    private List<Fragment> walk(long from, long to) throws ImagingException {
        List<Fragment> found = new ArrayList<>();
        byte[] header = new byte[ITEM_HEADER_BYTES];
        long at = from;
        while (to - at >= header.length) {
            read(source, at, header);
            long length = length(header);
            at += header.length;
            // a fragment that reaches beyond the end is not kept: its frame then counts as missing
            if (tag(header) != ITEM || length > to - at || length > Integer.MAX_VALUE - 8) {
                break;
            }
            found.add(new Fragment(at, (int) length));
            if (found.size() > MAX_FRAGMENTS) {
                throw new ImagingException.LimitExceeded("fragments", found.size(), MAX_FRAGMENTS);
            }
            at += length;
        }
        return found;
    }

    private List<Fragment> ofFrame(int frame, List<Fragment> all) throws ImagingException {
        if (frames == 1) {
            return all;
        }
        if (all.size() <= frames) {
            return frame < all.size() ? all.subList(frame, frame + 1) : List.of();
        }
        int[] images = imageStarts(all);
        if (images.length != frames) {
            throw new ImagingException.DamagedFrame(frame,
                    all.size() + " fragments cannot be told apart into " + frames + " frames");
        }
        return all.subList(images[frame], frame + 1 < frames ? images[frame + 1] : all.size());
    }

    private synchronized int[] imageStarts(List<Fragment> all) throws ImagingException {
        if (imageStarts == null) {
            int[] found = new int[all.size()];
            int count = 0;
            for (int i = 0; i < found.length; i++) {
                if (startsImage(all.get(i))) {
                    found[count++] = i;
                }
            }
            imageStarts = Arrays.copyOf(found, count);
        }
        return imageStarts;
    }

    /** JPEG and JPEG-LS begin with SOI and a marker, JPEG 2000 with SOC and SIZ. */
    private boolean startsImage(Fragment fragment) throws ImagingException {
        if (fragment.length < 4) {
            return false;
        }
        byte[] head = new byte[4];
        read(source, fragment.offset, head);
        int word = ByteBuffer.wrap(head).getInt();
        return (word & 0xffffff00) == 0xffd8ff00 || word == 0xff4fff51;
    }

    private byte[] join(int frame, List<Fragment> fragments) throws ImagingException {
        long total = fragments.stream().mapToLong(Fragment::length).sum();
        if (fragments.isEmpty()) {
            throw new ImagingException.DamagedFrame(frame, "its fragments are missing or cut off");
        }
        if (total > maxFrameBytes) {
            throw new ImagingException.LimitExceeded("maxFrameBytes", total, maxFrameBytes);
        }
        byte[] joined = new byte[(int) total];
        int at = 0;
        for (Fragment fragment : fragments) {
            readInto(source, fragment.offset, joined, at, fragment.length);
            at += fragment.length;
        }
        return joined;
    }

    private static int tag(byte[] header) {
        return (header[0] & 0xff | (header[1] & 0xff) << 8) << 16 | header[2] & 0xff | (header[3] & 0xff) << 8;
    }

    private static long length(byte[] header) {
        return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffffffffL;
    }

    private static void read(ByteSource source, long position, byte[] target) throws ImagingException {
        readInto(source, position, target, 0, target.length);
    }

    static void readInto(ByteSource source, long position, byte[] target, int offset, int length)
            throws ImagingException {
        try {
            source.read(position, target, offset, length);
        } catch (IOException e) {
            throw new ImagingException.Io(e);
        }
    }
}
