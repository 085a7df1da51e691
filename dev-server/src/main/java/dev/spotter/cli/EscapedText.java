package dev.spotter.cli;

import java.util.Locale;

/**
 * Text of others, such as names of files and classes, as it may be shown: what would steer a terminal, break a line or
 * turn the direction of writing is written as an escape, {@code \}{@code u001b}, which means the same in JSON.
 */
final class EscapedText {
    private EscapedText() {}

    /** A text in one line. */
    static String line(String text) {
        return escape(text, "");
    }

    /** A text whose line breaks and tabulators are its writer's own. */
    static String lines(String text) {
        return escape(text, "\n\t");
    }

    private static String escape(String text, String kept) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isShown(c) || kept.indexOf(c) >= 0) {
                visible.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    visible.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return visible.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> isJoiner(c);
            default -> true;
        };
    }

    /** Words of some languages and many emoji are written with these; they steer nothing. */
    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }
}
