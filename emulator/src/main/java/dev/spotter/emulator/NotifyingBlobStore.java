package dev.spotter.emulator;

import java.io.InputStream;
import java.util.Arrays;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Reports each written object before the response to its writer. Writes of one key happen one after
 * another, so that the last write is also reported last.
 */
final class NotifyingBlobStore extends ForwardingBlobStore {
    private static final int LOCKS = 64;

    private final S3Events events;
    private final Object[] locks = new Object[LOCKS];

    NotifyingBlobStore(BlobStore store, S3Events events) {
        super(store);
        this.events = events;
        Arrays.setAll(locks, i -> new Object());
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        synchronized (lock(request.key())) {
            PutObjectResponse response = super.putBlob(request, content);
            created("Put", request.bucket(), request.key());
            return response;
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        synchronized (lock(request.destinationKey())) {
            CopyObjectResponse response = super.copyBlob(request);
            created("Copy", request.destinationBucket(), request.destinationKey());
            return response;
        }
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        synchronized (lock(upload.blobName())) {
            CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
            created("CompleteMultipartUpload", upload.containerName(), upload.blobName());
            return response;
        }
    }

    /** Size and ETag are those that a HEAD of the object gives; one that was deleted meanwhile has none. */
    private void created(String how, String bucket, String key) {
        HeadObjectResponse head = blobMetadataIfPresent(bucket, key);
        if (head != null) {
            events.created(new CreatedObject(
                    how, bucket, key, head.contentLength(), head.eTag().replace("\"", "")));
        }
    }

    private Object lock(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }
}
