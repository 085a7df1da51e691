package dev.spotter.inference.teaching;

/** Finds the point at which the loss of some rows is least. Not thread-safe. */
final class SoftmaxFit {
    /**
     * What the next step would gain, as a fraction of the loss. scikit-learn stops earlier, at a largest derivative of
     * 1e-4, which says little where features are large.
     */
    private static final double TOLERANCE = 3e-6;

    /** The same for layers that are only used to estimate the accuracy. */
    private static final double ESTIMATE_TOLERANCE = 1e-5;

    /** The second derivatives are estimated again after this number of iterations, and then more seldom. */
    private static final int FIRST_RENEWAL = 5;

    private static final int RENEWAL_NEAR_OPTIMUM = 40;
    /** From this number of rows on, a tenth of them gives a good start in a tenth of the time. */
    private static final int MANY_ROWS = 20_000;

    private static final int SAMPLE = 10;

    private final double c;
    private final Workers workers;
    private final FitProgress progress;
    private int iterations;

    SoftmaxFit(double c, Workers workers, FitProgress progress) {
        this.c = c;
        this.workers = workers;
        this.progress = progress;
    }

    /** The optimum. */
    double[] optimum(CentredFeatures rows) {
        double[] point = new double[Math.multiplyExact(rows.classes(), rows.width())];
        if (rows.rows() >= MANY_ROWS) {
            minimise(new SoftmaxLoss(sample(rows), penalty(rows), workers), point);
        }
        minimise(new SoftmaxLoss(rows, penalty(rows), workers), point);
        return point;
    }

    private static CentredFeatures sample(CentredFeatures rows) {
        int[] selected = new int[rows.rows() / SAMPLE];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = i * SAMPLE;
        }
        return rows.select(selected);
    }

    private void minimise(SoftmaxLoss loss, double[] point) {
        new Lbfgs(loss, point.length).minimise(point, TOLERANCE, FIRST_RENEWAL, this::told);
    }

    /** The second derivatives at a point, roughly. */
    Lbfgs.Curvature curvature(CentredFeatures rows, double[] point) {
        SoftmaxLoss loss = new SoftmaxLoss(rows, penalty(rows), workers);
        loss.at(point, new double[point.length]);
        return loss.curvature();
    }

    /** The optimum, found from a point near it, as precise as an estimate of the accuracy needs it. */
    double[] optimumNear(CentredFeatures rows, double[] near, Lbfgs.Curvature curvature) {
        double[] point = near.clone();
        SoftmaxLoss loss = new SoftmaxLoss(rows, penalty(rows), workers);
        new Lbfgs(loss, point.length).minimise(point, curvature, ESTIMATE_TOLERANCE, RENEWAL_NEAR_OPTIMUM, this::told);
        return point;
    }

    private void told(double gain) {
        iterations++;
        progress.at(iterations, gain);
    }

    /** Of two classes, scikit-learn penalises the difference of the weights, not both: that is half as much. */
    private double penalty(CentredFeatures rows) {
        double ofTwo = rows.classes() == 2 ? 2 : 1;
        return ofTwo / (c * rows.rows());
    }
}
