package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/**
 * The class names of a model that is installed, as they are in a file. A name may be there twice: ImageNet's usual list
 * has two cranes, a bird and a machine. Immutable.
 */
final class ClassLabels {
    static final int MIN_CLASSES = 2;
    /** Many more than networks of this size distinguish, and few enough for an item of DynamoDB. */
    static final int MAX_CLASSES = 10_000;

    private static final int MAX_NAME = 250;

    private final String file;
    private final boolean own;
    private final String text;
    private final List<LabelFile.Entry> entries;

    private ClassLabels(String file, boolean own, String text) {
        this.file = file;
        this.own = own;
        this.text = text;
        this.entries = LabelFile.entries(text);
    }

    /**
     * Reads the names in a file.
     *
     * @param file how errors call the file
     * @param own whether the file is the user's; else it is the catalog's
     * @param content UTF-8, one name a line, in class order
     * @throws InvalidRequestException if the content is not UTF-8, or a name is too long or has a control character
     */
    static ClassLabels read(String file, boolean own, byte[] content) {
        try {
            ClassLabels labels = new ClassLabels(file, own, LabelFile.text(content));
            labels.entries.forEach(labels::requireName);
            return labels;
        } catch (CharacterCodingException e) {
            throw invalid("the class names in %s are not UTF-8; save the file as UTF-8".formatted(file));
        }
    }

    /** The file's bytes without a byte order mark. */
    byte[] content() {
        return text.getBytes(UTF_8);
    }

    private void requireName(LabelFile.Entry entry) {
        refusal(entry.name()).ifPresent(reason -> {
            throw invalid("the class name in line %,d of %s %s".formatted(entry.line(), file, reason));
        });
    }

    /** Why a text cannot be the name of a class, as the end of a sentence that names it; empty if it can. */
    static Optional<String> refusal(String name) {
        if (name.length() > MAX_NAME) {
            return Optional.of("has %,d characters; accepted are up to %d".formatted(name.length(), MAX_NAME));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("has a control character; accepted is text only");
        }
        return HiddenCharacter.find(name)
                .map(("has a character that is not seen or turns the direction of writing, %s; accepted is text without"
                        + " one")::formatted);
    }

    private static InvalidRequestException invalid(String message) {
        return new InvalidRequestException("labels", message);
    }

    int count() {
        return entries.size();
    }

    /**
     * Checks that there is a name for each class.
     *
     * @param weights how errors call the weights
     * @throws InvalidRequestException if there are more names or fewer
     */
    void requireOneForEach(long classes, String weights) {
        int count = count();
        if (count == classes) {
            return;
        }
        throw new InvalidRequestException(
                "labels",
                own
                        ? "%s has %,d class names; the network has %,d classes in %s: give one name per line"
                                .formatted(file, count, classes, weights)
                        : "%s has %,d classes and not the usual %,d: give a file with their names, one per line"
                                .formatted(weights, classes, count));
    }

    /** @throws InvalidRequestException if the number of classes is not accepted */
    static void requireAccepted(long classes, String weights) {
        if (classes < MIN_CLASSES || classes > MAX_CLASSES) {
            throw new InvalidRequestException(
                    "weights",
                    "the number of classes in %s is %,d; accepted are %,d to %,d"
                            .formatted(weights, classes, MIN_CLASSES, MAX_CLASSES));
        }
    }
}
