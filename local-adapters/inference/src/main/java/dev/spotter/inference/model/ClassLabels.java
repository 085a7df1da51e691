package dev.spotter.inference.model;

import dev.spotter.core.error.InvalidRequestException;
import java.util.List;

/** The class names of a model that is installed, as they are in a file. Immutable. */
final class ClassLabels {
    private static final int MIN_CLASSES = 2;
    /** Many more than networks of this size distinguish, and few enough for an item of DynamoDB. */
    private static final int MAX_CLASSES = 10_000;

    private static final int MAX_NAME = 250;

    private final String file;
    private final boolean own;
    private final byte[] content;

    /**
     * Names from a file.
     *
     * @param file how errors call the file
     * @param own whether the file is the user's; else it is the catalog's
     * @param content one name a line, in class order; not copied
     */
    ClassLabels(String file, boolean own, byte[] content) {
        this.file = file;
        this.own = own;
        this.content = content;
    }

    /** The file's bytes; not to be changed. */
    byte[] content() {
        return content;
    }

    /** @throws InvalidRequestException if a name is too long */
    void requireShort() {
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).length() > MAX_NAME) {
                throw new InvalidRequestException(
                        "labels",
                        "class name %,d in %s has %,d characters; accepted are up to %d"
                                .formatted(i + 1, file, names.get(i).length(), MAX_NAME));
            }
        }
    }

    int count() {
        return names().size();
    }

    private List<String> names() {
        return LabelFile.names(content);
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

    /** @throws InvalidRequestException if so many classes are not accepted */
    static void requireAccepted(long classes, String weights) {
        if (classes < MIN_CLASSES || classes > MAX_CLASSES) {
            throw new InvalidRequestException(
                    "weights",
                    "the number of classes in %s is %,d; accepted are %,d to %,d"
                            .formatted(weights, classes, MIN_CLASSES, MAX_CLASSES));
        }
    }
}
