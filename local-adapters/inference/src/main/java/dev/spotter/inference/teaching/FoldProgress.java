package dev.spotter.inference.teaching;

/** Told how far a {@link CrossValidation} is. */
@FunctionalInterface
public interface FoldProgress {
    /**
     * A fold ended.
     *
     * @param fold from 1
     * @param folds the number of folds
     */
    void at(int fold, int folds);
}
