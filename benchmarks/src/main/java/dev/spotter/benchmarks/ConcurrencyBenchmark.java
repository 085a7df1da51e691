package dev.spotter.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Images that one JVM with two predictors classifies in a second, with one calling thread or two. From the root of the
 * checkout:
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar concurrency
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 1)
public class ConcurrencyBenchmark extends ContenderBenchmark {
    @Param({BenchmarkModels.SMALL, BenchmarkModels.LITE0})
    public String network = "";

    @Param({"2", BenchmarkImages.UPLOAD})
    public String size = "";

    @Param({"fused", "fused-turbojpeg"})
    public String contender = "";

    @Setup
    public void open() throws Exception {
        open(contender, network, 2, size);
    }
}
