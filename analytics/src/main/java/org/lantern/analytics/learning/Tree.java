package org.lantern.analytics.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A grown binary tree. A value goes left if it is at most the threshold; the left child of a node is the next node.
 *
 * @param feature the column that a node asks for, -1 for a leaf
 * @param threshold of each inner node
 * @param right the right child of each inner node
 * @param value mean of the targets of the training rows that came to a node; a leaf's is the prediction
 */
public record Tree(int[] feature, double[] threshold, int[] right, double[] value) {
    /** More nodes than any honest file holds. */
    private static final int MOST_NODES = 1 << 26;

    double predict(double[] row) {
        return value[leaf(row)];
    }

    int leaf(double[] row) {
        int node = 0;
        while (feature[node] >= 0) {
            node = row[feature[node]] <= threshold[node] ? node + 1 : right[node];
        }
        return node;
    }

    /**
     * Adds to each column how much the prediction moved where the row's way asked for that column (Saabas). The moves
     * and the root's value add up to the prediction.
     */
    void addContributions(double[] row, double weight, double[] columns) {
        int node = 0;
        while (feature[node] >= 0) {
            int next = row[feature[node]] <= threshold[node] ? node + 1 : right[node];
            columns[feature[node]] += weight * (value[next] - value[node]);
            node = next;
        }
    }

    int nodeCount() {
        return feature.length;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(feature.length);
        for (int i = 0; i < feature.length; i++) {
            out.writeInt(feature[i]);
            out.writeDouble(value[i]);
            if (feature[i] >= 0) {
                out.writeDouble(threshold[i]);
                out.writeInt(right[i]);
            }
        }
    }

    /** @throws IOException if the file ends early or describes no tree over so many columns */
    static Tree read(DataInputStream in, int width) throws IOException {
        int count = in.readInt();
        if (count < 1 || count > MOST_NODES) {
            throw new IOException("a tree has no such number of nodes");
        }
        // Filled node by node, so that a false count ends with the file and not with the memory.
        var grown = new Growing();
        for (int i = 0; i < count; i++) {
            grown.add();
            grown.feature[i] = in.readInt();
            grown.value[i] = in.readDouble();
            if (grown.feature[i] >= 0) {
                grown.threshold[i] = in.readDouble();
                grown.right[i] = in.readInt();
                if (grown.feature[i] >= width || i + 1 >= count || grown.right[i] <= i + 1
                        || grown.right[i] >= count) {
                    throw new IOException("a node leads nowhere");
                }
            }
        }
        return grown.done();
    }

    /** A tree under construction. */
    static final class Growing {
        int[] feature = new int[64];
        double[] threshold = new double[64];
        int[] right = new int[64];
        double[] value = new double[64];
        int count;

        int add() {
            if (count == feature.length) {
                feature = java.util.Arrays.copyOf(feature, 2 * count);
                threshold = java.util.Arrays.copyOf(threshold, 2 * count);
                right = java.util.Arrays.copyOf(right, 2 * count);
                value = java.util.Arrays.copyOf(value, 2 * count);
            }
            feature[count] = -1;
            return count++;
        }

        Tree done() {
            return new Tree(java.util.Arrays.copyOf(feature, count), java.util.Arrays.copyOf(threshold, count),
                    java.util.Arrays.copyOf(right, count), java.util.Arrays.copyOf(value, count));
        }
    }
}
