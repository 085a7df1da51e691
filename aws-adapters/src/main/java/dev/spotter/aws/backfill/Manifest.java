package dev.spotter.aws.backfill;

import dev.spotter.aws.s3.ImageKeys;
import java.util.function.Consumer;

/**
 * The manifest of a job of S3 Batch Operations as CSV: a row for each object, with the bucket and the encoded key
 * (Amazon S3 User Guide, "Specifying a manifest").
 */
public final class Manifest {
    static final String FORMAT = "S3BatchOperations_CSV_20180820";

    private Manifest() {}

    /**
     * Gives each row to {@code rows}, without the end of the line.
     *
     * @return the number of rows
     */
    public static long write(BackfillSelection selection, Consumer<String> rows) {
        Counter counter = new Counter();
        String bucket = selection.images().bucket();
        selection.forEach(key -> {
            rows.accept(bucket + "," + ImageKeys.encoded(key));
            counter.rows++;
        });
        return counter.rows;
    }

    private static final class Counter {
        private long rows;
    }
}
