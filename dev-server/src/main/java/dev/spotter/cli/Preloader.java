package dev.spotter.cli;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.devserver.HttpServer;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.pytorch.DjlClassifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Loads what a command that classifies will need, on a thread of its own, while the arguments are read and the model is
 * loaded: libtorch, then the codecs of the usual formats. On another thread, what a server listens with. What fails
 * here fails again where it is needed, and is reported there.
 */
final class Preloader {
    private static final Set<String> COMMANDS = Set.of("classify", "similar", "duplicates", "teach", "serve");
    private static final List<String> IMAGES = List.of("preload.jpg", "preload.png");

    private final Optional<CompletableFuture<Void>> loading;

    private Preloader(Optional<CompletableFuture<Void>> loading) {
        this.loading = loading;
    }

    static Preloader of(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("serve")) {
            NativeMemory.shareArenas();
            Thread server = new Thread(HttpServer::loadAhead, "preload-server");
            server.setDaemon(true);
            server.start();
        }
        try {
            return new Preloader(
                    needsLibtorch(List.of(arguments))
                            ? Optional.of(load(ClassifierSettings.from(System.getenv())))
                            : Optional.empty());
        } catch (ModelException e) {
            return new Preloader(Optional.empty());
        }
    }

    /** To be called before the JVM ends: it would unload libtorch while it is being loaded, and slowly afterwards. */
    void beforeExit() {
        loading.ifPresent(libtorch -> {
            libtorch.handle((loaded, failed) -> null).join();
            QuickExit.prepare();
        });
    }

    private static boolean needsLibtorch(List<String> arguments) {
        return !arguments.isEmpty()
                && COMMANDS.contains(arguments.get(0))
                && arguments.stream().noneMatch(argument -> argument.startsWith("--engine"));
    }

    private static CompletableFuture<Void> load(ClassifierSettings settings) {
        return DjlClassifier.loadEngineAhead(settings.home()).thenRun(() -> loadCodecs(settings));
    }

    private static void loadCodecs(ClassifierSettings settings) {
        ImageDecoder decoder = settings.newDecoder();
        IMAGES.forEach(name -> decoder.requireDecodable(bytes(name)));
    }

    private static ImageBytes bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Preloader.class.getResourceAsStream(name))) {
            return ImageBytes.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
