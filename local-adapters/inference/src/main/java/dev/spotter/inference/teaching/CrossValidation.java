package dev.spotter.inference.teaching;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Estimates how good a layer is on images that it was not fitted to: stratified k-fold cross-validation. The rows are
 * divided into folds; for each, a layer is fitted to the others and predicts the rows of that fold. The search for it
 * begins at the layer of all rows, which saves time, and ends at the fold's own optimum: there is only one. The same
 * rows and the same seed give the same predictions. Thread-safe.
 */
public final class CrossValidation {
    private static final int MAX_FOLDS = 5;
    private static final int MIN_FOLDS = 2;
    /** Products of a feature and a weight in one pass over all rows: some seconds. A fit needs tens of passes. */
    private static final double MANY_PRODUCTS = 1e10;

    private final double c;
    private final long seed;
    private final FoldProgress progress;

    /**
     * A cross-validation of layers that are fitted with {@link SoftmaxRegression#DEFAULT_C}.
     *
     * @param seed for the division into folds
     * @param progress told after each fold, in the caller's thread
     */
    public CrossValidation(long seed, FoldProgress progress) {
        this(SoftmaxRegression.DEFAULT_C, seed, progress);
    }

    /**
     * A cross-validation.
     *
     * @param c that of the {@link SoftmaxRegression}; above 0 and finite
     * @param seed for the division into folds
     * @param progress told after each fold, in the caller's thread
     * @throws IllegalArgumentException if {@code c} is not above 0 or not finite
     */
    public CrossValidation(double c, long seed, FoldProgress progress) {
        this.c = SoftmaxRegression.checkC(c);
        this.seed = seed;
        this.progress = progress;
    }

    /** What is done with less care than usual, in words. */
    static List<String> warnings(LabelledFeatures features) {
        return isLarge(features) && rowsOfSmallest(features) > MIN_FOLDS
                ? List.of("because of the number of photos and classes, the cross-validation has only 2 parts: the"
                        + " accuracy is that of a model that is taught from half of the photos")
                : List.of();
    }

    private static boolean isLarge(LabelledFeatures features) {
        return (double) features.rows() * features.classes() * features.dimension() > MANY_PRODUCTS;
    }

    /**
     * The number of folds: 5, or 2 if rows times classes times features are more than 10 billion, because five layers
     * would take too long; but not more than the smallest class has rows. Below 2 there is no cross-validation: no
     * row of that class can be held back while another is learnt from, and accuracy cannot be estimated.
     */
    public static int folds(LabelledFeatures features) {
        return Math.min(isLarge(features) ? MIN_FOLDS : MAX_FOLDS, rowsOfSmallest(features));
    }

    private static int rowsOfSmallest(LabelledFeatures features) {
        int[] rows = new int[features.classes()];
        for (int row = 0; row < features.rows(); row++) {
            rows[features.classOf(row)]++;
        }
        return IntStream.of(rows).min().orElse(0);
    }

    /**
     * The predictions for all rows, each by a layer that was not fitted to it. Uses all processors; takes about as long
     * as to fit the layer once or twice. The vectors must not change meanwhile.
     *
     * @param layer fitted to all rows with the same c; any other layer of that size only takes longer
     * @throws IllegalArgumentException if {@link #folds} is below 2, or the layer has another dimension or other
     *     classes
     * @throws IllegalStateException if the thread is interrupted; its flag stays set
     */
    public HeldBack run(LabelledFeatures features, SoftmaxLayer layer) {
        int count = folds(features);
        if (count < MIN_FOLDS) {
            throw new IllegalArgumentException("cross-validation needs 2 rows in each class, but one has " + count);
        }
        if (layer.dimension() != features.dimension() || layer.classes() != features.classes()) {
            throw new IllegalArgumentException("the layer must have %d features and %d classes but has %d and %d"
                    .formatted(features.dimension(), features.classes(), layer.dimension(), layer.classes()));
        }
        Folds folds = new Folds(features, count, seed);
        try (Workers workers = new Workers()) {
            if (ReducedFeatures.worthwhile(features)) {
                ReducedFeatures reduced = new ReducedFeatures(features, workers);
                return run(reduced, reduced.reduce(layer), folds, workers);
            }
            return run(features, layer, folds, workers);
        }
    }

    private HeldBack run(LabelledFeatures features, SoftmaxLayer layer, Folds folds, Workers workers) {
        SoftmaxFit fit = new SoftmaxFit(c, workers, (iteration, gain) -> {});
        CentredFeatures rows = new CentredFeatures(features);
        double[] start = rows.point(layer);
        Lbfgs.Curvature curvature = fit.curvature(rows, start);
        TwoBest[] best = new TwoBest[features.rows()];
        for (int fold = 0; fold < folds.count(); fold++) {
            double[] point = fit.optimumNear(rows.select(folds.others(fold)), start, curvature);
            int[] heldBack = folds.heldBack(fold);
            TwoBest[] ofFold = new LayerPredictions(rows.select(heldBack), point).best(workers);
            for (int i = 0; i < ofFold.length; i++) {
                best[heldBack[i]] = ofFold[i];
            }
            progress.at(fold + 1, folds.count());
        }
        return new HeldBack(features, best);
    }
}
