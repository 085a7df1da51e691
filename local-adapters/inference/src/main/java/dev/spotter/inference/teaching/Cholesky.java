package dev.spotter.inference.teaching;

/**
 * Factors of a symmetric matrix M = U'U with an upper triangular U (Golub and Van Loan, Matrix Computations, 4.2). A
 * pivot below a floor is replaced by it, so that a matrix without full rank has factors too. Immutable.
 */
final class Cholesky {
    private final double[][] upper;

    /**
     * Factors a matrix.
     *
     * @param upper the matrix's upper triangle; is overwritten
     * @param floor above 0
     */
    Cholesky(double[][] upper, double floor) {
        this.upper = upper;
        double[] factors = new double[upper.length];
        for (int i = 0; i < upper.length; i++) {
            for (int k = 0; k < i; k++) {
                factors[k] = -upper[k][i];
            }
            double[] row = upper[i];
            Products.add(row, i, factors, upper, i);
            double pivot = Math.sqrt(Math.max(row[i], floor));
            row[i] = pivot;
            for (int j = i + 1; j < row.length; j++) {
                row[j] /= pivot;
            }
        }
    }

    /** U's rows. Not to be changed. */
    double[][] upper() {
        return upper;
    }

    /** Replaces a part of an array, v, by the solution x of Mx = v. */
    void solve(double[] values, int from) {
        solveLower(values, from);
        solveUpper(values, from);
    }

    /** The solution of U'x = v. */
    void solveLower(double[] values, int from) {
        for (int k = 0; k < upper.length; k++) {
            double[] row = upper[k];
            double value = values[from + k] / row[k];
            values[from + k] = value;
            for (int j = k + 1; j < row.length; j++) {
                values[from + j] -= value * row[j];
            }
        }
    }

    /** The solution of Ux = v. */
    void solveUpper(double[] values, int from) {
        for (int k = upper.length - 1; k >= 0; k--) {
            double[] row = upper[k];
            values[from + k] = (values[from + k] - Products.dot(row, values, from, k + 1, row.length)) / row[k];
        }
    }
}
