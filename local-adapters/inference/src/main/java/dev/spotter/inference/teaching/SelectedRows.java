package dev.spotter.inference.teaching;

/** Some rows of other features, in their own order. As safe for threads as those. */
final class SelectedRows implements LabelledFeatures {
    private final LabelledFeatures features;
    private final int[] selected;

    /** @param selected not copied */
    SelectedRows(LabelledFeatures features, int[] selected) {
        this.features = features;
        this.selected = selected;
    }

    @Override
    public int rows() {
        return selected.length;
    }

    @Override
    public int dimension() {
        return features.dimension();
    }

    @Override
    public int classes() {
        return features.classes();
    }

    @Override
    public int classOf(int row) {
        return features.classOf(selected[row]);
    }

    @Override
    public void read(int first, int count, float[] into) {
        if (count == 1) {
            features.read(selected[first], 1, into);
            return;
        }
        float[] vector = new float[dimension()];
        for (int i = 0; i < count; i++) {
            features.read(selected[first + i], 1, vector);
            System.arraycopy(vector, 0, into, i * vector.length, vector.length);
        }
    }
}
