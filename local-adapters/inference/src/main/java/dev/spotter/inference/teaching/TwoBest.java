package dev.spotter.inference.teaching;

/** The most probable class of a row, with its probability and that of the second most probable one. */
record TwoBest(int first, double firstProbability, double secondProbability) {
    /** @param scores by class and row */
    static TwoBest of(float[][] scores, int row) {
        int first = 0;
        int second = 1;
        if (scores[1][row] > scores[0][row]) {
            first = 1;
            second = 0;
        }
        for (int k = 2; k < scores.length; k++) {
            if (scores[k][row] > scores[first][row]) {
                second = first;
                first = k;
            } else if (scores[k][row] > scores[second][row]) {
                second = k;
            }
        }
        double sum = 0;
        for (float[] ofClass : scores) {
            sum += StrictMath.exp((double) ofClass[row] - scores[first][row]);
        }
        double ratio = StrictMath.exp((double) scores[second][row] - scores[first][row]);
        return new TwoBest(first, 1 / sum, ratio / sum);
    }
}
