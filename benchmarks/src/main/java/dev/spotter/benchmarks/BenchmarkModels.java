package dev.spotter.benchmarks;

import dev.spotter.core.internal.Sha256;
import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.PatternModels;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.model.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * The networks that are measured, each in four forms: {@code portable}, {@code fused} and {@code onnx} are the
 * product's, {@code plain} is the original network traced and nothing else, as people who use DJL make it.
 * EfficientNet-Lite0 has its own weights, the others {@linkplain PatternModels#weights pattern weights}. Made once, in
 * the build directory, by the product's own code.
 */
final class BenchmarkModels {
    static final String SMALL = "mobilenet-v3-small";
    static final String LARGE = "mobilenet-v3-large";
    static final String LITE0 = "efficientnet-lite0";
    static final String PLAIN = "plain";

    private static final String RESOURCES = "dev/spotter/models/";
    private static final String WEIGHTS = "weights.safetensors";

    private BenchmarkModels() {}

    /** The directory of a network in a form. */
    static Path directory(String network, String form) throws IOException {
        Path classPath = Checkout.target().resolve("networks").resolve(network + "-" + form);
        if (!Files.exists(classPath)) {
            describe(classPath, network, form);
        }
        URL[] urls = {classPath.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            SpotterHome home = new SpotterHome(Checkout.target().resolve("home"));
            return new ModelCache(new ModelCatalog(loader), home).directory(network, variant(form));
        }
    }

    /** A catalog of one model, laid out as the module {@code models} is. */
    private static void describe(Path classPath, String network, String form) throws IOException {
        byte[] archive = form.equals(PLAIN)
                ? resource("dev/spotter/benchmarks/%s-plain.zip".formatted(network))
                : resource(RESOURCES + "networks/%s-%s.zip".formatted(network, form));
        byte[] weights = network.equals(LITE0)
                ? resource(RESOURCES + "efficientnet-lite0-imagenet.safetensors")
                : PatternModels.weights(resource(RESOURCES + "networks/%s-portable.zip".formatted(network)));
        Path root = classPath.resolve(RESOURCES);
        Files.createDirectories(root.resolve("networks"));
        String variant = variant(form).text();
        Files.write(root.resolve("networks/%s-%s.zip".formatted(network, variant)), archive);
        Files.write(root.resolve(WEIGHTS), weights);
        Files.write(root.resolve("imagenet-labels.txt"), resource(RESOURCES + "imagenet-labels.txt"));
        Files.writeString(root.resolve("models.list"), network + "\n");
        Files.writeString(root.resolve(network + ".properties"), description(network, weights));
    }

    private static String description(String network, byte[] weights) {
        String half = network.equals(LITE0) ? "0.5,0.5,0.5" : null;
        return """
                name=%s
                version=benchmark
                network=%s
                weights=%s
                weights.sha256=%s
                labels=imagenet-labels.txt
                resize=%d
                crop=224
                interpolation=bilinear
                mean=%s
                standardDeviation=%s
                licence=Apache-2.0
                source=%s
                """
                .formatted(
                        network,
                        network,
                        WEIGHTS,
                        Sha256.hex(weights),
                        network.equals(LARGE) ? 232 : 256,
                        half == null ? "0.485,0.456,0.406" : half,
                        half == null ? "0.229,0.224,0.225" : half,
                        half == null ? "pattern weights" : "the model that comes with Spotter");
    }

    private static Variant variant(String form) {
        return form.equals(PLAIN) ? Variant.PORTABLE : Variant.valueOf(form.toUpperCase(Locale.ROOT));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BenchmarkModels.class.getClassLoader().getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
