package dev.spotter.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A period in whole days, hours or minutes, from one minute to ten years: {@code 30d}, {@code 12h}, {@code 90m}. */
final class PeriodOption implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})([dhm])");
    private static final Duration LONGEST = Duration.ofDays(3_650);

    PeriodOption() {}

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text);
        Duration period = form.matches() ? period(Long.parseLong(form.group(1)), form.group(2)) : Duration.ZERO;
        if (period.isZero() || period.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("'" + text
                    + "' must be a whole number of days, hours or minutes, such as 30d, 12h or 90m, from 1m to 3650d");
        }
        return period;
    }

    private static Duration period(long count, String unit) {
        return switch (unit) {
            case "d" -> Duration.ofDays(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofMinutes(count);
        };
    }
}
