package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * The file with the names of a model's classes: UTF-8, one name per line, in class order. Blank lines and a byte order
 * mark at the start are ignored.
 */
final class LabelFile {
    /** The largest file that is read: thousands of lines. */
    static final int MAX_BYTES = ModelCatalog.MAX_TEXT_BYTES;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private LabelFile() {}

    /**
     * A class name.
     *
     * @param line its line in the file, from 1 on
     */
    record Entry(int line, String name) {}

    /**
     * The text of a file with this content, without a byte order mark.
     *
     * @throws CharacterCodingException if the content is not UTF-8
     */
    static String text(byte[] content) throws CharacterCodingException {
        return withoutMark(UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    }

    /**
     * The names in a file with this content.
     *
     * @throws ModelException if the content is not UTF-8
     */
    static List<String> names(byte[] content) {
        try {
            return names(text(content));
        } catch (CharacterCodingException e) {
            throw new ModelException("the class names of the model are not UTF-8; install the model again", e);
        }
    }

    static List<String> names(String text) {
        return entries(text).stream().map(Entry::name).toList();
    }

    static List<Entry> entries(String text) {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : withoutMark(text).lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty()) {
                entries.add(new Entry(number, line));
            }
        }
        return entries;
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }
}
