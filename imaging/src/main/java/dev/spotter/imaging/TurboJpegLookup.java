package dev.spotter.imaging;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Searches for the TurboJPEG library in the background. {@link #get} waits for the result. */
public final class TurboJpegLookup implements Supplier<Optional<TurboJpeg>> {
    private final CompletableFuture<Optional<TurboJpeg>> search;

    /** Starts the search. */
    public TurboJpegLookup() {
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
