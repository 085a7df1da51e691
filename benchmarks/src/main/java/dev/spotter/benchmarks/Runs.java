package dev.spotter.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs JMH's benchmarks, each fork alone on the machine. */
final class Runs {
    private final Class<?> benchmark;
    private final Map<String, String[]> parameters = new LinkedHashMap<>();
    private int threads = 1;

    private Runs(Class<?> benchmark) {
        this.benchmark = benchmark;
    }

    static Runs of(Class<?> benchmark) {
        return new Runs(benchmark);
    }

    /** These values alone of a parameter. */
    Runs with(String parameter, String... values) {
        parameters.put(parameter, values);
        return this;
    }

    Runs threads(int count) {
        threads = count;
        return this;
    }

    Collection<RunResult> run() throws RunnerException {
        return new Runner(options().build()).run();
    }

    /** One warm-up and one measurement of so many milliseconds, in one JVM. */
    Collection<RunResult> runShortly(int millis) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(millis);
        return new Runner(options()
                        .forks(1)
                        .warmupIterations(1)
                        .warmupTime(time)
                        .measurementIterations(1)
                        .measurementTime(time)
                        .build())
                .run();
    }

    private ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmark.getSimpleName() + "\\.")
                .threads(threads)
                .shouldFailOnError(true);
        parameters.forEach(options::param);
        return options;
    }
}
