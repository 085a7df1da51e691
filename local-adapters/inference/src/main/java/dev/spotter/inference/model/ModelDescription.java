package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.Interpolation;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model described by data: what to join, and how it wants its images.
 *
 * @param network the archive's name, without variant and ending
 * @param weights the weights file's name
 * @param weightsUrl where the weights file is to be fetched, if it does not come with the description
 * @param weightsSha256 the weights file's SHA-256, all 64 digits in lower-case hexadecimal: fewer can be forged
 * @param labels the name of the file of class names, one a line, in class order
 * @param unsureBelow the score below which the best label is unsure, in [0,1]; empty if it is not known
 * @param licence of the weights, as an SPDX identifier
 * @param licenceText the name of a catalog's file with the licence's text, if there is one
 * @param source where the weights come from
 */
record ModelDescription(
        ModelIdentity identity,
        String network,
        String weights,
        Optional<URI> weightsUrl,
        String weightsSha256,
        String labels,
        InputSpec input,
        Optional<Double> unsureBelow,
        String licence,
        Optional<String> licenceText,
        String source) {

    private static final String UNSURE_BELOW = ScoreProperties.UNSURE_BELOW;
    /** The file of weights whose last layer was taught: there is none besides the installed network. */
    static final String TAUGHT_WEIGHTS = "taught";
    /** The file of class names that came with the model. */
    static final String OWN_LABELS = "labels.txt";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the hash is none, or {@code unsureBelow} is not in [0,1] */
    ModelDescription {
        if (!SHA256.matcher(weightsSha256).matches()) {
            throw new IllegalArgumentException("weights.sha256 must be 64 hexadecimal digits but is " + weightsSha256);
        }
        unsureBelow = new DecisionRule(false, unsureBelow).unsureBelow();
    }

    /**
     * Reads a description.
     *
     * @param file how errors call it
     * @throws ModelException if a key is missing or has no meaning
     */
    static ModelDescription read(String file, byte[] content) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(content, UTF_8)));
            return new ModelDescription(
                    new ModelIdentity(required(properties, "name"), required(properties, "version")),
                    required(properties, "network"),
                    required(properties, "weights"),
                    optional(properties, "weights.url").map(URI::create),
                    required(properties, "weights.sha256").toLowerCase(Locale.ROOT),
                    required(properties, "labels"),
                    new InputSpec(
                            Integer.parseInt(required(properties, "resize")),
                            Integer.parseInt(required(properties, "crop")),
                            Interpolation.of(required(properties, "interpolation")),
                            floats(required(properties, "mean")),
                            floats(required(properties, "standardDeviation"))),
                    optional(properties, UNSURE_BELOW).map(ScoreProperties::threshold),
                    required(properties, "licence"),
                    optional(properties, "licence.text"),
                    required(properties, "source"));
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #read} takes it. */
    String text() {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("name", identity.name());
        text.put("version", identity.version());
        text.put("network", network);
        text.put("weights", weights);
        weightsUrl.ifPresent(url -> text.put("weights.url", url.toString()));
        text.put("weights.sha256", weightsSha256);
        text.put("labels", labels);
        text.put("resize", Integer.toString(input.resizePixels()));
        text.put("crop", Integer.toString(input.cropPixels()));
        text.put("interpolation", input.interpolation().name().toLowerCase(Locale.ROOT));
        text.put("mean", commaSeparated(input.mean()));
        text.put("standardDeviation", commaSeparated(input.standardDeviation()));
        unsureBelow.ifPresent(threshold -> text.put(UNSURE_BELOW, threshold.toString()));
        text.put("licence", licence);
        licenceText.ifPresent(file -> text.put("licence.text", file));
        text.put("source", source);
        return text.entrySet().stream()
                .map(entry -> "%s=%s\n".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    /** Whether its last layer was taught on the features of another model. */
    boolean isTaught() {
        return weights.equals(TAUGHT_WEIGHTS);
    }

    static List<Float> floats(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1))
                .map(number -> Float.valueOf(number.strip()))
                .toList();
    }

    private static String commaSeparated(List<Float> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String required(Properties properties, String key) {
        return optional(properties, key)
                .orElseThrow(() -> new IllegalArgumentException("the key " + key + " is missing"));
    }

    private static Optional<String> optional(Properties properties, String key) {
        String value = properties.getProperty(key, "").strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
