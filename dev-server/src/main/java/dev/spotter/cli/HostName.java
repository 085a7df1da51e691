package dev.spotter.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a host, as it stands in an address: no scheme, no port, no path. */
final class HostName implements ITypeConverter<String> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}]");

    HostName() {}

    @Override
    public String convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not a host name; expected one without scheme and port, such as photos.example");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
