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
 * From a JPEG file's bytes to labels, by one thread, each contender alone in its JVM. From the root of the checkout:
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar end-to-end
 * </pre>
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
public class EndToEndBenchmark extends ContenderBenchmark {
    @Param({BenchmarkModels.SMALL, BenchmarkModels.LARGE, BenchmarkModels.LITE0})
    public String network = "";

    /** Millions of pixels. */
    @Param({"0.3", "2", "12"})
    public String size = "";

    /** The ways, and the parts that bound them. */
    @Param({
        "stock",
        "portable",
        "fused",
        "fused-turbojpeg",
        "onnx",
        "onnx-turbojpeg",
        Contender.DECODE,
        Contender.DECODE + Contender.TURBO,
        Contender.FORWARD
    })
    public String contender = "";

    @Setup
    public void open() throws Exception {
        open(contender, network, 1, size);
    }
}
