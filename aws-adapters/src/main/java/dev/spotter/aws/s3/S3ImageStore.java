package dev.spotter.aws.s3;

import dev.spotter.aws.internal.ServiceErrors;
import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Stores images as objects of an S3 bucket, with file name and upload time as metadata. Thread-safe. S3 ensures that an
 * id is written once ({@code If-None-Match}), that writes are atomic, and that later reads find them. A checksum
 * protects the bytes in both directions. Images are not copied in memory.
 *
 * <p>Needs {@code s3:PutObject}, {@code s3:GetObject} and {@code s3:DeleteObject} on the prefix for what is used of it,
 * and {@code s3:ListBucket} on the bucket for all but writes and deletions: without it, S3 responds to a read of a
 * missing object with 403.
 */
public final class S3ImageStore implements ImageStore {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final S3Settings settings;

    /** @param s3 is closed by the caller; configure it with {@link dev.spotter.aws.internal.CallLimits#S3} */
    public S3ImageStore(S3Client s3, S3Settings settings) {
        this.s3 = s3;
        this.settings = settings;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ImageTooLargeException if it has more bytes than the settings allow
     */
    @Override
    public void put(StoredImage image) {
        ImageBytes bytes = image.bytes();
        if (bytes.sizeBytes() > settings.maxBytes()) {
            throw new ImageTooLargeException(settings.maxBytes());
        }
        if (!isWritten(image)) {
            requireSame(image);
        }
    }

    /** Writes an image; false if one with its id is stored already. */
    private boolean isWritten(StoredImage image) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.keys().keyOf(image.id()))
                .ifNoneMatch("*")
                .contentType(image.contentType())
                .metadata(ObjectMetadata.of(image.upload(), image.deletionHash()))
                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                .build();
        try {
            s3.putObject(request, body(image));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw failure("be written to", image.id().text(), e);
            }
            return false;
        } catch (SdkException e) {
            throw failure("be written to", image.id().text(), e);
        }
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        return load(settings.keys().keyOf(id));
    }

    /**
     * The image with this key, also if another tool stored it, or empty. Without Spotter's metadata, its file name is
     * the last segment of the key, or its id if that is not a file name, and its upload time is the last modification.
     *
     * @param key decoded; for keys in events see {@link ImageKeys#ofEvent}
     * @throws StorageException if the bucket could not be read, or the object is larger than the settings allow
     */
    public Optional<StoredImage> load(String key) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(settings.bucket())
                .key(key)
                .checksumMode(ChecksumMode.ENABLED)
                .build();
        ImageId id = settings.keys().idOf(key);
        Optional<StoredImage> image;
        try {
            image = s3.getObject(request, (object, content) -> read(key, object, content));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("be read from", id.text(), e);
        }
        return Optional.of(image.orElseThrow(() -> tooLarge(id)));
    }

    @Override
    public Optional<Upload> upload(ImageId id) {
        return upload(settings.keys().keyOf(id));
    }

    /**
     * The upload that the image with this key came by, or empty if there is none. The object's metadata is requested,
     * not its content.
     *
     * @param key as for {@link #load(String)}
     * @throws StorageException if the bucket could not be read
     */
    public Optional<Upload> upload(String key) {
        ImageId id = settings.keys().idOf(key);
        return head(id, key).map(object -> ObjectMetadata.read(id, key, object.metadata(), object.lastModified()));
    }

    @Override
    public Optional<DeletionHash> deletionHash(ImageId id) {
        return deletionHash(settings.keys().keyOf(id));
    }

    /**
     * The hash of the token that may delete the image with this key, or empty.
     *
     * @param key as for {@link #load(String)}
     * @throws StorageException if the bucket could not be read
     */
    public Optional<DeletionHash> deletionHash(String key) {
        return head(settings.keys().idOf(key), key).flatMap(object -> ObjectMetadata.deletionHash(object.metadata()));
    }

    /** {@inheritDoc} In a bucket with versions, the versions remain until the bucket's lifecycle deletes them. */
    @Override
    public void delete(ImageId id) {
        delete(settings.keys().keyOf(id));
    }

    /**
     * Deletes the image with this key.
     *
     * @param key as for {@link #load(String)}
     * @throws StorageException if it could not be deleted
     */
    public void delete(String key) {
        try {
            s3.deleteObject(request -> request.bucket(settings.bucket()).key(key));
        } catch (SdkException e) {
            throw failure("be deleted from", settings.keys().idOf(key).text(), e);
        }
    }

    private Optional<HeadObjectResponse> head(ImageId id, String key) {
        try {
            return Optional.of(
                    s3.headObject(request -> request.bucket(settings.bucket()).key(key)));
        } catch (S3Exception e) {
            // The response to HEAD has no body, so no code names the missing resource.
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failure("be read from", id.text(), e);
        } catch (SdkException e) {
            throw failure("be read from", id.text(), e);
        }
    }

    /** The image, or empty if it is too large: what is thrown in here, the SDK would wrap. */
    private Optional<StoredImage> read(String key, GetObjectResponse object, AbortableInputStream content) {
        if (object.contentLength() > settings.maxBytes()) {
            content.abort();
            return Optional.empty();
        }
        Upload upload = ObjectMetadata.read(settings.keys().idOf(key), key, object.metadata(), object.lastModified());
        byte[] bytes = ObjectContent.read(content, Math.toIntExact(object.contentLength()));
        return Optional.of(
                new StoredImage(upload, ImageBytes.wrap(bytes), ObjectMetadata.deletionHash(object.metadata())));
    }

    private static RequestBody body(StoredImage image) {
        ImageBytes bytes = image.bytes();
        return RequestBody.fromContentProvider(
                ContentStreamProvider.fromInputStreamSupplier(bytes::stream), bytes.sizeBytes(), image.contentType());
    }

    private void requireSame(StoredImage image) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.keys().keyOf(image.id()))
                .build();
        boolean isSame;
        try {
            isSame = s3.getObject(
                    request, (object, content) -> ObjectContent.isSame(content, object.contentLength(), image.bytes()));
        } catch (NoSuchKeyException e) {
            // It was deleted since the write found it.
            put(image);
            return;
        } catch (S3Exception e) {
            // Without s3:ListBucket, this can mean the same.
            if (e.statusCode() == FORBIDDEN && isWritten(image)) {
                return;
            }
            throw failure("be compared with the one in", image.id().text(), e);
        } catch (SdkException e) {
            throw failure("be compared with the one in", image.id().text(), e);
        }
        if (!isSame) {
            throw new ImageAlreadyStoredException(image.id().text());
        }
    }

    private StorageException tooLarge(ImageId id) {
        return StorageException.permanentFailure(
                String.format(
                        Locale.ROOT,
                        "the image %s in the bucket %s is larger than the limit of %,d bytes",
                        id,
                        settings.bucket(),
                        settings.maxBytes()),
                null);
    }

    private StorageException failure(String what, String image, SdkException cause) {
        return ServiceErrors.storageFailure(
                "the image %s could not %s the bucket %s".formatted(image, what, settings.bucket()), cause);
    }
}
