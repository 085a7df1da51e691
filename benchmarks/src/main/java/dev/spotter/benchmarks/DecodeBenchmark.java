package dev.spotter.benchmarks;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.local.image.FoundTurboJpeg;
import dev.spotter.local.image.ImageDecoder;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding alone: the whole picture, at the reduced scale that the product decodes it in. From the root of the checkout:
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar decode
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
public class DecodeBenchmark {
    /** Millions of pixels. */
    @Param({"0.3", "2", "12"})
    public String size = "";

    @Param({"jdk", "turbojpeg"})
    public String decoder = "";

    private ImageDecoder opened = new ImageDecoder(ImageLimits.DEFAULT);
    private ImageBytes jpeg = ImageBytes.wrap(new byte[0]);

    @Setup
    public void open() throws Exception {
        jpeg = ImageBytes.wrap(Pictures.bytes(size));
        if (decoder.equals("turbojpeg")) {
            opened = new ImageDecoder(ImageLimits.DEFAULT, new FoundTurboJpeg());
        }
    }

    @Benchmark
    public Object decode() {
        return opened.decode(jpeg);
    }
}
