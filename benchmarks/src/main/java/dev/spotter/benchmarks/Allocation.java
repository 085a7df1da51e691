package dev.spotter.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputReader;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelDirectory;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * What is allocated on the heap for one call, after warm-up. Arguments: the network, the image's size, {@code jdk} or
 * {@code turbojpeg}. Prints, in KB, {@code total}, the whole call, and {@code reading}, decoding,
 * crop and resize.
 */
final class Allocation {
    private static final int WARM_UP = 300;
    private static final int CALLS = 200;
    private static final int BYTES_PER_KB = 1024;

    private Allocation() {}

    interface Call {
        Object run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        String network = arguments[0];
        byte[] jpeg = BenchmarkImages.bytes(arguments[1]);
        boolean turboJpeg = arguments[2].equals("turbojpeg");
        try (Contender contender = Contender.open(turboJpeg ? "fused" + Contender.TURBO : "fused", network, 1)) {
            System.out.println("total=" + kilobytesPerCall(() -> contender.classify(jpeg)));
        }
        ModelDirectory model = ModelDirectory.read(BenchmarkModels.directory(network, "fused"));
        int crop = model.input().cropPixels();
        FloatBuffer out = ByteBuffer.allocateDirect(3 * crop * crop * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        ImageDecoder decoder = ClassifierSettings.from(System.getenv())
                .withTurboJpeg(turboJpeg)
                .newDecoder();
        try (InputReader reader = new InputReader(decoder, model.input())) {
            System.out.println("reading="
                    + kilobytesPerCall(() -> {
                        reader.read(ImageBytes.wrap(jpeg), out);
                        return out;
                    }));
        }
    }

    private static double kilobytesPerCall(Call call) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(WARM_UP, call);
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(CALLS, call);
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / CALLS / BYTES_PER_KB;
    }

    private static void repeat(int times, Call call) throws Exception {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }
}
