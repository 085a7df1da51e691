package dev.spotter.inference.features;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Short forms of vectors, with which most pairs are excluded. Each vector, at unit length, is projected on the space
 * that a sample of the vectors spans; its short form is the projection's coordinates and the length of the rest. The
 * scalar product of two short forms is never less than that of the vectors: by Cauchy and Schwarz the product of the
 * rests is at most the product of their lengths. Thread-safe.
 */
final class Projections {
    /** A multiple of 4: the coordinates and the length of the rest. */
    private static final int SIZE = 64;

    private static final int COORDINATES = SIZE - 1;
    /** Short forms that lie together, so that a processor's cache holds them: 256 KiB. */
    private static final int TILE = 1 << 10;
    /** More than what rounding can take from a scalar product. */
    private static final double ROUNDING = 1e-4;

    private final int rows;
    /** By tile, then by coordinate: one value for each of the tile's vectors. */
    private final float[][][] tiles;

    private Projections(int rows) {
        this.rows = rows;
        this.tiles = new float[(rows + TILE - 1) / TILE][SIZE][TILE];
    }

    /** Reads all vectors once. */
    static Projections of(VectorRows vectors) {
        Projections projections = new Projections(vectors.rows());
        OrthonormalBasis basis = OrthonormalBasis.of(vectors, COORDINATES);
        float[] vector = new float[vectors.dimension()];
        float[] form = new float[SIZE];
        for (int row = 0; row < vectors.rows(); row++) {
            vectors.read(row, 1, vector);
            basis.project(vector, form);
            projections.put(row, form);
        }
        return projections;
    }

    private void put(int row, float[] form) {
        float[][] tile = tiles[row / TILE];
        for (int i = 0; i < SIZE; i++) {
            tile[i][row % TILE] = form[i];
        }
    }

    /**
     * Gives the later rows whose similarity to a row may be at least a threshold, in their order; all others have less.
     */
    void forEachPossible(int row, double threshold, IntConsumer later) {
        float[] form = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            form[i] = tiles[row / TILE][i][row % TILE];
        }
        float least = (float) (threshold - ROUNDING);
        float[] products = new float[TILE];
        for (int tile = row / TILE; tile < tiles.length; tile++) {
            multiply(form, tiles[tile], products);
            int end = Math.min(TILE, rows - tile * TILE);
            for (int i = Math.max(0, row + 1 - tile * TILE); i < end; i++) {
                if (products[i] >= least) {
                    later.accept(tile * TILE + i);
                }
            }
        }
    }

    private static void multiply(float[] form, float[][] tile, float[] products) {
        Arrays.fill(products, 0);
        for (int i = 0; i < SIZE; i += 4) {
            addProducts(form, i, tile[i], tile[i + 1], tile[i + 2], tile[i + 3], products);
        }
    }

    /** Four coordinates at once, because each pass reads and writes all products. */
    private static void addProducts(
            float[] form, int at, float[] a, float[] b, float[] c, float[] d, float[] products) {
        float ofA = form[at];
        float ofB = form[at + 1];
        float ofC = form[at + 2];
        float ofD = form[at + 3];
        for (int i = 0; i < TILE; i++) {
            products[i] += ofA * a[i] + ofB * b[i] + ofC * c[i] + ofD * d[i];
        }
    }
}
