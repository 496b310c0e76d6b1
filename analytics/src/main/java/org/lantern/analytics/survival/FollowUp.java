package org.lantern.analytics.survival;

/**
 * Right-censored follow-up of subjects, by index.
 *
 * @param times time to event or censoring, not negative, in whatever unit the caller uses throughout
 * @param events whether the event happened at that time; otherwise the subject was last seen then
 */
public record FollowUp(double[] times, boolean[] events) {
    public FollowUp {
        times = times.clone();
        events = events.clone();
        if (times.length != events.length || times.length == 0) {
            throw new IllegalArgumentException("as many times as events are needed, and at least one");
        }
        for (double time : times) {
            if (!(time >= 0) || Double.isInfinite(time)) {
                throw new IllegalArgumentException("a time is negative or not a number");
            }
        }
    }

    public int size() {
        return times.length;
    }

    /** The subjects of a group. */
    public FollowUp subset(int[] indexes) {
        var chosenTimes = new double[indexes.length];
        var chosenEvents = new boolean[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            chosenTimes[i] = times[indexes[i]];
            chosenEvents[i] = events[indexes[i]];
        }
        return new FollowUp(chosenTimes, chosenEvents);
    }

    /** The subjects' indexes by rising time. */
    int[] order() {
        return java.util.stream.IntStream.range(0, times.length).boxed()
                .sorted(java.util.Comparator.comparingDouble(i -> times[i])).mapToInt(Integer::intValue).toArray();
    }
}
