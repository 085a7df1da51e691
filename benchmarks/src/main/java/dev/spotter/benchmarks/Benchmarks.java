package dev.spotter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * All that is measured, in one run: the figures that have a goal, and the tables for {@code docs/performance.md}, which
 * are printed and written to {@code benchmarks/target/performance.md}. From the root of the checkout:
 *
 * <pre>
 * mvn -DskipTests package
 * java -jar benchmarks/target/benchmarks.jar [quick] [PART…]
 * java -jar benchmarks/target/benchmarks.jar profile
 * </pre>
 *
 * {@code quick} measures shortly, so roughly. Parts are {@code forward}, {@code decode}, {@code end-to-end},
 * {@code concurrency}, {@code allocation}, {@code memory}, {@code start}, {@code server} and {@code teaching}; without
 * any, all run.
 * {@code profile} measures instead where the time of a call goes.
 */
public final class Benchmarks {
    private static final List<String> PARTS = List.of(
            "forward", "decode", "end-to-end", "concurrency", "allocation", "memory", "start", "server", "teaching");
    private static final int QUICK_MILLIS = 600;
    /** A JVM on less than two cores or 2 GB takes the serial collector by itself, others take G1. */
    static final List<String> MEMORY_OPTIONS = List.of("-Xmx64m -XX:+UseSerialGC", "-Xmx64m -XX:+UseG1GC");

    private final boolean quick;
    private final Results results = Results.ofMedians();
    private final Report report = new Report(results);

    private Benchmarks(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> parts = new ArrayList<>(List.of(arguments));
        boolean quick = parts.remove("quick");
        if (parts.equals(List.of("profile"))) {
            System.out.print(Profile.record());
            return;
        }
        if (!PARTS.containsAll(parts)) {
            System.err.println("Usage: java -jar benchmarks.jar [quick] [PART…] | profile; parts are " + PARTS);
            System.exit(2);
        }
        // The archives may be newer than what an earlier run made of them.
        remove(Checkout.target().resolve("networks"));
        Benchmarks benchmarks = new Benchmarks(quick);
        for (String part : parts.isEmpty() ? PARTS : parts) {
            benchmarks.measure(part);
        }
        String text = benchmarks.report.text();
        Files.writeString(Checkout.target().resolve("performance.md"), text);
        System.out.println();
        System.out.print(text);
    }

    private void measure(String part) throws Exception {
        switch (part) {
            case "forward" -> forward();
            case "decode" ->
                run(Runs.of(DecodeBenchmark.class).with("decoder", Contender.runnable("jdk", "turbojpeg")));
            case "end-to-end" -> endToEnd();
            case "concurrency" -> {
                concurrency(1, "2");
                concurrency(2, "2");
            }
            case "allocation" -> allocation();
            case "memory" -> memory();
            case "start" -> results.add(Runs.of(StartBenchmark.class).run());
            case "server" -> server();
            case "teaching" -> teaching();
            default -> throw new IllegalArgumentException(part);
        }
    }

    /** What is compared stands side by side: a machine's pace drifts from one quarter of an hour to the next. */
    private void endToEnd() throws RunnerException {
        String[] contenders = Stream.concat(
                        Report.CONTENDERS.stream(),
                        Stream.of(Contender.DECODE, Contender.DECODE + Contender.TURBO, Contender.FORWARD))
                .toArray(String[]::new);
        for (String network : quick ? List.of(BenchmarkModels.SMALL, BenchmarkModels.LITE0) : Report.NETWORKS) {
            for (String size : quick ? List.of("2", "12") : Report.SIZES) {
                run(Runs.of(EndToEndBenchmark.class)
                        .with("contender", Contender.runnable(contenders))
                        .with("network", network)
                        .with("size", size));
            }
        }
    }

    private void forward() throws RunnerException {
        for (String network : Report.NETWORKS) {
            run(Runs.of(ForwardBenchmark.class).with("network", network));
        }
    }

    private void concurrency(int threads, String size) throws RunnerException {
        run(Runs.of(ConcurrencyBenchmark.class)
                .with("contender", fastest())
                .with("network", BenchmarkModels.SMALL, BenchmarkModels.LITE0)
                .with("size", size)
                .threads(threads));
    }

    private void allocation() throws IOException {
        for (String decoder : Contender.runnable("jdk", "turbojpeg")) {
            results.add(
                    "Allocation-" + decoder,
                    Program.figures(List.of(), Allocation.class, BenchmarkModels.LITE0, "2", decoder));
        }
    }

    private void memory() throws IOException {
        for (String options : MEMORY_OPTIONS) {
            results.add(
                    "Memory " + options,
                    Program.figures(
                            List.of(options.split(" ", -1)),
                            ResidentMemory.class,
                            BenchmarkModels.LITE0,
                            "0.3",
                            quick ? "2000" : "20000",
                            fastest()));
        }
    }

    private void teaching() throws IOException {
        for (String vectors : quick ? Report.VECTORS.subList(0, 2) : Report.VECTORS) {
            results.add("Teaching " + vectors, Program.figures(List.of("-Xmx1g"), Teaching.class, vectors, "10"));
        }
    }

    private void server() throws Exception {
        run(Runs.of(ConcurrencyBenchmark.class)
                .with("contender", fastest())
                .with("network", BenchmarkModels.LITE0)
                .with("size", BenchmarkImages.UPLOAD)
                .threads(2));
        RunningServer server = new RunningServer();
        server.makeDirectory();
        server.start();
        try {
            results.add(
                    "Load",
                    Program.figures(
                            List.of(),
                            ServerLoad.class,
                            server.uri().toString(),
                            BenchmarkImages.file(BenchmarkImages.UPLOAD).toString(),
                            quick ? "10" : "30",
                            "4"));
        } finally {
            server.stop();
        }
    }

    /** What the product does by itself on this machine. */
    static String fastest() {
        return Contender.turboJpeg().isPresent() ? "fused-turbojpeg" : "fused";
    }

    private void run(Runs runs) throws RunnerException {
        Collection<RunResult> found = quick ? runs.runShortly(QUICK_MILLIS) : runs.run();
        results.add(found);
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
