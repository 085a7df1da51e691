package dev.spotter.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.spotter.inference.teaching.CrossValidation;
import dev.spotter.inference.teaching.FeatureFile;
import dev.spotter.inference.teaching.FeatureFileWriter;
import dev.spotter.inference.teaching.LabelledFeatures;
import dev.spotter.inference.teaching.SoftmaxLayer;
import dev.spotter.inference.teaching.SoftmaxRegression;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;

/**
 * How long it takes to fit a layer for other classes, in a JVM that has done nothing before. Arguments: the number of
 * feature vectors, in a file, and of classes. Prints, in seconds, {@code fit}, {@code processor}, the time of all
 * processors for that, and {@code validation}, the cross-validation. The features are made: positive, with a few causes
 * in common, as those of a network after ReLU.
 */
final class Teaching {
    private static final int DIMENSION = 1280;
    private static final int CAUSES = 64;
    private static final double NANOS = 1e9;

    private final Random random = new Random(1);
    private final int classes;
    private final float[][] causes;
    private final float[][] centres;

    private Teaching(int classes) {
        this.classes = classes;
        this.causes = gaussian(CAUSES, DIMENSION, 0.3);
        this.centres = gaussian(classes, CAUSES, 0.4);
    }

    public static void main(String[] arguments) throws IOException {
        int classes = Integer.parseInt(arguments[1]);
        try (FeatureFileWriter writer = new FeatureFileWriter(Checkout.target(), DIMENSION, classes)) {
            new Teaching(classes).write(Integer.parseInt(arguments[0]), writer);
            try (FeatureFile features = writer.finish()) {
                measure(features);
            }
        }
    }

    private static void measure(LabelledFeatures features) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long processor = system.getProcessCpuTime();
        SoftmaxLayer layer = new SoftmaxRegression().fit(features);
        System.out.println("fit=" + (System.nanoTime() - start) / NANOS);
        System.out.println("processor=" + (system.getProcessCpuTime() - processor) / NANOS);
        start = System.nanoTime();
        double accuracy = new CrossValidation(1, (fold, folds) -> {})
                .run(features, layer)
                .evaluation()
                .accuracy();
        System.out.println("validation=" + (System.nanoTime() - start) / NANOS);
        System.out.println("accuracy=" + accuracy);
    }

    private void write(int rows, FeatureFileWriter writer) throws IOException {
        for (int row = 0; row < rows; row++) {
            int ofClass = row % classes;
            float[] vector = new float[DIMENSION];
            for (int k = 0; k < CAUSES; k++) {
                float strength = centres[ofClass][k] + (float) random.nextGaussian();
                for (int j = 0; j < DIMENSION; j++) {
                    vector[j] += strength * causes[k][j];
                }
            }
            for (int j = 0; j < DIMENSION; j++) {
                vector[j] = Math.max(0, vector[j] / 4 + (float) random.nextGaussian() * 0.2f);
            }
            writer.add(vector, ofClass);
        }
    }

    private float[][] gaussian(int rows, int columns, double deviation) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) (random.nextGaussian() * deviation);
            }
        }
        return values;
    }
}
