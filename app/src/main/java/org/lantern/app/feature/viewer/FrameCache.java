package org.lantern.app.feature.viewer;

import java.util.LinkedHashMap;
import java.util.Optional;

/** Decoded frames, up to a number of bytes; those not looked at for longest go first. For use by several threads. */
final class FrameCache {
    private final long budgetBytes;
    private final LinkedHashMap<FrameRef, LoadedFrame> frames = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param budgetBytes what may be kept; a single frame that is larger is kept alone */
    FrameCache(long budgetBytes) {
        this.budgetBytes = budgetBytes;
    }

    /** A share of what the Java machine may use, so that a series bigger than memory still scrolls. */
    static FrameCache ofMemory(long maxHeapBytes) {
        return new FrameCache(maxHeapBytes * 2 / 5);
    }

    synchronized Optional<LoadedFrame> find(FrameRef ref) {
        return Optional.ofNullable(frames.get(ref));
    }

    synchronized boolean contains(FrameRef ref) {
        return frames.containsKey(ref);
    }

    synchronized void put(LoadedFrame frame) {
        var before = frames.put(frame.ref(), frame);
        bytes += frame.bytes() - (before == null ? 0 : before.bytes());
        var oldest = frames.entrySet().iterator();
        while (bytes > budgetBytes && frames.size() > 1) {
            bytes -= oldest.next().getValue().bytes();
            oldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    long budgetBytes() {
        return budgetBytes;
    }

    synchronized void clear() {
        frames.clear();
        bytes = 0;
    }
}
