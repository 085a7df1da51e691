package dev.spotter.lambda;

import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.aws.s3.S3Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads settings from environment variables and collects the errors in them, so that all are reported at once.
 * Values are never reported: some are secret.
 */
final class Environment {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The value of a variable that must be there; a stand-in if it is not, until {@link #check}. */
    String required(String name) {
        String value = variables.getOrDefault(name, "");
        if (value.isBlank()) {
            problems.add(name + " is missing");
        }
        return value.isBlank() ? name : value;
    }

    /** The bucket of the images, and the prefix of their keys. */
    S3Settings images() {
        return S3Settings.of(required(Variables.IMAGE_BUCKET))
                .withKeys(parsed(
                        Variables.IMAGE_PREFIX,
                        ImageKeys.UPLOADS,
                        "the start of the images' keys, and end in a slash",
                        ImageKeys::new));
    }

    String optional(String name, String otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }

    /** Values separated by commas. */
    List<String> list(String name, List<String> otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isBlank() ? otherwise : List.of(value.split(",", -1));
    }

    /** Variables that must not be set. */
    void requireAbsent(List<String> names, String reason) {
        names.stream().filter(name -> !optional(name, "").isEmpty()).forEach(name -> problems.add(name + " " + reason));
    }

    /** The absolute path of a directory; empty if the variable is not set. */
    Optional<Path> path(String name) {
        return parsed(name, Optional.empty(), "an absolute path", text -> {
            Path path = Path.of(text);
            if (!path.isAbsolute()) {
                throw new InvalidPathException(text, "relative");
            }
            return Optional.of(path);
        });
    }

    /** A whole number from 1 to {@code most}. */
    int count(String name, int otherwise, int most) {
        return parsed(name, otherwise, "a whole number from 1 to " + most, text -> {
            int number = Integer.parseInt(text);
            if (number < 1 || number > most) {
                throw new NumberFormatException();
            }
            return number;
        });
    }

    /** A number from 0 to 1; empty if the variable is not set. */
    Optional<Double> score(String name) {
        return parsed(name, Optional.empty(), "a number from 0 to 1", text -> {
            double number = Double.parseDouble(text);
            if (!(number >= 0 && number <= 1)) {
                throw new NumberFormatException();
            }
            return Optional.of(number);
        });
    }

    /** A number of whole days, 1 at least. */
    Duration days(String name, int otherwise) {
        return Duration.ofDays(count(name, otherwise, 3_650));
    }

    /** One of an enum's values, by its name in any case. */
    <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) {
        return parsed(
                name,
                otherwise,
                "one of " + List.of(type.getEnumConstants()),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    /** @throws IllegalStateException if anything was wrong; the message names all of it */
    void check() {
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the environment is not as it must be: " + String.join("; ", problems));
        }
    }

    private <T> T parsed(String name, T otherwise, String expected, Function<String, T> parser) {
        String text = variables.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add("%s must be %s".formatted(name, expected));
            return otherwise;
        }
    }
}
