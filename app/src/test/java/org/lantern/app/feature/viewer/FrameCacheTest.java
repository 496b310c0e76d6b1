package org.lantern.app.feature.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameCacheTest {
    private static final int FRAME_BYTES = 64 * 48 * 2;

    private static FrameRef ref(int frame) {
        return new FrameRef("1.2.3", frame);
    }

    @Test
    void the_frame_not_looked_at_for_longest_goes_first() {
        var cache = new FrameCache(3L * FRAME_BYTES);
        for (int frame = 0; frame < 3; frame++) {
            cache.put(SampleFrames.of(ref(frame), 64, 48));
        }
        cache.find(ref(0));
        cache.put(SampleFrames.of(ref(3), 64, 48));
        assertTrue(cache.contains(ref(0)));
        assertFalse(cache.contains(ref(1)));
        assertEquals(3L * FRAME_BYTES, cache.bytes());
    }

    @Test
    void a_frame_larger_than_the_budget_is_kept_alone() {
        var cache = new FrameCache(FRAME_BYTES);
        cache.put(SampleFrames.of(ref(0), 64, 48));
        cache.put(SampleFrames.of(ref(1), 128, 96));
        assertFalse(cache.contains(ref(0)));
        assertTrue(cache.contains(ref(1)));
    }
}
