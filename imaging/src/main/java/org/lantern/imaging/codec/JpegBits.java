package org.lantern.imaging.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits, most significant first, from clean entropy-coded data that end in padding. Fields are open to the
 * decoders, whose inner loops keep them in local variables.
 */
final class JpegBits {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final byte[] bytes;
    /** The next byte to fetch. */
    int position;
    /** Unread bits, from the top. */
    long word;
    /** How many of them. */
    int left;

    JpegBits(byte[] bytes) {
        this.bytes = bytes;
    }

    void seek(int to) {
        position = to;
        word = 0;
        left = 0;
    }

    /** Number of bytes of which at least one bit was read. */
    int consumed() {
        return position - (left >> 3);
    }

    /** Makes at least 56 bits available. */
    void refill() {
        word |= (long) LONGS.get(bytes, position) >>> left;
        position += 63 - left >> 3;
        left |= 56;
    }

    /** Reads up to 32 bits; 0 where none are asked for. */
    int take(int count) {
        if (count == 0) {
            return 0;
        }
        refill();
        int value = (int) (word >>> 64 - count);
        word <<= count;
        left -= count;
        return value;
    }

    /** Decodes one symbol. @return -1 where no code begins like the data */
    int symbol(JpegHuffman table) {
        refill();
        int found = table.fast[(int) (word >>> 64 - JpegHuffman.FAST_BITS)];
        if (found == 0) {
            found = table.find((int) (word >>> 48));
            if (found == 0) {
                return -1;
            }
        }
        word <<= found >> 8;
        left -= found >> 8;
        return found & 0xff;
    }

    /** F.2.2.1: RECEIVE and EXTEND. */
    int receiveExtended(int size) {
        int value = take(size);
        return size == 0 || value >= 1 << size - 1 ? value : value - (1 << size) + 1;
    }
}
