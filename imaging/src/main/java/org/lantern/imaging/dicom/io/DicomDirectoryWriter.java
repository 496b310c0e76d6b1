package org.lantern.imaging.dicom.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.DataSetBuilder;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.dicom.TransferSyntax;
import org.lantern.imaging.dicom.Uids;
import org.lantern.imaging.dicom.Vr;

/** Writes a DICOMDIR: directory records in depth-first order, tied by their offsets (PS3.3 annex F, PS3.10 section 8). */
public final class DicomDirectoryWriter {
    private static final int IN_USE = 0xffff;
    private static final int ITEM_HEADER_BYTES = 8;
    private static final long LARGEST_OFFSET = 0xffffffffL;

    /** A record on its way into the file; {@code next} and {@code lower} are places in the list of records, or -1. */
    private static final class Row {
        final DataSet keys;
        int next = -1;
        int lower = -1;

        Row(DataSet keys) {
            this.keys = keys;
        }
    }

    private final List<Row> rows = new ArrayList<>();

    private DicomDirectoryWriter() {}

    /**
     * Writes a whole file in explicit VR little endian. The stream is flushed and stays open.
     *
     * @param descriptor what the directory has beside its records and offsets, such as the File-set ID
     * @param instanceUid of the directory itself
     * @param roots records with their types; of the keys the offsets and the use flag are not needed and not taken over
     */
    public static void write(DataSet descriptor, String instanceUid, List<DicomDirectory.Entry> roots, OutputStream out)
            throws ImagingException {
        DicomDirectoryWriter writer = new DicomDirectoryWriter();
        writer.add(roots);
        DataSet meta = new DataSetBuilder().put(Tag.MediaStorageSOPClassUID, Uids.MEDIA_STORAGE_DIRECTORY)
                .put(Tag.MediaStorageSOPInstanceUID, instanceUid).build();
        // Offsets have a fixed width, so a directory whose offsets are all 0 is as long as the real one.
        long[] offsets = new long[writer.rows.size()];
        Counter counter = new Counter();
        DataSet draft = writer.directory(descriptor, offsets, roots.size());
        DicomWriter.write(meta, draft, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, counter);
        List<DataSet> items = draft.items(Tag.DirectoryRecordSequence);
        ElementWriter lengths = new ElementWriter(counter, true, false);
        long end = counter.count;
        for (int i = items.size() - 1; i >= 0; i--) {
            end -= ITEM_HEADER_BYTES + lengths.length(items.get(i));
            offsets[i] = end;
        }
        if (offsets.length > 0 && offsets[offsets.length - 1] > LARGEST_OFFSET) {
            throw new ImagingException.LimitExceeded("directory offset", offsets[offsets.length - 1], LARGEST_OFFSET);
        }
        DicomWriter.write(meta, writer.directory(descriptor, offsets, roots.size()),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
    }

    private int add(List<DicomDirectory.Entry> entries) {
        int first = -1;
        int previous = -1;
        for (DicomDirectory.Entry entry : entries) {
            int at = rows.size();
            DataSetBuilder keys = entry.keys().toBuilder().put(Tag.DirectoryRecordType, entry.type());
            if (!entry.fileId().isEmpty()) {
                keys.put(Tag.ReferencedFileID, Vr.CS, entry.fileId().toArray(String[]::new));
            }
            rows.add(new Row(keys.build()));
            if (previous >= 0) {
                rows.get(previous).next = at;
            } else {
                first = at;
            }
            previous = at;
            rows.get(at).lower = add(entry.children());
        }
        return first;
    }

    private DataSet directory(DataSet descriptor, long[] offsets, int rootCount) {
        List<DataSet> items = new ArrayList<>();
        int last = -1;
        for (int i = 0; i >= 0 && i < rows.size() && rootCount > 0; i = rows.get(i).next) {
            last = i;
        }
        for (Row row : rows) {
            items.add(row.keys.toBuilder()
                    .putBytes(Tag.OffsetOfTheNextDirectoryRecord, Vr.UL, offset(offsets, row.next))
                    .put(Tag.RecordInUseFlag, IN_USE)
                    .putBytes(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, Vr.UL, offset(offsets, row.lower))
                    .build());
        }
        return descriptor.toBuilder()
                .putBytes(Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, Vr.UL,
                        offset(offsets, rows.isEmpty() ? -1 : 0))
                .putBytes(Tag.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, Vr.UL, offset(offsets, last))
                .put(Tag.FileSetConsistencyFlag, 0).putSequence(Tag.DirectoryRecordSequence, items).build();
    }

    private static byte[] offset(long[] offsets, int row) {
        long offset = row < 0 ? 0 : offsets[row];
        return new byte[]{(byte) offset, (byte) (offset >>> 8), (byte) (offset >>> 16), (byte) (offset >>> 24)};
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) throws IOException {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count += length;
        }
    }
}
