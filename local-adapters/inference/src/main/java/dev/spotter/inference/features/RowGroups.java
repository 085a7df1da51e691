package dev.spotter.inference.features;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Rows joined to groups, each known by its first row. One thread at a time joins rows; others may ask meanwhile. */
final class RowGroups {
    /** A row of the same group that is not larger; the first row of a group has itself. */
    private final AtomicIntegerArray parents;

    RowGroups(int rows) {
        parents = new AtomicIntegerArray(rows);
        for (int row = 0; row < rows; row++) {
            parents.set(row, row);
        }
    }

    /** The first row of a row's group. */
    int first(int row) {
        int first = row;
        for (int parent = parents.get(first); parent != first; parent = parents.get(first)) {
            // A shorter way for the next who asks; it leads to the same row.
            parents.compareAndSet(first, parent, parents.get(parent));
            first = parent;
        }
        return first;
    }

    boolean areJoined(int one, int other) {
        return first(one) == first(other);
    }

    void join(int one, int other) {
        int a = first(one);
        int b = first(other);
        parents.set(Math.max(a, b), Math.min(a, b));
    }
}
