package dev.spotter.inference.teaching;

/** Is told how far the teaching is. Called in the thread that teaches; an exception ends the teaching. */
@FunctionalInterface
public interface TeachingListener {
    /** A part of the teaching. */
    enum Step {
        /** Photos are read and their features extracted, or found in the cache. */
        READING("Photos"),
        /** The layer is fitted to all photos. */
        FITTING("Fitting"),
        /** Layers are fitted without a fold of the photos each, and tried on that fold. */
        CROSS_VALIDATION("Cross-validation"),
        /** Photos of different classes are compared, to find those that are in two classes. */
        COMPARING("Comparing");

        private final String text;

        Step(String text) {
            this.text = text;
        }

        /** In a word for people. */
        public String text() {
            return text;
        }
    }

    /**
     * Something was done.
     *
     * @param done photos, iterations or folds of this step
     * @param of how many there are in all, or -1 if that is not known
     */
    void at(Step step, long done, long of);
}
