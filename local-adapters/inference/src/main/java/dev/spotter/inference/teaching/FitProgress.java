package dev.spotter.inference.teaching;

/** Told how far a {@link SoftmaxRegression} is. */
@FunctionalInterface
public interface FitProgress {
    /**
     * An iteration ended.
     *
     * @param iteration from 1
     * @param gain roughly what the iteration gained, as a fraction of the loss; the fit ends when it is small
     */
    void at(int iteration, double gain);
}
