package dev.spotter.core.classification;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A sorted list that creates its labels on access. Immutable. */
final class RankedLabels extends AbstractList<Label> implements RandomAccess {
    private final List<String> names;
    /** In order: the score's bits, inverted, over the name's index. */
    private final long[] ranks;

    RankedLabels(List<String> names, long[] ranks) {
        this.names = names;
        this.ranks = ranks;
    }

    @Override
    public Label get(int index) {
        long rank = ranks[index];
        return new Label(names.get((int) rank), Float.intBitsToFloat(~(int) (rank >>> Integer.SIZE)));
    }

    @Override
    public int size() {
        return ranks.length;
    }
}
