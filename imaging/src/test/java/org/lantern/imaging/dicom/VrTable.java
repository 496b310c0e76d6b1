package org.lantern.imaging.dicom;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes {@code vr.bin} from {@code dictionary.tsv}. Run it with the file's path after changing the dictionary. */
final class VrTable {
    private VrTable() {}

    public static void main(String[] arguments) throws Exception {
        Files.write(Path.of(arguments[0]), bytes());
    }

    static byte[] bytes() {
        int[] keys = new int[Dictionary.SLOTS];
        byte[] codes = new byte[Dictionary.SLOTS];
        Arrays.fill(codes, (byte) -1);
        for (Dictionary.Entry entry : Dictionary.entries()) {
            if (entry.mask() == -1) {
                int slot = Dictionary.slot(entry.tag().code());
                while (codes[slot] != -1) {
                    slot = slot + 1 & Dictionary.SLOTS - 1;
                }
                keys[slot] = entry.tag().code();
                codes[slot] = (byte) Dictionary.code(entry.vrs());
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(5 * Dictionary.SLOTS);
        bytes.asIntBuffer().put(keys);
        return bytes.put(4 * Dictionary.SLOTS, codes).array();
    }
}
