package dev.spotter.inference.teaching;

import dev.spotter.inference.teaching.TeachingListener.Step;

/**
 * A layer that was fitted to features, and what its cross-validation predicted. The features are reduced once for both.
 */
record Fitted(SoftmaxLayer layer, HeldBack heldBack) {
    /** @param seed for the division into folds */
    static Fitted to(LabelledFeatures features, long seed, TeachingListener listener) {
        SoftmaxRegression regression = new SoftmaxRegression(
                SoftmaxRegression.DEFAULT_C, (iteration, gain) -> listener.at(Step.FITTING, iteration, -1));
        CrossValidation validation =
                new CrossValidation(seed, (fold, folds) -> listener.at(Step.CROSS_VALIDATION, fold, folds));
        if (!ReducedFeatures.worthwhile(features)) {
            SoftmaxLayer layer = regression.fit(features);
            return new Fitted(layer, validation.run(features, layer));
        }
        ReducedFeatures reduced = ReducedFeatures.of(features);
        SoftmaxLayer layer = regression.fit(reduced);
        return new Fitted(reduced.expand(layer), validation.run(reduced, layer));
    }
}
