package dev.spotter.cli;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number that an option is given.
 *
 * @param kind what kind of number is expected, for errors
 */
record NumberOption<T>(String kind, Function<String, T> parse) implements ITypeConverter<T> {
    static final String WHOLE = "a whole number";

    @Override
    public T convert(String text) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'%s' is not %s, or is too large".formatted(text, kind));
        }
    }
}
