package dev.spotter.cli;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Keeps the files that are in memory at once within a part of the heap, however many threads there are: a file waits
 * until there is room. Decoding takes up to two copies more of each. Thread-safe.
 */
final class ReadBudget {
    /** The heap by this is what files may take. */
    private static final int SHARE = 8;

    private static final int UNIT_BYTES = 1 << 10;

    private final Semaphore units = new Semaphore(units(maxBytes()), true);

    /** The largest file there is room for, in bytes. */
    static long maxBytes() {
        return Math.min(Runtime.getRuntime().maxMemory() / SHARE, Integer.MAX_VALUE - 8);
    }

    /**
     * Reads and classifies a picture.
     *
     * @throws dev.spotter.core.error.SpotterException if it is no good picture
     * @throws IOException if it cannot be read
     */
    Classification classify(Picture picture, Classifier classifier, ImageLimits limits)
            throws IOException, InterruptedException {
        int room = units(Math.min(picture.content().sizeBytes(), limits.maxBytes()));
        units.acquire(room);
        try {
            return classifier.classify(picture.content().read(limits));
        } finally {
            units.release(room);
        }
    }

    private static int units(long bytes) {
        return Math.toIntExact(bytes / UNIT_BYTES + 1);
    }
}
