package dev.spotter.core.internal;

/** The beginning of a value from a request, short enough for an error message. */
public final class Excerpt {
    private static final int MAX_CHARACTERS = 255;

    private Excerpt() {}

    /** The beginning of a text between quotation marks. */
    public static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    /** The beginning of a text, with an ellipsis if it was shortened; no character is cut in half. */
    public static String of(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…";
    }
}
