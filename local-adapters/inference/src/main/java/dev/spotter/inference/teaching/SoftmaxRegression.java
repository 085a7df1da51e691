package dev.spotter.inference.teaching;

/**
 * Multinomial logistic regression: finds the {@linkplain SoftmaxLayer layer} that gives feature vectors their classes.
 * It minimises c times the sum of the losses plus half the sum of the squared weights, as scikit-learn's
 * {@code LogisticRegression(C=c)} does. Of two classes, scikit-learn penalises only the difference of their weights,
 * which is the same with half that c, and so it is here. Vectors are not scaled, and biases are not penalised. All
 * vectors are used, by L-BFGS, until it converges. The same vectors in the same order give the same layer. Thread-safe.
 */
public final class SoftmaxRegression {
    /** scikit-learn's default. */
    public static final double DEFAULT_C = 1;

    private final double c;
    private final FitProgress progress;

    /** A regression with {@link #DEFAULT_C}. */
    public SoftmaxRegression() {
        this(DEFAULT_C, (iteration, size) -> {});
    }

    /**
     * A regression.
     *
     * @param c how little weights are penalised; above 0 and finite
     * @param progress told after each iteration, in the caller's thread
     * @throws IllegalArgumentException if {@code c} is not above 0 or not finite
     */
    public SoftmaxRegression(double c, FitProgress progress) {
        this.c = checkC(c);
        this.progress = progress;
    }

    static double checkC(double c) {
        if (!(c > 0 && c < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("c must be above 0 and finite but was " + c);
        }
        return c;
    }

    /**
     * Fits a layer. Uses all processors; the vectors must not change meanwhile.
     *
     * @throws IllegalArgumentException if there are no vectors
     * @throws IllegalStateException if the thread is interrupted; its flag stays set
     */
    public SoftmaxLayer fit(LabelledFeatures features) {
        if (features.rows() == 0) {
            throw new IllegalArgumentException("there must be vectors to fit a layer to");
        }
        try (Workers workers = new Workers()) {
            if (ReducedFeatures.worthwhile(features)) {
                ReducedFeatures reduced = new ReducedFeatures(features, workers);
                return reduced.expand(fit(reduced, workers));
            }
            return fit(features, workers);
        }
    }

    private SoftmaxLayer fit(LabelledFeatures features, Workers workers) {
        CentredFeatures centred = new CentredFeatures(features);
        return centred.layer(new SoftmaxFit(c, workers, progress).optimum(centred));
    }
}
