package dev.spotter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the start of a process to the first label, with a warm cache: the launcher's {@code classify}, which has an
 * archive of its classes; {@code java -jar spotter.jar classify}, which has none; the server with an upload to its
 * first response; and a JVM that only prints its version. From the root of the checkout:
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar start
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
public class StartBenchmark {
    private static final String LABEL = "espresso";

    private final Path image = Checkout.file("samples/coffee.png");
    private @Nullable Process classifying;

    /** The launcher's first run makes the archive, beside its own work. */
    @Setup
    public void awaitArchive() throws IOException {
        LauncherArchive.await(() -> {
            launcher();
            awaitEnd();
        });
    }

    @Benchmark
    public void jvmAlone() throws IOException {
        Program.run("-version");
    }

    @Benchmark
    public void launcher() throws IOException {
        awaitLabel(Program.launch("classify", image.toString()));
    }

    @Benchmark
    public void noArchive() throws IOException {
        awaitLabel(Program.start("-jar", Program.jar(), "classify", image.toString()));
    }

    @Benchmark
    public void server(RunningServer server) throws IOException, InterruptedException {
        server.start();
        server.upload(image);
        server.awaitLabel(image, LABEL);
    }

    private void awaitLabel(Process started) throws IOException {
        classifying = started;
        BufferedReader out = started.inputReader(UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(LABEL)) {
                return;
            }
        }
        throw new IllegalStateException("classify printed no " + LABEL);
    }

    /** Not measured. */
    @TearDown(Level.Invocation)
    public void awaitEnd() {
        if (classifying != null) {
            int exitStatus = classifying.onExit().join().exitValue();
            if (exitStatus != 0) {
                throw new IllegalStateException("exit status %d of classify".formatted(exitStatus));
            }
            classifying = null;
        }
    }
}
