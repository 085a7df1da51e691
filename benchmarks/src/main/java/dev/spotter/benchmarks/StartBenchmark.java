package dev.spotter.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * From the start of a JVM to the first label, with a warm cache: {@code classify} to its end, the server with an upload to its first answer,
 * and a JVM that only tells its version, which both are set against. Run from the root of the checkout:
 *
 * <pre>
 * mvn -DskipTests package
 * java -jar benchmarks/target/benchmarks.jar
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
public class StartBenchmark {
    private static final Path PICTURE = Path.of("samples", "coffee.png");
    private static final String LABEL = "espresso";

    @Benchmark
    public void jvmAlone() throws IOException {
        Program.run("-version");
    }

    @Benchmark
    public void classify() throws IOException {
        String out = Program.run("-jar", Program.JAR, "classify", PICTURE.toString());
        if (!out.contains(LABEL)) {
            throw new IllegalStateException("classify printed no " + LABEL + ": " + out);
        }
    }

    @Benchmark
    public void server(RunningServer server) throws IOException, InterruptedException {
        server.start();
        server.upload(PICTURE);
        server.awaitLabel(PICTURE, LABEL);
    }

    /** Runs all three, and prints them with their ratio to a JVM alone. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(StartBenchmark.class.getName())
                        .build())
                .run();
        System.out.printf(
                "%nJVM start to first label, warm cache; %s %s, %d cores, Java %s%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.version"));
        double alone = median(results, "jvmAlone");
        for (String name : new String[] {"jvmAlone", "classify", "server"}) {
            double millis = median(results, name);
            System.out.printf(Locale.ROOT, "%-10s %6.0f ms  %5.1f x a JVM alone%n", name, millis, millis / alone);
        }
    }

    private static double median(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(benchmark))
                .mapToDouble(result -> result.getPrimaryResult().getStatistics().getPercentile(50))
                .findFirst()
                .orElseThrow();
    }
}
