package dev.spotter.inference.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds characters that are not seen, or that turn the direction of writing: with them two different names look the
 * same, or a name hides its end. Joiners are accepted where scripts and emoji need them, and tags in flags.
 */
final class HiddenCharacter {
    private static final Pattern FLAG = Pattern.compile("\\x{1F3F4}[\\x{E0020}-\\x{E007F}]+");

    /** Format characters, separators of lines, letters without a shape; joiners at an end or beside ASCII. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cf}\\p{Zl}\\p{Zp}\\x{115F}\\x{1160}\\x{3164}\\x{FFA0}"
            + "&&[^\\x{200C}\\x{200D}]]"
            + "|(?<![^\\x00-\\x7F])[\\x{200C}\\x{200D}]|[\\x{200C}\\x{200D}](?![^\\x00-\\x7F])");

    private HiddenCharacter() {}

    /** The first one, as Unicode's number, such as {@code U+202E}; empty if there is none. */
    static Optional<String> find(String text) {
        Matcher hidden = HIDDEN.matcher(FLAG.matcher(text).replaceAll("\u2691"));
        return hidden.find() ? Optional.of("U+%04X".formatted(hidden.group().codePointAt(0))) : Optional.empty();
    }
}
