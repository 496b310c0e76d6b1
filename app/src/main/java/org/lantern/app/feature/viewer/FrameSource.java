package org.lantern.app.feature.viewer;

/** Where frames come from. Slow: never asked on the user interface's thread. For use by several threads. */
@FunctionalInterface
interface FrameSource {
    /** @throws Exception a failure of storage or imaging */
    LoadedFrame load(FrameRef ref) throws Exception;
}
