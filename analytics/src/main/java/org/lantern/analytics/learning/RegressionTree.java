package org.lantern.analytics.learning;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A binary tree that predicts the mean of its targets, grown by the largest decrease of variance. For targets of 0 and
 * 1 that is the Gini criterion, and the mean is a probability.
 */
final class RegressionTree {
    /** How far a tree grows. */
    record Limits(int depth, int leafSize, int featuresTried) {}

    private int[] feature = new int[64];
    private double[] threshold = new double[64];
    private int[] right = new int[64];
    private double[] value = new double[64];
    private int count;

    /** The leaf of each training row, for those who set the leaves' values anew. */
    private final int[] leafOfRow;

    RegressionTree(double[][] rows, double[] targets, int[] sample, Limits limits, RandomGenerator random) {
        leafOfRow = new int[rows.length];
        new Growth(rows, targets, limits, random).grow(sample.clone(), 0, sample.length, limits.depth());
    }

    double predict(double[] row) {
        int node = 0;
        while (feature[node] >= 0) {
            node = row[feature[node]] <= threshold[node] ? node + 1 : right[node];
        }
        return value[node];
    }

    int leaf(int trainingRow) {
        return leafOfRow[trainingRow];
    }

    void setValue(int node, double newValue) {
        value[node] = newValue;
    }

    int nodeCount() {
        return count;
    }

    private int addNode() {
        if (count == feature.length) {
            feature = Arrays.copyOf(feature, 2 * count);
            threshold = Arrays.copyOf(threshold, 2 * count);
            right = Arrays.copyOf(right, 2 * count);
            value = Arrays.copyOf(value, 2 * count);
        }
        return count++;
    }

    /** The left child of a node is the next node; only the right one has to be remembered. */
    private final class Growth {
        private final double[][] rows;
        private final double[] targets;
        private final Limits limits;
        private final RandomGenerator random;
        private final int[] features;

        private double bestGain;
        private int bestFeature;
        private double bestThreshold;

        Growth(double[][] rows, double[] targets, Limits limits, RandomGenerator random) {
            this.rows = rows;
            this.targets = targets;
            this.limits = limits;
            this.random = random;
            this.features = new int[rows[0].length];
            Arrays.setAll(features, i -> i);
        }

        void grow(int[] sample, int from, int to, int depth) {
            int node = addNode();
            double sum = 0;
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                sum += targets[sample[i]];
                lowest = Math.min(lowest, targets[sample[i]]);
                highest = Math.max(highest, targets[sample[i]]);
            }
            value[node] = sum / (to - from);
            feature[node] = -1;
            if (depth > 0 && to - from >= 2 * limits.leafSize() && lowest < highest) {
                findSplit(sample, from, to, sum);
                if (bestFeature >= 0) {
                    feature[node] = bestFeature;
                    threshold[node] = bestThreshold;
                    int middle = partition(sample, from, to, bestFeature, bestThreshold);
                    grow(sample, from, middle, depth - 1);
                    right[node] = count;
                    grow(sample, middle, to, depth - 1);
                    return;
                }
            }
            for (int i = from; i < to; i++) {
                leafOfRow[sample[i]] = node;
            }
        }

        /** Tries features in random order; more than asked for only while none of them can split. */
        private void findSplit(int[] sample, int from, int to, double sum) {
            bestGain = 0;
            bestFeature = -1;
            int size = to - from;
            for (int tried = 0; tried < features.length; tried++) {
                if (tried >= limits.featuresTried() && bestFeature >= 0) {
                    break;
                }
                int swap = tried + random.nextInt(features.length - tried);
                int candidate = features[swap];
                features[swap] = features[tried];
                features[tried] = candidate;
                trySplits(sample, from, size, sum, candidate);
            }
        }

        private void trySplits(int[] sample, int from, int size, double sum, int candidate) {
            var values = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = rows[sample[from + i]][candidate];
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            if (sorted[0] == sorted[size - 1]) {
                return;
            }
            var sums = new double[size];
            var counts = new int[size];
            int distinct = 0;
            for (int i = 1; i < size; i++) {
                if (sorted[i] != sorted[distinct]) {
                    sorted[++distinct] = sorted[i];
                }
            }
            for (int i = 0; i < size; i++) {
                int place = Arrays.binarySearch(sorted, 0, distinct + 1, values[i]);
                sums[place] += targets[sample[from + i]];
                counts[place]++;
            }
            double leftSum = 0;
            int leftCount = 0;
            double whole = sum * sum / size;
            for (int i = 0; i < distinct; i++) {
                leftSum += sums[i];
                leftCount += counts[i];
                int rightCount = size - leftCount;
                if (leftCount < limits.leafSize() || rightCount < limits.leafSize()) {
                    continue;
                }
                double rightSum = sum - leftSum;
                double gain = leftSum * leftSum / leftCount + rightSum * rightSum / rightCount - whole;
                if (gain > bestGain + 1e-12) {
                    bestGain = gain;
                    bestFeature = candidate;
                    double middle = sorted[i] + (sorted[i + 1] - sorted[i]) / 2;
                    bestThreshold = middle < sorted[i + 1] ? middle : sorted[i];
                }
            }
        }

        private int partition(int[] sample, int from, int to, int by, double limit) {
            int middle = from;
            for (int i = from; i < to; i++) {
                if (rows[sample[i]][by] <= limit) {
                    int swap = sample[i];
                    sample[i] = sample[middle];
                    sample[middle++] = swap;
                }
            }
            return middle;
        }
    }
}
