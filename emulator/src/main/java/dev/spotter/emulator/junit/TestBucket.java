package dev.spotter.emulator.junit;

import dev.spotter.emulator.AwsEmulator;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket that goes with its test. */
record TestBucket(AwsEmulator aws, String name) implements AutoCloseable {
    static TestBucket create(AwsEmulator aws, Bucket asked) {
        String name = (asked.value().isEmpty() ? "bucket" : asked.value()) + "-" + UUID.randomUUID();
        try (S3Client s3 = aws.newS3Client()) {
            s3.createBucket(request -> request.bucket(name));
        }
        return new TestBucket(aws, name);
    }

    @Override
    public void close() {
        try (S3Client s3 = aws.newS3Client()) {
            s3.listObjectsV2Paginator(request -> request.bucket(name))
                    .contents()
                    .forEach(object ->
                            s3.deleteObject(request -> request.bucket(name).key(object.key())));
            s3.deleteBucket(request -> request.bucket(name));
        }
    }
}
