package dev.spotter.tck;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction.Classified;
import dev.spotter.core.prediction.Prediction.Failed;
import dev.spotter.core.prediction.Sequence;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Builders of what the kits store. Ids and names are new each time, so that an adapter need not start empty. */
final class TestData {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    static final ModelIdentity MODEL = new ModelIdentity("efficientnet-lite0", "1.0+test");

    private static final SecureRandom RANDOM = new SecureRandom();

    private TestData() {}

    static ImageId newId() {
        return ImageId.random(RANDOM);
    }

    static Filename newName() {
        return new Filename("photo-" + newId() + ".jpg");
    }

    static DeletionHash newDeletionHash() {
        return DeletionToken.random(RANDOM).hash();
    }

    static Upload newUpload() {
        return upload(newName(), NOON);
    }

    static Upload upload(Filename name, Instant uploadedAt) {
        return new Upload(newId(), name, uploadedAt);
    }

    static StoredImage newImage(int sizeBytes) {
        return image(newUpload(), sizeBytes);
    }

    static StoredImage image(Upload upload, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        new Random(upload.id().hashCode() + RANDOM.nextLong()).nextBytes(bytes);
        return new StoredImage(upload, ImageBytes.wrap(bytes), Optional.of(newDeletionHash()));
    }

    static Classified classified(Upload upload, String sequence) {
        return classified(upload, sequence, List.of(new Label("espresso", 0.957), new Label("cup", 0.014)));
    }

    static Classified classified(Upload upload, String sequence, Collection<Label> labels) {
        Classification classification = Classification.ranked(labels, MODEL, Duration.ofMillis(37));
        return new Classified(upload, new Sequence(sequence), classification, NOON.plusMillis(1001));
    }

    static Failed failed(Upload upload, String sequence) {
        Failure failure = new Failure(ErrorCode.IMAGE_DAMAGED, "the PNG image ends inside its header");
        return new Failed(upload, new Sequence(sequence), failure, NOON.plusMillis(1002));
    }

    /** Names that trip up paths, keys, headers, queries and pages. */
    static List<String> oddNames() {
        return List.of(
                "two words.jpg",
                " spaces around ",
                "100%.png",
                "%2e%2e%2fpasswd",
                "a+b=c&d?e#f;g,h.png",
                "it's \"quoted\" `here`.gif",
                "<img src=x onerror=alert(1)>.png",
                "$(reboot) {0} %s ${x}.bmp",
                "smile \uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDC67.webp",
                "\u65E5\u672C\u8A9E \u05E9\u05DC\u05D5\u05DD e\u0301.tiff",
                "../../etc/passwd",
                "C:\\temp\\photo.bmp",
                "..hidden",
                "con",
                "null",
                "*",
                "\u00FC".repeat(127) + "x",
                "y".repeat(Filename.MAX_BYTES));
    }

    static void close(@Nullable Object adapter) throws Exception {
        if (adapter instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
