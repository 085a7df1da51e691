package dev.spotter.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Images that one JVM with two predictors classifies in a second, with one calling thread or two. From the root of the
 * checkout:
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar concurrency
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 1)
public class ConcurrencyBenchmark {
    @Param({BenchmarkModels.SMALL, BenchmarkModels.LITE0})
    public String network = "";

    @Param({"2", BenchmarkImages.UPLOAD})
    public String size = "";

    @Param({"fused", "fused-turbojpeg"})
    public String contender = "";

    private Contender opened = Contender.NONE;
    private byte[] jpeg = {};

    @Setup
    public void open() throws Exception {
        jpeg = BenchmarkImages.bytes(size);
        opened = Contender.open(contender, network, 2);
    }

    @Benchmark
    public Object classify() throws Exception {
        return opened.classify(jpeg);
    }

    @TearDown
    public void close() throws Exception {
        opened.close();
    }
}
