package dev.spotter.cli;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.local.djl.DjlClassifier;
import dev.spotter.local.image.ImageDecoder;
import dev.spotter.local.model.SpotterHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What a command that classifies will need, loaded on a thread of its own while the arguments are read and the model is loaded: libtorch,
 * then the codecs of the usual formats. What fails here fails again, and is told, where it is needed.
 */
final class HeadStart {
    private static final Set<String> COMMANDS = Set.of("classify", "serve");
    private static final List<String> PICTURES = List.of("head-start.jpg", "head-start.png");

    private final CompletableFuture<?> loading;

    private HeadStart(CompletableFuture<?> loading) {
        this.loading = loading;
    }

    static HeadStart of(String... arguments) {
        boolean classifies = arguments.length > 0 && COMMANDS.contains(arguments[0]);
        return new HeadStart(
                classifies
                        ? DjlClassifier.loadEngineAhead(SpotterHome.from(System.getenv()))
                                .thenRun(HeadStart::loadCodecs)
                        : CompletableFuture.completedFuture(null));
    }

    /** To be called before the JVM ends: it would unload libtorch while it is being loaded. */
    void await() {
        loading.handle((loaded, failed) -> null).join();
    }

    private static void loadCodecs() {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        PICTURES.forEach(picture -> decoder.decode(bytes(picture)));
    }

    private static ImageBytes bytes(String picture) {
        try (InputStream in = Objects.requireNonNull(HeadStart.class.getResourceAsStream(picture))) {
            return ImageBytes.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
