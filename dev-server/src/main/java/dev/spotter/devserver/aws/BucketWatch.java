package dev.spotter.devserver.aws;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reports new objects by listing the bucket once a second: the notifications of a bucket that is not emulated here do
 * not come to this machine. Thread-safe.
 */
final class BucketWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BucketWatch.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final S3Client s3;
    private final String bucket;
    private final String prefix;
    private final Map<String, S3Object> seen = new HashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(job -> {
        Thread thread = new Thread(job, "bucket-watch");
        thread.setDaemon(true);
        return thread;
    });

    BucketWatch(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** Reports the objects in the bucket, then each new one. */
    void start(Consumer<byte[]> target) {
        worker.execute(() -> look(target));
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private void look(Consumer<byte[]> target) {
        try {
            Set<String> listed = new HashSet<>();
            for (S3Object object : s3.listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(prefix))
                    .contents()) {
                listed.add(object.key());
                if (!object.equals(seen.get(object.key()))) {
                    target.accept(StoredEvent.of(
                            bucket,
                            object.key(),
                            "%016X".formatted(object.lastModified().toEpochMilli())));
                    seen.put(object.key(), object);
                }
            }
            // What is deleted is forgotten: otherwise memory use would grow with each upload.
            seen.keySet().retainAll(listed);
        } catch (SdkException e) {
            LOG.log(WARNING, "the bucket " + bucket + " cannot be listed, it is tried again", e);
        } finally {
            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, worker)
                    .execute(() -> look(target));
        }
    }
}
