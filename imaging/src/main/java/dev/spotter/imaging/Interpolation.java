package dev.spotter.imaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a resize weighs neighbouring samples: Pillow's kernels, widened by the scale when shrinking (antialiased). */
public enum Interpolation {
    /** A triangle of support 1. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },
    /** Keys' cubic with a = -0.5 and support 2. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    };

    private static final double A = -0.5;

    private final int support;

    Interpolation(int support) {
        this.support = support;
    }

    /**
     * The interpolation of this lower-case name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Interpolation of(String name) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("interpolation must be one of "
                        + Arrays.stream(values()).map(Interpolation::text).collect(Collectors.joining(", "))
                        + " but was \"" + name + "\""));
    }

    /** How far the kernel reaches to each side, in samples of the larger of input and output. */
    int support() {
        return support;
    }

    /** The kernel's height at this distance from its centre. */
    abstract double weight(double distance);

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
