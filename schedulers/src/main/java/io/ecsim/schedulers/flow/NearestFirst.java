package io.ecsim.schedulers.flow;

import java.util.Arrays;

/** Nodes by distance, the nearest first, the lesser number at ties. A node may stand in it more than once. */
final class NearestFirst {

    private long[] distances = new long[64];
    private int[] nodes = new int[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    /** Returns the distance of the nearest; there must be one. */
    long distance() {
        return distances[0];
    }

    void add(long distance, int node) {
        if (size == nodes.length) {
            distances = Arrays.copyOf(distances, size * 2);
            nodes = Arrays.copyOf(nodes, size * 2);
        }
        int at = size++;
        while (at > 0 && isBefore(distance, node, (at - 1) / 2)) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        distances[at] = distance;
        nodes[at] = node;
    }

    /** Removes and returns the nearest; there must be one. */
    int take() {
        int nearest = nodes[0];
        size--;
        long distance = distances[size];
        int node = nodes[size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(distances[child + 1], nodes[child + 1], child)) {
                child++;
            }
            if (isBefore(distance, node, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        distances[at] = distance;
        nodes[at] = node;
        return nearest;
    }

    private boolean isBefore(long distance, int node, int at) {
        return distance < distances[at] || distance == distances[at] && node < nodes[at];
    }

    private void move(int from, int to) {
        distances[to] = distances[from];
        nodes[to] = nodes[from];
    }
}
