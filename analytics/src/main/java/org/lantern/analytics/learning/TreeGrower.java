package org.lantern.analytics.learning;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Grows one tree by the largest decrease of variance. For targets of 0 and 1 that is the Gini criterion, and a leaf's
 * mean is a probability. Large nodes are split between bins of values, small ones between any two values.
 */
final class TreeGrower {
    /**
     * How far a tree grows.
     *
     * @param depth most questions from root to leaf
     * @param leafSize fewest rows in a leaf
     * @param featuresTried columns drawn at each node
     */
    record Limits(int depth, int leafSize, int featuresTried) {
        /** No tree of real data is deeper; the limit keeps the recursion within the stack. */
        private static final int DEEPEST = 400;

        Limits {
            depth = Math.min(depth, DEEPEST);
        }
    }

    /** Below so many rows sorting is as quick as counting into bins, and exact. */
    private static final int FEW_ROWS = 160;

    private final Columns columns;
    private final Limits limits;
    private final RandomGenerator random;
    /** Weight, then weight times target, of each row. */
    private final double[] weighted;
    private final int[] features;
    private final Tree.Growing tree = new Tree.Growing();
    /** The leaf of each training row, for those who set the leaves' values anew. */
    final int[] leafOfRow;

    private final double[] histogram = new double[2 * Columns.BINS];
    private final int[] counts = new int[Columns.BINS];
    private final long[] keys = new long[FEW_ROWS];
    private final int[] moved;

    private double bestGain;
    private int bestFeature;
    private int bestRank;
    private double bestThreshold;

    /**
     * @param weights of each row; a row of weight 0 is not used
     * @param targets of each row
     */
    TreeGrower(Columns columns, double[] weights, double[] targets, Limits limits, RandomGenerator random) {
        this.columns = columns;
        this.limits = limits;
        this.random = random;
        weighted = new double[2 * targets.length];
        for (int i = 0; i < targets.length; i++) {
            weighted[2 * i] = weights[i];
            weighted[2 * i + 1] = weights[i] * targets[i];
        }
        features = new int[columns.width()];
        Arrays.setAll(features, i -> i);
        leafOfRow = new int[targets.length];
        moved = new int[targets.length];
    }

    Tree.Growing grow() {
        int[] sample = new int[leafOfRow.length];
        int count = 0;
        for (int row = 0; row < leafOfRow.length; row++) {
            if (weighted[2 * row] > 0) {
                sample[count++] = row;
            }
        }
        grow(sample, 0, count, limits.depth());
        return tree;
    }

    private void grow(int[] sample, int from, int to, int depth) {
        int node = tree.add();
        double weight = 0;
        double sum = 0;
        boolean pure = true;
        double first = weighted[2 * sample[from] + 1] / weighted[2 * sample[from]];
        for (int i = from; i < to; i++) {
            double rowWeight = weighted[2 * sample[i]];
            double rowSum = weighted[2 * sample[i] + 1];
            weight += rowWeight;
            sum += rowSum;
            pure &= rowSum == first * rowWeight;
        }
        tree.value[node] = sum / weight;
        if (depth > 0 && !pure && to - from >= 2 * limits.leafSize()) {
            findSplit(sample, from, to, weight, sum);
            if (bestFeature >= 0) {
                tree.feature[node] = bestFeature;
                tree.threshold[node] = bestThreshold;
                int middle = partition(sample, from, to, columns.rank[bestFeature], bestRank);
                grow(sample, from, middle, depth - 1);
                tree.right[node] = tree.count;
                grow(sample, middle, to, depth - 1);
                return;
            }
        }
        for (int i = from; i < to; i++) {
            leafOfRow[sample[i]] = node;
        }
    }

    /** Tries features in random order; more than asked for only while none of them can split. */
    private void findSplit(int[] sample, int from, int to, double weight, double sum) {
        bestGain = 0;
        bestFeature = -1;
        for (int tried = 0; tried < features.length; tried++) {
            if (tried >= limits.featuresTried() && bestFeature >= 0) {
                break;
            }
            int swap = tried + random.nextInt(features.length - tried);
            int candidate = features[swap];
            features[swap] = features[tried];
            features[tried] = candidate;
            if (to - from <= FEW_ROWS) {
                trySorted(sample, from, to, weight, sum, candidate);
            } else {
                tryBins(sample, from, to, weight, sum, candidate);
            }
        }
    }

    private void trySorted(int[] sample, int from, int to, double weight, double sum, int candidate) {
        int size = to - from;
        int[] rank = columns.rank[candidate];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) rank[sample[from + i]] << 32 | sample[from + i];
        }
        Arrays.sort(keys, 0, size);
        if (keys[0] >>> 32 == keys[size - 1] >>> 32) {
            return;
        }
        double leftWeight = 0;
        double leftSum = 0;
        double whole = sum * sum / weight;
        int last = size - limits.leafSize();
        for (int i = 0; i < last; i++) {
            int row = (int) keys[i];
            leftWeight += weighted[2 * row];
            leftSum += weighted[2 * row + 1];
            int here = (int) (keys[i] >>> 32);
            int next = (int) (keys[i + 1] >>> 32);
            if (here != next && i + 1 >= limits.leafSize()) {
                consider(candidate, here, next, leftWeight, leftSum, weight, sum, whole);
            }
        }
    }

    private void tryBins(int[] sample, int from, int to, double weight, double sum, int candidate) {
        byte[] bin = columns.bin[candidate];
        int bins = columns.bins(candidate);
        Arrays.fill(histogram, 0, 2 * bins, 0);
        Arrays.fill(counts, 0, bins, 0);
        for (int i = from; i < to; i++) {
            int row = sample[i];
            int place = bin[row] & 0xff;
            histogram[2 * place] += weighted[2 * row];
            histogram[2 * place + 1] += weighted[2 * row + 1];
            counts[place]++;
        }
        double leftWeight = 0;
        double leftSum = 0;
        int leftCount = 0;
        double whole = sum * sum / weight;
        int[] firstRank = columns.firstRank[candidate];
        int previous = -1;
        for (int place = 0; place < bins; place++) {
            if (counts[place] == 0) {
                continue;
            }
            if (previous >= 0 && leftCount >= limits.leafSize() && to - from - leftCount >= limits.leafSize()) {
                consider(candidate, firstRank[previous + 1] - 1, firstRank[place], leftWeight, leftSum, weight, sum,
                        whole);
            }
            leftWeight += histogram[2 * place];
            leftSum += histogram[2 * place + 1];
            leftCount += counts[place];
            previous = place;
        }
    }

    private void consider(int candidate, int lowerRank, int upperRank, double leftWeight, double leftSum,
            double weight, double sum, double whole) {
        double rightSum = sum - leftSum;
        double gain = leftSum * leftSum / leftWeight + rightSum * rightSum / (weight - leftWeight) - whole;
        if (gain > bestGain + 1e-12) {
            bestGain = gain;
            bestFeature = candidate;
            bestRank = lowerRank;
            bestThreshold = columns.between(candidate, lowerRank, upperRank);
        }
    }

    /** Keeps the order of rows on both sides, so that memory is read in one direction. */
    private int partition(int[] sample, int from, int to, int[] rank, int limit) {
        int middle = from;
        int others = 0;
        for (int i = from; i < to; i++) {
            int row = sample[i];
            if (rank[row] <= limit) {
                sample[middle++] = row;
            } else {
                moved[others++] = row;
            }
        }
        System.arraycopy(moved, 0, sample, middle, others);
        return middle;
    }
}
