package dev.spotter.imaging;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Looks for the TurboJPEG library while other things are loaded; whoever asks waits for the outcome. */
public final class FoundTurboJpeg implements Supplier<Optional<TurboJpeg>> {
    private final CompletableFuture<Optional<TurboJpeg>> search;

    /** Begins to look. */
    public FoundTurboJpeg() {
        search = CompletableFuture.supplyAsync(TurboJpeg::find, work -> {
            Thread thread = new Thread(work, "turbojpeg");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public Optional<TurboJpeg> get() {
        return search.join();
    }
}
