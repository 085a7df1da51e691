package dev.spotter.storage.limits;

/**
 * How much a server keeps.
 *
 * @param maxImages at least 1
 * @param maxBytes of images and predictions together, as they lie on the disk; at least 1
 * @param minFreeBytes that are left free on the disk; at least {@link #LEAST_FREE_BYTES}
 */
public record DataLimits(long maxImages, long maxBytes, long minFreeBytes) {
    /** 32 MiB: what the predictions of the images that wait can take, with the database's log. */
    public static final long LEAST_FREE_BYTES = 32L << 20;

    /** A million images, 50 GiB, and 256 MiB left free. */
    public static final DataLimits DEFAULT = new DataLimits(1_000_000, 50L << 30, 256L << 20);

    /** @throws IllegalArgumentException if a number is out of its range */
    public DataLimits {
        requireAtLeast("maxImages", maxImages, 1);
        requireAtLeast("maxBytes", maxBytes, 1);
        requireAtLeast("minFreeBytes", minFreeBytes, LEAST_FREE_BYTES);
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be at least %d but was %d".formatted(name, least, value));
        }
    }
}
