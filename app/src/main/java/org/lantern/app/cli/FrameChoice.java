package org.lantern.app.cli;

/**
 * The frames that a command works on.
 *
 * @param first zero-based
 * @param last zero-based, included
 */
record FrameChoice(int first, int last) {
    /**
     * One frame or all of them.
     *
     * @param wanted counted from 1; null for all
     */
    static FrameChoice of(Session session, Integer wanted, int frameCount) throws CommandException {
        if (wanted == null) {
            return new FrameChoice(0, frameCount - 1);
        }
        if (wanted < 1 || wanted > frameCount) {
            throw new CommandException(Exit.USAGE, session.text("error.frame", frameCount));
        }
        return new FrameChoice(wanted - 1, wanted - 1);
    }

    int count() {
        return last - first + 1;
    }
}
