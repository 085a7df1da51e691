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
 * The network alone, on a prepared input, by one thread: the plain network in stock DJL, and the product's forms.
 * In several JVMs, because the place of their memory makes a difference of a half to the plain network. From the root
 * of the checkout:
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar forward
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
public class ForwardBenchmark {
    @Param({BenchmarkModels.SMALL, BenchmarkModels.LARGE, BenchmarkModels.LITE0})
    public String network = "";

    @Param({BenchmarkModels.PLAIN, "portable", "fused", "onnx"})
    public String form = "";

    private Forward forward = Forward.NONE;

    @Setup
    public void open() throws Exception {
        forward = Forward.open(network, form);
    }

    @Benchmark
    public Object forward() throws Exception {
        return forward.run();
    }

    @TearDown
    public void close() throws Exception {
        forward.close();
    }
}
