package dev.spotter.core.prediction;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The ordering token of an event about one image: of two events about the same image, the later one has the greater
 * token. Tokens of different images are not comparable.
 *
 * <p>The form is that of S3's {@code sequencer}: hexadecimal digits, compared as text after the shorter one is filled
 * up with zeros on its right (Amazon S3 User Guide, "Event message structure"). Zeros at the end are dropped here, so
 * that comparing the text as it is gives the same order, in Java and in a database.
 *
 * @param text upper-case hexadecimal digits without zeros at the end; {@code "0"} is the least token
 */
public record Sequence(String text) implements Comparable<Sequence> {
    private static final int EVENT_DIGITS = 64;
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,128}");
    private static final Pattern ZEROS_AT_THE_END = Pattern.compile("0+$");

    /** @throws IllegalArgumentException if {@code text} is not 1 to 128 hexadecimal digits */
    public Sequence {
        if (!HEX.matcher(text).matches()) {
            throw new IllegalArgumentException("sequence must be 1 to 128 hexadecimal digits but was \"" + text + "\"");
        }
        String digits = ZEROS_AT_THE_END.matcher(text.toUpperCase(Locale.ROOT)).replaceFirst("");
        text = digits.isEmpty() ? "0" : digits;
    }

    /**
     * The token of a counter's value.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Sequence of(long counter) {
        if (counter < 0) {
            throw new IllegalArgumentException("counter must not be negative but was " + counter);
        }
        return new Sequence("%016X".formatted(counter));
    }

    /**
     * The token of another attempt at what this token's event was about: after this token, and before that of any later
     * event whose token has up to 64 digits (those of S3 have about 20).
     *
     * @throws IllegalArgumentException if this token has 128 digits already
     */
    public Sequence ofAnotherAttempt() {
        return new Sequence(text + "0".repeat(Math.max(0, EVENT_DIGITS - text.length())) + "1");
    }

    public boolean isAfter(Sequence other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Sequence other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
