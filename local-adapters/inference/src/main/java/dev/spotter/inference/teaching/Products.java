package dev.spotter.inference.teaching;

/** Products of matrices and vectors, in loops of which the JVM makes vector instructions. */
final class Products {
    private static final int UNROLLED = 4;

    private Products() {}

    /**
     * Adds a matrix's rows, each times its factor.
     *
     * @param sum the first {@code length} values are added to
     * @param firstFactor where the factors begin, one for each row
     * @param from where the first row begins
     * @param stride what lies between the beginnings of two rows
     * @param count the number of rows
     */
    static void add(
            float[] sum, int length, float[] factors, int firstFactor, float[] rows, int from, int stride, int count) {
        int i = 0;
        for (; i + UNROLLED <= count; i += UNROLLED) {
            addFour(sum, length, factors, firstFactor + i, rows, from + i * stride, stride);
        }
        for (; i < count; i++) {
            addOne(sum, length, factors[firstFactor + i], rows, from + i * stride);
        }
    }

    private static void addFour(
            float[] sum, int length, float[] factors, int firstFactor, float[] rows, int a, int stride) {
        float ofA = factors[firstFactor];
        float ofB = factors[firstFactor + 1];
        float ofC = factors[firstFactor + 2];
        float ofD = factors[firstFactor + 3];
        int b = a + stride;
        int c = b + stride;
        int d = c + stride;
        for (int i = 0; i < length; i++) {
            sum[i] += ofA * rows[a + i] + ofB * rows[b + i] + ofC * rows[c + i] + ofD * rows[d + i];
        }
    }

    private static void addOne(float[] sum, int length, float factor, float[] rows, int from) {
        for (int i = 0; i < length; i++) {
            sum[i] += factor * rows[from + i];
        }
    }

    /**
     * Adds rows, each times its factor, from a column on.
     *
     * @param count the number of rows
     */
    static void add(double[] sum, int begin, double[] factors, double[][] rows, int count) {
        int k = 0;
        for (; k + UNROLLED <= count; k += UNROLLED) {
            addFour(sum, begin, factors, k, rows);
        }
        for (; k < count; k++) {
            double factor = factors[k];
            double[] row = rows[k];
            for (int j = begin; j < sum.length; j++) {
                sum[j] += factor * row[j];
            }
        }
    }

    private static void addFour(double[] sum, int begin, double[] factors, int k, double[][] rows) {
        double ofA = factors[k];
        double ofB = factors[k + 1];
        double ofC = factors[k + 2];
        double ofD = factors[k + 3];
        double[] a = rows[k];
        double[] b = rows[k + 1];
        double[] c = rows[k + 2];
        double[] d = rows[k + 3];
        for (int j = begin; j < sum.length; j++) {
            sum[j] += ofA * a[j] + ofB * b[j] + ofC * c[j] + ofD * d[j];
        }
    }

    /** The sum of products a[j] b[from + j] for j in [begin,end). */
    static double dot(double[] a, double[] b, int from, int begin, int end) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int j = begin;
        for (; j + UNROLLED <= end; j += UNROLLED) {
            first += a[j] * b[from + j];
            second += a[j + 1] * b[from + j + 1];
            third += a[j + 2] * b[from + j + 2];
            fourth += a[j + 3] * b[from + j + 3];
        }
        for (; j < end; j++) {
            first += a[j] * b[from + j];
        }
        return first + second + third + fourth;
    }
}
