package org.lantern.imaging.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes data sets. Elements may come in any order. The VR is the dictionary's unless it is given; a private element
 * needs it given, and its creator is reserved by {@link #putPrivate}. Text is encoded when the data set is built: in the
 * Specific Character Set that was put, or in UTF-8 (ISO_IR 192) where there is none or it lacks a character.
 */
public final class DataSetBuilder {
    private sealed interface Value {
        record Text(Vr vr, String[] values) implements Value {}

        record Binary(Vr vr, byte[] bytes) implements Value {}

        record Items(List<DataSet> items) implements Value {}

        record Bulk(Vr vr, BulkValue value) implements Value {}

        record Copy(DataSet from, int at) implements Value {}
    }

    private final Map<Tag, Value> values = new TreeMap<>();

    /** Texts, and numbers that are written as text (DS, IS); no values make an empty element. */
    public DataSetBuilder put(Tag tag, String... texts) {
        return put(tag, vr(tag), texts);
    }

    public DataSetBuilder put(Tag tag, Vr vr, String... texts) {
        if (!vr.isText()) {
            if (texts.length == 0) {
                return putBytes(tag, vr, new byte[0]);
            }
            throw new IllegalArgumentException(tag + " is " + vr + ", which is no text");
        }
        if (!vr.usesCharacterSet() && !StandardCharsets.US_ASCII.newEncoder().canEncode(String.join("", texts))) {
            throw new IllegalArgumentException(tag + " is " + vr + ", which takes ASCII only");
        }
        values.put(tag, new Value.Text(vr, texts.clone()));
        return this;
    }

    /** Integers: US, SS, UL, SL, SV, UV, IS, and DS. */
    public DataSetBuilder put(Tag tag, int... numbers) {
        Vr vr = vr(tag);
        if (vr == Vr.IS || vr == Vr.DS) {
            return put(tag, vr, Arrays.stream(numbers).mapToObj(Integer::toString).toArray(String[]::new));
        }
        if (vr.form() == Vr.Form.REAL) {
            return put(tag, Arrays.stream(numbers).asDoubleStream().toArray());
        }
        if (vr.form() != Vr.Form.INTEGER || vr == Vr.AT) {
            throw new IllegalArgumentException(tag + " is " + vr + ", which takes no integers");
        }
        ByteBuffer bytes = littleEndian(numbers.length * vr.valueBytes());
        for (int number : numbers) {
            boolean fits = switch (vr) {
                case US -> number >= 0 && number <= 0xffff;
                case SS -> number == (short) number;
                case UL, UV -> number >= 0;
                default -> true;
            };
            if (!fits) {
                throw new IllegalArgumentException(tag + " is " + vr + ", which cannot hold the number");
            }
            switch (vr.valueBytes()) {
                case 2 -> bytes.putShort((short) number);
                case 4 -> bytes.putInt(number);
                default -> bytes.putLong(number);
            }
        }
        return putBytes(tag, vr, bytes.array());
    }

    /** Numbers with a fraction: FD, FL, and DS, which is rounded to the 16 characters that it may have. */
    public DataSetBuilder put(Tag tag, double... numbers) {
        Vr vr = vr(tag);
        if (vr == Vr.DS) {
            return put(tag, vr,
                    Arrays.stream(numbers).mapToObj(DecimalString::of).toArray(String[]::new));
        }
        if (vr.form() != Vr.Form.REAL) {
            throw new IllegalArgumentException(tag + " is " + vr + ", which takes no fractions");
        }
        ByteBuffer bytes = littleEndian(numbers.length * vr.valueBytes());
        for (double number : numbers) {
            if (vr == Vr.FL) {
                bytes.putFloat((float) number);
            } else {
                bytes.putDouble(number);
            }
        }
        return putBytes(tag, vr, bytes.array());
    }

    /** Attribute tags (AT). */
    public DataSetBuilder put(Tag tag, Tag... tags) {
        ByteBuffer bytes = littleEndian(4 * tags.length);
        for (Tag pointed : tags) {
            bytes.putShort((short) pointed.group()).putShort((short) pointed.element());
        }
        return putBytes(tag, Vr.AT, bytes.array());
    }

    public DataSetBuilder putSequence(Tag tag, DataSet... items) {
        return putSequence(tag, List.of(items));
    }

    public DataSetBuilder putSequence(Tag tag, List<DataSet> items) {
        values.put(tag, new Value.Items(List.copyOf(items)));
        return this;
    }

    /** @param bytes numbers little-endian; handed over, not copied; an odd length is padded when it is written */
    public DataSetBuilder putBytes(Tag tag, Vr vr, byte[] bytes) {
        values.put(tag, new Value.Binary(vr, bytes));
        return this;
    }

    /** A long value that stays where it is until it is written. */
    public DataSetBuilder putBulk(Tag tag, Vr vr, BulkValue value) {
        values.put(tag, new Value.Bulk(vr, value));
        return this;
    }

    /**
     * The tag for an element of a creator's private block; reserves the next free block the first time.
     *
     * @param group odd
     * @param element 0..0xff, its number inside the block
     */
    public Tag privateTag(int group, String creator, int element) {
        Tag free = null;
        for (int block = 0x10; block <= 0xff; block++) {
            Tag reservation = Tag.of(group, block);
            Value value = values.get(reservation);
            if (value == null && free == null) {
                free = reservation;
            }
            if (value instanceof Value.Text text && List.of(text.values()).equals(List.of(creator))
                    || value instanceof Value.Copy copy && creator.equals(Values.firstText(copy.from(), copy.at()))) {
                return Tag.of(group, block << 8 | element);
            }
        }
        if (free == null) {
            throw new IllegalStateException("no free private block");
        }
        put(free, Vr.LO, creator);
        return Tag.of(group, free.element() << 8 | element);
    }

    public DataSetBuilder remove(Tag tag) {
        values.remove(tag);
        return this;
    }

    /** Takes all elements of a data set; those that are there already are replaced. */
    public DataSetBuilder putAll(DataSet dataSet) {
        for (int i = 0; i < dataSet.size(); i++) {
            copy(dataSet, i);
        }
        return this;
    }

    /** Takes one element as it is. */
    public DataSetBuilder put(Element element) {
        copy(element.dataSet(), element.index());
        return this;
    }

    void copy(DataSet from, int at) {
        values.put(new Tag(from.tagCode(at)), new Value.Copy(from, at));
    }

    /** @throws IllegalArgumentException if a text has half a surrogate pair, which no character set can write */
    public DataSet build() {
        return buildItem(CharacterSet.DEFAULT);
    }

    /** @param outer the character set of what the item will lie in, which it has too unless it names its own */
    public DataSet buildItem(CharacterSet outer) {
        CharacterSet wanted = characterSet(outer);
        Optional<DataSet> built = build(wanted);
        if (built.isEmpty()) {
            put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192");
            built = build(CharacterSet.UTF_8);
        }
        return built.orElseThrow(() -> new IllegalArgumentException("a text with half a surrogate pair"));
    }

    private CharacterSet characterSet(CharacterSet outer) {
        return switch (values.get(Tag.SpecificCharacterSet)) {
            case Value.Text text -> CharacterSet.of(List.of(text.values()));
            case Value.Copy copy -> CharacterSet.of(Values.texts(copy.from(), copy.at()));
            case null, default -> outer;
        };
    }

    /** Nothing if a text has a character that the set does not have. */
    private Optional<DataSet> build(CharacterSet characterSet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataSetAssembler assembler = new DataSetAssembler(false);
        assembler.begin();
        for (Map.Entry<Tag, Value> entry : values.entrySet()) {
            int tag = entry.getKey().code();
            int offset = bytes.size();
            switch (entry.getValue()) {
                case Value.Text(Vr vr, String[] texts) -> {
                    Optional<byte[]> encoded = encode(vr, String.join("\\", texts), characterSet);
                    if (encoded.isEmpty()) {
                        return Optional.empty();
                    }
                    add(assembler, bytes, tag, VrCode.of(vr), vr.padding(), encoded.get());
                }
                case Value.Binary(Vr vr, byte[] value) ->
                    add(assembler, bytes, tag, VrCode.of(vr), vr.padding(), value);
                case Value.Items(List<DataSet> items) ->
                    assembler.addSequence(tag, false, offset, false, in(characterSet, items));
                case Value.Bulk(Vr vr, BulkValue value) -> assembler.addBulk(tag, VrCode.of(vr), offset, value);
                case Value.Copy(DataSet from, int at) -> {
                    if (!copy(assembler, bytes, characterSet, from, at)) {
                        return Optional.empty();
                    }
                }
            }
        }
        DataSet built = assembler.end(characterSet, 0, false, _ -> {});
        assembler.finish(bytes.toByteArray(), new long[0]);
        return Optional.of(built);
    }

    private static boolean copy(DataSetAssembler assembler, ByteArrayOutputStream bytes, CharacterSet characterSet,
            DataSet from, int at) {
        int tag = from.tagCode(at);
        Object part = from.part(at);
        Vr vr = from.vr(at);
        if (part instanceof BulkValue bulk) {
            assembler.addBulk(tag, from.rawCode(at), bytes.size(), bulk);
        } else if (part != null) {
            assembler.addSequence(tag, from.wasUnknown(at), bytes.size(), from.isUndefinedLength(at),
                    in(characterSet, from.items(at)));
        } else if (vr.usesCharacterSet() && !from.characterSet().equals(characterSet)) {
            Optional<byte[]> encoded = encode(vr, Values.wholeText(from, at), characterSet);
            if (encoded.isEmpty()) {
                return false;
            }
            add(assembler, bytes, tag, from.rawCode(at), vr.padding(), encoded.get());
        } else {
            byte[] value = Arrays.copyOfRange(from.storeBytes(), from.offset(at),
                    from.offset(at) + from.length(at));
            if (from.isBigEndian()) {
                ByteSwap.swap(value, 0, value.length, vr.unitBytes());
            }
            assembler.add(tag, from.rawCode(at), bytes.size(), value.length);
            bytes.writeBytes(value);
        }
        return true;
    }

    private static List<DataSet> in(CharacterSet characterSet, List<DataSet> items) {
        return items.stream().map(item -> item.characterSet().equals(characterSet)
                || item.contains(Tag.SpecificCharacterSet) ? item : item.toBuilder().buildItem(characterSet)).toList();
    }

    private static Optional<byte[]> encode(Vr vr, String text, CharacterSet characterSet) {
        return vr.usesCharacterSet() ? characterSet.encode(text)
                : Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void add(DataSetAssembler assembler, ByteArrayOutputStream bytes, int tag, int code, byte padding,
            byte[] value) {
        int offset = bytes.size();
        bytes.writeBytes(value);
        if ((value.length & 1) != 0) {
            bytes.write(padding);
        }
        assembler.add(tag, code, offset, bytes.size() - offset);
    }

    private static Vr vr(Tag tag) {
        List<Vr> vrs = Dictionary.of(tag).map(Dictionary.Entry::vrs).orElse(List.of());
        if (tag.element() == 0) {
            return Vr.UL;
        }
        if (vrs.isEmpty()) {
            throw new IllegalArgumentException("the VR of " + tag + " must be given");
        }
        return vrs.contains(Vr.OW) && !vrs.contains(Vr.US) ? Vr.OW : vrs.getFirst();
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
