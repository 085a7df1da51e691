package dev.spotter.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.runner.RunnerException;

/** Half a minute of benchmarks in every build. */
@DisplayName("The fast path")
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64", disabledReason = "the fused form is for x86-64")
class RegressionIT {
    private static final int MILLIS = 1_500;
    private static final String SIZE = "2";

    private final String ours = Benchmarks.fastest();
    private Results results = Results.ofFastest();

    @Test
    @DisplayName("keeps its speed: ratios and allocation are within their limits")
    void ratios() throws Exception {
        Regression first = measure();
        // Another program can slow down one of two figures; a path that became slow is slow again.
        Regression judged = first.complaints().isEmpty() ? first : measure();
        assertThat(judged.complaints()).isEmpty();
    }

    private Regression measure() throws Exception {
        results = Results.ofFastest();
        run(Runs.of(ForwardBenchmark.class)
                .with("form", BenchmarkModels.PLAIN, "fused")
                .with("network", BenchmarkModels.LITE0));
        run(Runs.of(EndToEndBenchmark.class)
                .with("contender", Contender.STOCK, ours)
                .with("network", BenchmarkModels.LITE0)
                .with("size", SIZE));
        Map<String, Double> allocation = Program.figures(
                List.of(),
                Allocation.class,
                BenchmarkModels.SMALL,
                SIZE,
                ours.endsWith("turbojpeg") ? "turbojpeg" : "jdk");
        Regression regression = new Regression(
                figure("Forward", BenchmarkModels.PLAIN, BenchmarkModels.LITE0),
                figure("Forward", "fused", BenchmarkModels.LITE0),
                figure("EndToEnd", Contender.STOCK, BenchmarkModels.LITE0, SIZE),
                figure("EndToEnd", ours, BenchmarkModels.LITE0, SIZE),
                allocation.getOrDefault("total", Double.NaN) - allocation.getOrDefault("reading", Double.NaN),
                concurrency());
        System.out.println(regression);
        return regression;
    }

    private Optional<Double> concurrency() throws Exception {
        if (!IdleCores.areTwo()) {
            return Optional.empty();
        }
        for (int threads = 1; threads <= 2; threads++) {
            run(Runs.of(ConcurrencyBenchmark.class)
                    .with("contender", ours)
                    .with("network", BenchmarkModels.SMALL)
                    .with("size", SIZE)
                    .threads(threads));
        }
        double ratio = figure("Concurrency2", ours, BenchmarkModels.SMALL, SIZE)
                / figure("Concurrency", ours, BenchmarkModels.SMALL, SIZE);
        return IdleCores.areTwo() ? Optional.of(ratio) : Optional.empty();
    }

    private void run(Runs runs) throws RunnerException {
        results.add(runs.runShortly(MILLIS));
    }

    private double figure(String benchmark, String... parameters) {
        return results.find(benchmark, parameters).orElseThrow();
    }
}
