package dev.spotter.api;

/** What somebody sent, as it is shown back to them: never longer than a line or two. */
final class Excerpt {
    private static final int MAX_CHARACTERS = 255;

    private Excerpt() {}

    static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    /** The beginning of a text, marked where something was cut off; no character is cut in half. */
    static String of(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…";
    }
}
