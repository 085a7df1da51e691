package dev.spotter.imaging;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Searches for the TurboJPEG library in the background. Its result is waited for when the first image is decoded. */
public final class TurboJpegLookup {
    private final CompletableFuture<Optional<TurboJpeg>> search;

    /** Starts the search. */
    public TurboJpegLookup() {
        search = CompletableFuture.supplyAsync(TurboJpeg::find, work -> {
            Thread thread = new Thread(work, "turbojpeg");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** The location of the library, or empty if none is usable. Waits for the end of the search. */
    public Optional<String> location() {
        return get().map(TurboJpeg::location);
    }

    Optional<TurboJpeg> get() {
        return search.join();
    }
}
