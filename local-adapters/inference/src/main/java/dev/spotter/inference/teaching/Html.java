package dev.spotter.inference.teaching;

import java.util.Locale;

/** Writes HTML: every text of others is escaped. Not thread-safe. */
final class Html {
    private final StringBuilder text = new StringBuilder();

    /** Adds markup as it is. */
    Html raw(String markup) {
        text.append(markup);
        return this;
    }

    /**
     * Adds a text. Characters that turn the direction of writing are shown as their numbers, so that no name
     * hides its end.
     */
    Html text(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> {
                    if (isShown(c)) {
                        text.appendCodePoint(c);
                    } else {
                        text.append(String.format(Locale.ROOT, "\\u%04x", c));
                    }
                }
            }
        });
        return this;
    }

    /** Adds a name, which has its own direction of writing and does not change that of the text around it. */
    Html name(String value) {
        return raw("<bdi>").text(value).raw("</bdi>");
    }

    /** Adds an element with a text. */
    Html element(String tag, String value) {
        return raw("<" + tag + ">").text(value).raw("</" + tag + ">");
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // Joiners are part of emoji and of some scripts.
            case Character.FORMAT -> c == 0x200C || c == 0x200D;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
