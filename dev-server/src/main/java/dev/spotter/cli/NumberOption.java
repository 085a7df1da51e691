package dev.spotter.cli;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number that an option is given. */
record NumberOption<T>(Function<String, T> parse) implements ITypeConverter<T> {
    @Override
    public T convert(String text) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number, or is too large");
        }
    }
}
