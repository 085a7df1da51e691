package dev.spotter.aws.s3;

/**
 * The S3 bucket of the images.
 *
 * @param bucket private; encryption and lifecycle are configured on the bucket
 * @param keys the names of the objects
 * @param maxBytes of one image, at least 1; larger images are refused and never read into memory
 */
public record S3Settings(String bucket, ImageKeys keys, long maxBytes) {
    private static final long PRESIGNED_MAX_BYTES = 25L << 20;

    /** @throws IllegalArgumentException if the bucket is blank or {@code maxBytes} below 1 */
    public S3Settings {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("bucket must not be blank");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1 but was " + maxBytes);
        }
    }

    /** The bucket's objects under {@code uploads/}, up to 25 MiB each. */
    public static S3Settings of(String bucket) {
        return new S3Settings(bucket, ImageKeys.UPLOADS, PRESIGNED_MAX_BYTES);
    }

    public S3Settings withKeys(ImageKeys others) {
        return new S3Settings(bucket, others, maxBytes);
    }

    public S3Settings withMaxBytes(long bytes) {
        return new S3Settings(bucket, keys, bytes);
    }
}
