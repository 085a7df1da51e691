package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** The file with the names of a model's classes: UTF-8, one name per line, in class order. Blank lines are ignored. */
final class LabelFile {
    /** The largest file that is read: thousands of lines. */
    static final int MAX_BYTES = ModelCatalog.MAX_TEXT_BYTES;

    private LabelFile() {}

    /** The names in a file with this content. */
    static List<String> names(byte[] content) {
        return names(new String(content, UTF_8));
    }

    static List<String> names(String content) {
        return ModelCatalog.lines(content);
    }
}
