package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@DisplayName("The period of --keep")
class PeriodOptionTest {
    @ParameterizedTest
    @CsvSource({"30d, P30D", "12h, PT12H", "90m, PT90M", "1m, PT1M", "3650d, P3650D", "5256000m, P3650D"})
    @DisplayName("is a number of days, hours or minutes")
    void accepted(String text, Duration period) {
        assertThat(new PeriodOption().convert(text)).isEqualTo(period);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "d", "0d", "-1d", "1.5d", "30 d", "30D", "30s", "1d12h", "3651d", "99999999d", "P30D"})
    @DisplayName("is refused in any other form, with what is accepted")
    void refused(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new PeriodOption().convert(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("30d, 12h or 90m");
    }
}
