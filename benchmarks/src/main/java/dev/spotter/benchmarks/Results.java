package dev.spotter.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH measured: milliseconds, or operations a second, by the benchmark's class and parameters. */
final class Results {
    private final Map<List<String>, Double> values = new LinkedHashMap<>();
    private final int percentile;

    private Results(int percentile) {
        this.percentile = percentile;
    }

    /** The median of the calls. */
    static Results ofMedians() {
        return new Results(50);
    }

    /** The fastest call, which other work on the machine disturbs the least. */
    static Results ofFastest() {
        return new Results(0);
    }

    void add(Collection<RunResult> runs) {
        for (RunResult run : runs) {
            values.put(key(run.getParams()), value(run.getPrimaryResult()));
        }
    }

    /** Takes in what a {@linkplain Program#figures program} printed; the figure's name is the last parameter. */
    void add(String name, Map<String, Double> figures) {
        figures.forEach((figure, value) -> values.put(List.of(name, figure), value));
    }

    /**
     * One figure.
     *
     * @param benchmark the class's name without "Benchmark"; threads' number behind it where it is not 1
     * @param parameters in the order of their names
     */
    Optional<Double> find(String benchmark, String... parameters) {
        return Optional.ofNullable(values.get(key(benchmark, List.of(parameters))));
    }

    /** How many times as large the one is as the other; nothing where either was not measured. */
    static Optional<Double> ratio(Optional<Double> of, Optional<Double> to) {
        return of.flatMap(a -> to.map(b -> a / b));
    }

    static Optional<Double> sum(Optional<Double> one, Optional<Double> other) {
        return one.flatMap(a -> other.map(b -> a + b));
    }

    static Optional<Double> difference(Optional<Double> of, Optional<Double> from) {
        return of.flatMap(a -> from.map(b -> a - b));
    }

    private double value(Result<?> result) {
        return switch (result.getScoreUnit()) {
            case "ops/s" -> result.getScore();
            case "us/op" -> result.getStatistics().getPercentile(percentile) / TimeUnit.MILLISECONDS.toMicros(1);
            default -> result.getStatistics().getPercentile(percentile);
        };
    }

    private static List<String> key(BenchmarkParams params) {
        String method = params.getBenchmark();
        String type = method.substring(0, method.lastIndexOf('.'));
        String name = type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "");
        List<String> parameters =
                params.getParamsKeys().stream().sorted().map(params::getParam).collect(Collectors.toList());
        if (parameters.isEmpty()) {
            parameters.add(method.substring(method.lastIndexOf('.') + 1));
        }
        return key(params.getThreads() == 1 ? name : name + params.getThreads(), parameters);
    }

    private static List<String> key(String benchmark, List<String> parameters) {
        return Stream.concat(Stream.of(benchmark), parameters.stream()).toList();
    }
}
