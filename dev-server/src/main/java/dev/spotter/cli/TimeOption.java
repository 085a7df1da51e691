package dev.spotter.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time with its offset, {@code 2026-11-27T14:00Z}, or how long ago it is, {@code 2h}. */
final class TimeOption implements ITypeConverter<Instant> {
    private final PeriodOption period = new PeriodOption();

    TimeOption() {}

    @Override
    public Instant convert(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            return ago(text);
        }
    }

    private Instant ago(String text) {
        try {
            return Instant.now().minus(period.convert(text));
        } catch (TypeConversionException e) {
            throw new TypeConversionException(
                    "'%s' must be a time such as 2026-11-27T14:00Z, or a period before now such as 2h, 90m or 3d"
                            .formatted(text));
        }
    }
}
