package dev.spotter.core.image;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One upload: the identity of an image.
 *
 * @param uploadedAt when it was received, with millisecond precision
 */
public record Upload(ImageId id, Filename filename, Instant uploadedAt) {
    public Upload {
        uploadedAt = uploadedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
