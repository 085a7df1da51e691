package dev.spotter.inference.features;

/** Directions at right angles to each other, which span a sample of some vectors. Made by Gram and Schmidt's method. */
final class OrthonormalBasis {
    /** What is left of a vector that the directions before it nearly span has no exact direction. */
    private static final double LEAST_LENGTH = 1e-2;

    /** More than what rounding can take from the square of a length: what is left is never found too short. */
    private static final double ROUNDING = 1e-5;

    private final int size;
    /** By dimension, then by direction: so the products of one value with all directions are computed at once. */
    private final float[][] directions;

    private OrthonormalBasis(int dimension, int size) {
        this.size = size;
        this.directions = new float[dimension][size];
    }

    /**
     * A basis of vectors that are evenly spread among all.
     *
     * @param size the number of directions; those for which there is no vector are zero
     */
    static OrthonormalBasis of(VectorRows vectors, int size) {
        int dimension = vectors.dimension();
        OrthonormalBasis basis = new OrthonormalBasis(dimension, size);
        double[][] found = new double[size][];
        float[] vector = new float[dimension];
        int count = 0;
        int samples = Math.min(2 * size, vectors.rows());
        for (int i = 0; i < samples && count < size; i++) {
            vectors.read((int) ((long) i * vectors.rows() / samples), 1, vector);
            double[] rest = unit(vector);
            // Twice is enough, by Kahan and Parlett: rounding leaves no part in the other directions.
            remove(found, count, rest);
            remove(found, count, rest);
            if (normalise(rest) > LEAST_LENGTH) {
                found[count] = rest;
                basis.set(count, rest);
                count++;
            }
        }
        return basis;
    }

    /**
     * Writes the coordinates of a vector, made unit length, and behind them the length of what they leave of it.
     *
     * @param form has room for one value more than there are directions
     */
    void project(float[] vector, float[] form) {
        double[] unit = unit(vector);
        double[] coordinates = new double[size];
        double squares = ROUNDING;
        for (int i = 0; i < unit.length; i++) {
            double value = unit[i];
            squares += value * value;
            float[] row = directions[i];
            for (int k = 0; k < size; k++) {
                coordinates[k] += value * row[k];
            }
        }
        for (int k = 0; k < size; k++) {
            squares -= coordinates[k] * coordinates[k];
            form[k] = (float) coordinates[k];
        }
        form[size] = (float) Math.sqrt(Math.max(0, squares));
    }

    private void set(int direction, double[] values) {
        for (int i = 0; i < values.length; i++) {
            directions[i][direction] = (float) values[i];
        }
    }

    private static void remove(double[][] directions, int count, double[] vector) {
        for (int k = 0; k < count; k++) {
            double product = 0;
            for (int i = 0; i < vector.length; i++) {
                product += directions[k][i] * vector[i];
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] -= product * directions[k][i];
            }
        }
    }

    private static double[] unit(float[] vector) {
        double[] unit = new double[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i];
        }
        double unused = normalise(unit);
        return unit;
    }

    /** Makes a vector unit length, but for a vector of zeros; returns its length before. */
    private static double normalise(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] /= length;
        }
        return length;
    }
}
