package org.lantern.imaging.codec;

/** Bits of a packet header, ITU-T T.800 B.10.1: a zero bit is stuffed after each byte of ones. */
final class J2kPacketBits {
    private final byte[] bytes;
    private final int end;
    private int position;
    private int held;
    private int left;
    private boolean exhausted;

    J2kPacketBits(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    int read() {
        if (left == 0) {
            left = held == 0xff ? 7 : 8;
            if (position < end) {
                held = bytes[position++] & 0xff;
            } else {
                held = 0;
                exhausted = true;
            }
        }
        left--;
        return held >> left & 1;
    }

    int read(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | read();
        }
        return value;
    }

    /** Ends the header. @return the position after it */
    int align() {
        if (held == 0xff) {
            left = 0;
            read();
        }
        left = 0;
        held = 0;
        return position;
    }

    /** Whether more was read than there was. */
    boolean exhausted() {
        return exhausted;
    }
}
