package org.lantern.storage.catalogue.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.catalogue.internal.RowChanges.Bytes;
import org.lantern.storage.catalogue.internal.RowChanges.Change;

/**
 * Changes of rows as the payload of a journal record: version 1, then deflated: the shapes of the tables that occur,
 * then the rows. Self-contained, so that a later version with other columns can still read it.
 */
final class RowCodec {
    private static final int VERSION = 1;
    private static final int NULL = -1;
    /** Longer than anything a row holds; a length beyond it is not one of ours. */
    private static final int MOST_VALUE_BYTES = 32 << 20;

    private RowCodec() {}

    static byte[] encode(List<Change> changes) {
        Map<TableShape, Integer> tables = new LinkedHashMap<>();
        changes.forEach(change -> tables.putIfAbsent(change.shape(), tables.size()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + 64 * changes.size());
        bytes.write(VERSION);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(
                new DeflaterOutputStream(bytes, deflater, 8192), 8192))) {
            out.writeInt(tables.size());
            for (TableShape table : tables.keySet()) {
                writeShape(out, table);
            }
            out.writeInt(changes.size());
            for (Change change : changes) {
                out.writeShort(tables.get(change.shape()));
                out.writeBoolean(change.gone());
                for (Object value : change.values()) {
                    writeValue(out, value);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if these bytes are not what {@link #encode} makes */
    static List<Change> decode(byte[] payload) throws IOException {
        if (payload.length == 0 || payload[0] != VERSION) {
            throw new BrokenSealException("journal record of another version");
        }
        Inflater inflater = new Inflater(true);
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(new InflaterInputStream(
                new ByteArrayInputStream(payload, 1, payload.length - 1), inflater, 8192), 8192))) {
            List<TableShape> tables = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                tables.add(readShape(in));
            }
            List<Change> changes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                TableShape shape = tables.get(in.readShort());
                boolean gone = in.readBoolean();
                List<Object> values = new ArrayList<>();
                if (gone) {
                    for (int place : shape.key()) {
                        values.add(readValue(in, shape.binary().get(place)));
                    }
                } else {
                    for (boolean binary : shape.binary()) {
                        values.add(readValue(in, binary));
                    }
                }
                changes.add(new Change(shape, values, gone));
            }
            return changes;
        } finally {
            inflater.end();
        }
    }

    private static void writeShape(DataOutputStream out, TableShape table) throws IOException {
        out.writeUTF(table.name());
        out.writeShort(table.columns().size());
        for (int i = 0; i < table.columns().size(); i++) {
            out.writeUTF(table.columns().get(i));
            out.writeBoolean(table.binary().get(i));
        }
        out.writeShort(table.key().size());
        for (int place : table.key()) {
            out.writeShort(place);
        }
    }

    private static TableShape readShape(DataInputStream in) throws IOException {
        String name = in.readUTF();
        List<String> columns = new ArrayList<>();
        List<Boolean> binary = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            columns.add(in.readUTF());
            binary.add(in.readBoolean());
        }
        List<Integer> key = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            key.add((int) in.readShort());
        }
        return new TableShape(name, columns, key, binary);
    }

    private static void writeValue(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case null -> out.writeInt(NULL);
            case Bytes(byte[] bytes) -> {
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            default -> {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        }
    }

    private static Object readValue(DataInputStream in, boolean binary) throws IOException {
        int length = in.readInt();
        if (length == NULL) {
            return null;
        }
        if (length < 0 || length > MOST_VALUE_BYTES) {
            throw new BrokenSealException("journal record");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new java.io.EOFException("journal record");
        }
        return binary ? new Bytes(bytes) : new String(bytes, StandardCharsets.UTF_8);
    }
}
