package dev.spotter.inference.internal;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/**
 * Keeps the files that are in memory at once within a part of the heap, however many threads there are: a file is read
 * when there is room for it, and its room is free again when it is classified. Decoding takes up to two copies more of
 * each. Thread-safe.
 */
public final class ReadBudget {
    /** The heap by this is what files may take. */
    private static final int SHARE = 8;

    private static final int UNIT_BYTES = 1 << 10;

    private final Semaphore units = new Semaphore(units(maxBytes()), true);

    public ReadBudget() {}

    /** The largest file there is room for, in bytes. */
    public static long maxBytes() {
        return Math.min(Runtime.getRuntime().maxMemory() / SHARE, Integer.MAX_VALUE - 8);
    }

    /** An image that is read within this budget. Its text is the image's name. */
    public ImageSource source(InputImage image) {
        return new BudgetedImage(image);
    }

    private static int units(long bytes) {
        return Math.toIntExact(bytes / UNIT_BYTES + 1);
    }

    private final class BudgetedImage implements ImageSource {
        private final InputImage image;
        private int taken;

        private BudgetedImage(InputImage image) {
            this.image = image;
        }

        @Override
        public ImageBytes read(ImageLimits limits) throws IOException {
            int needed = units(Math.min(image.sizeBytes(), limits.maxBytes()));
            try {
                units.acquire(needed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the thread was interrupted while it waited for memory");
            }
            taken = needed;
            return image.content().read(limits);
        }

        @Override
        public void release() {
            units.release(taken);
        }

        @Override
        public String toString() {
            return image.name();
        }
    }
}
