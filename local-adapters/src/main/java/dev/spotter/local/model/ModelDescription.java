package dev.spotter.local.model;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.local.image.InputSpec;
import dev.spotter.local.image.Interpolation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * A model described by data: what to join, and how it wants its pictures.
 *
 * @param network the archive's name, without variant and ending
 * @param weights the weights file's name
 * @param weightsSha256 the weights file's SHA-256, in lower-case hexadecimal digits
 * @param labels the name of the file of class names, one a line, in class order
 * @param licence of the weights, as an SPDX identifier
 * @param source where the weights come from
 */
record ModelDescription(
        ModelIdentity identity,
        String network,
        String weights,
        String weightsSha256,
        String labels,
        InputSpec input,
        String licence,
        String source) {

    /**
     * Reads a description.
     *
     * @param file how errors call it
     * @throws ModelException if a key is missing or has no meaning
     */
    static ModelDescription of(String file, Properties properties) {
        try {
            return new ModelDescription(
                    new ModelIdentity(required(properties, "name"), required(properties, "version")),
                    required(properties, "network"),
                    required(properties, "weights"),
                    required(properties, "weights.sha256").toLowerCase(Locale.ROOT),
                    required(properties, "labels"),
                    new InputSpec(
                            Integer.parseInt(required(properties, "resize")),
                            Integer.parseInt(required(properties, "crop")),
                            Interpolation.of(required(properties, "interpolation")),
                            floats(required(properties, "mean")),
                            floats(required(properties, "standardDeviation"))),
                    required(properties, "licence"),
                    required(properties, "source"));
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        }
    }

    static List<Float> floats(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1))
                .map(number -> Float.valueOf(number.strip()))
                .toList();
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the key " + key + " is missing");
        }
        return value;
    }
}
