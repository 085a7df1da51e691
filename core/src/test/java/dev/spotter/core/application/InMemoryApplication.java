package dev.spotter.core.application;

import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Prediction.Failed;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.core.testing.MapImageStore;
import dev.spotter.core.testing.MapPredictionRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** The application over a store and a repository in memory, at noon. */
record InMemoryApplication(MapImageStore store, MapPredictionRepository predictions) {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    static final ImageLimits LIMITS = new ImageLimits(200_000, 1_000_000, 2_000);

    InMemoryApplication() {
        this(new MapImageStore(), new MapPredictionRepository());
    }

    UploadAcceptance.Receipt accept(String filename, ImageBytes bytes) {
        return acceptance(LIMITS).accept(filename, bytes);
    }

    UploadAcceptance acceptance(ImageLimits limits) {
        return new UploadAcceptance(
                store, predictions, limits, CLOCK, InMemoryApplication::newId, InMemoryApplication::newToken);
    }

    Upload accept() throws IOException {
        return accept("rocket.jpg", sample("rocket.jpg")).image().upload();
    }

    ImageDeletion deletion() {
        return new ImageDeletion(store, predictions);
    }

    PredictionLookup lookup() {
        return new PredictionLookup(predictions);
    }

    Prediction found(Upload upload) {
        return lookup().byId(upload.id().text());
    }

    static ImageId newId() {
        return ImageId.random(new SecureRandom());
    }

    static DeletionToken newToken() {
        return DeletionToken.random(new SecureRandom());
    }

    static Failed failed(Upload upload, ErrorCode code, String reason) {
        return new Failed(upload, Sequence.of(1), new Failure(code, reason), NOON);
    }

    static ImageStored event(Upload upload, long sequence) {
        return new ImageStored(upload.id(), Sequence.of(sequence));
    }

    static ImageBytes sample(String file) throws IOException {
        return ImageBytes.wrap(Files.readAllBytes(Path.of("..", "samples", file)));
    }
}
