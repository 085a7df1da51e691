package dev.spotter.aws.backfill;

import dev.spotter.aws.internal.ServiceErrors;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The images in a bucket that are to be classified. The bucket is listed by pages of 1,000 keys, so memory use does not
 * grow with it. Needs {@code s3:ListBucket}. Thread-safe as the client is.
 */
public final class BackfillSelection {
    private final S3Client s3;
    private final S3Settings images;
    private final Predicate<String> isSelected;

    private BackfillSelection(S3Client s3, S3Settings images, Predicate<String> isSelected) {
        this.s3 = s3;
        this.images = images;
        this.isSelected = isSelected;
    }

    /**
     * All images under the prefix.
     *
     * @param s3 is closed by the caller
     */
    public static BackfillSelection all(S3Client s3, S3Settings images) {
        return new BackfillSelection(s3, images, images.keys()::contains);
    }

    /**
     * The images with these ids that are still in the bucket. It is listed for them, because the id of an object that
     * another tool stored does not give its key.
     */
    public static BackfillSelection of(Set<ImageId> ids, S3Client s3, S3Settings images) {
        Set<ImageId> selected = Set.copyOf(ids);
        return new BackfillSelection(
                s3,
                images,
                key -> images.keys().contains(key)
                        && selected.contains(images.keys().idOf(key)));
    }

    /**
     * Gives each key to the action, not encoded.
     *
     * @throws StorageException if the bucket cannot be listed
     */
    public void forEach(Consumer<String> action) {
        try {
            s3
                    .listObjectsV2Paginator(list ->
                            list.bucket(images.bucket()).prefix(images.keys().prefix()))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(isSelected)
                    .forEach(action);
        } catch (SdkException e) {
            throw ServiceErrors.storageFailure("the bucket %s cannot be listed".formatted(images.bucket()), e);
        }
    }

    S3Settings images() {
        return images;
    }
}
