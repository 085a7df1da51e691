package dev.spotter.benchmarks;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.Interpolation;
import dev.spotter.imaging.MeasuredDecoding;
import dev.spotter.imaging.TurboJpegLookup;
import java.util.List;
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
 * Decoding alone, at the reduced scale that the product decodes in: the whole image, or as the product does, what the
 * network sees of it, in memory that is kept. From the root of the checkout:
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
    private static final InputSpec SPEC =
            new InputSpec(256, 224, Interpolation.BILINEAR, List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f));

    /** Millions of pixels. */
    @Param({"0.3", "2", "12"})
    public String size = "";

    @Param({"jdk", "turbojpeg"})
    public String decoder = "";

    @Param({"whole", "seen"})
    public String part = "";

    private ImageDecoder whole = new ImageDecoder(ImageLimits.DEFAULT);
    private MeasuredDecoding seen = new MeasuredDecoding(whole, SPEC);
    private ImageBytes jpeg = ImageBytes.wrap(new byte[0]);

    @Setup
    public void open() throws Exception {
        jpeg = ImageBytes.wrap(BenchmarkImages.bytes(size));
        if (decoder.equals("turbojpeg")) {
            whole = new ImageDecoder(ImageLimits.DEFAULT, new TurboJpegLookup());
            seen.close();
            seen = new MeasuredDecoding(whole, SPEC);
        }
    }

    @Benchmark
    public Object decode() {
        if (part.equals("whole")) {
            whole.requireDecodable(jpeg);
            return jpeg;
        }
        return seen.decode(jpeg);
    }

    @TearDown
    public void close() {
        seen.close();
    }
}
