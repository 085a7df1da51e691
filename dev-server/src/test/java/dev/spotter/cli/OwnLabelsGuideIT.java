package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The guide to own labels")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its commands are for a shell")
class OwnLabelsGuideIT {
    private static final Pattern CONSOLE = Pattern.compile("```console\\R(.*?)```", Pattern.DOTALL);
    private static final String PROMPT = "$ ";
    /** Digits may differ in their last places from machine to machine. */
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+|\\d+(?= %)");

    @TempDir
    private Path checkout;

    /** A command of the page, and what it prints. */
    private record Step(String command, String output) {}

    @BeforeEach
    void link() throws Exception {
        Files.createSymbolicLink(
                checkout.resolve("docs"), Samples.file("../docs").toRealPath());
    }

    @AfterEach
    void unlink() throws Exception {
        Files.delete(checkout.resolve("docs"));
    }

    @Test
    @DisplayName("has commands that print what it says")
    void commands() throws Exception {
        String page = Files.readString(Samples.file("../docs/own-labels.md"));
        List<Step> steps = CONSOLE.matcher(page)
                .results()
                .flatMap(block -> steps(block.group(1)).stream())
                .toList();
        assertThat(steps).hasSizeGreaterThan(4);
        Shell shell = new Shell(checkout);
        Map<String, String> environment =
                Map.of("SPOTTER_HOME", checkout.resolve("home").toString());
        for (Step step : steps) {
            Shell.Ended ended = shell.run(environment, step.command().replace("./spotter ", "spotter "));
            assertThat(ended.exitStatus())
                    .as(step.command() + ": " + ended.err())
                    .isZero();
            assertThat(masked(ended.text())).as(step.command()).isEqualTo(masked(step.output()));
        }
        assertThat(checkout.resolve("report.html")).content(UTF_8).contains("<h1>my-labels</h1>");
        assertThat(checkout.resolve("my-labels.tar.gz")).isNotEmptyFile();
    }

    private static List<Step> steps(String block) {
        List<Step> steps = new ArrayList<>();
        for (String step : block.split("(?m)^" + Pattern.quote(PROMPT), -1)) {
            int end = step.indexOf('\n');
            if (end > 0) {
                steps.add(new Step(step.substring(0, end), step.substring(end + 1)));
            }
        }
        return steps;
    }

    private static String masked(String output) {
        return NUMBER.matcher(output).replaceAll("#");
    }
}
