package dev.spotter.cli;

import dev.spotter.core.error.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The code of a failure in text, {@code classification-failed}. */
final class ErrorCodeOption implements ITypeConverter<ErrorCode> {
    ErrorCodeOption() {}

    @Override
    public ErrorCode convert(String text) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' must be one of %s"
                        .formatted(
                                text,
                                Arrays.stream(ErrorCode.values())
                                        .map(ErrorCode::text)
                                        .collect(Collectors.joining(", ")))));
    }
}
