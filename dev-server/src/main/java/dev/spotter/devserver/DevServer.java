package dev.spotter.devserver;

import dev.spotter.api.DeleteImageRoute;
import dev.spotter.api.HealthRoute;
import dev.spotter.api.LimitsRoute;
import dev.spotter.api.LocalUploadSigner;
import dev.spotter.api.OpenApiRoute;
import dev.spotter.api.PredictRoute;
import dev.spotter.api.Route;
import dev.spotter.api.SignedUploadRoute;
import dev.spotter.api.UploadRoute;
import dev.spotter.api.UploadUrlRoute;
import dev.spotter.core.application.FailureRecording;
import dev.spotter.core.application.ImageDeletion;
import dev.spotter.core.application.PredictionLookup;
import dev.spotter.core.application.Retention;
import dev.spotter.core.application.RetentionSchedule;
import dev.spotter.core.application.UploadAcceptance;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.imaging.internal.DecodingTime;
import dev.spotter.micrometer.MeteredClassifier;
import dev.spotter.micrometer.MeteredImageStore;
import dev.spotter.micrometer.MeteredPredictionRepository;
import dev.spotter.storage.internal.ClassificationQueue;
import dev.spotter.storage.internal.StartupRecovery;
import dev.spotter.storage.limits.LimitedImageStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The offline server. Images are kept as files, predictions in a database beside them: what has an outcome is not
 * classified again, and what has none is queued at the start, oldest first, behind new uploads.
 */
public final class DevServer implements AutoCloseable {
    /** How long the network takes for an image, at most on an ordinary machine. */
    private static final Duration NETWORK_TIME = Duration.ofMillis(10);

    private final DataDirectory data;
    private final StartupRecovery restart;
    private final Optional<RetentionSchedule> retention;
    private final ClassificationQueue queue;
    private final HttpServer http;
    private final Observation observation;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DevServer(
            DataDirectory data,
            StartupRecovery restart,
            Optional<RetentionSchedule> retention,
            ClassificationQueue queue,
            HttpServer http,
            Observation observation) {
        this.data = data;
        this.restart = restart;
        this.retention = retention;
        this.queue = queue;
        this.http = http;
        this.observation = observation;
    }

    /**
     * Starts a server; it accepts requests when this returns.
     *
     * @param classifier stays the caller's: close it after the server; it must read what the settings' limits let in
     * @throws dev.spotter.core.error.StorageException if the data directory cannot be used
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     */
    public static DevServer start(ServerSettings settings, Classifier classifier) {
        return start(settings, classifier, Observation.withoutLog());
    }

    /**
     * Starts a server whose work is noted; it accepts requests when this returns.
     *
     * @param classifier stays the caller's, as above
     * @param observation is closed with the server, also if the server does not start
     * @throws dev.spotter.core.error.StorageException if the data directory cannot be used
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     */
    public static DevServer start(ServerSettings settings, Classifier classifier, Observation observation) {
        try {
            DataDirectory data = DataDirectory.open(settings.data());
            try {
                return start(settings, classifier, observation, data);
            } catch (RuntimeException e) {
                data.close();
                throw e;
            }
        } catch (RuntimeException e) {
            observation.close();
            throw e;
        }
    }

    private static DevServer start(
            ServerSettings settings, Classifier classifier, Observation observation, DataDirectory data) {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        MeterRegistry registry = observation.meters().registry();
        LimitedImageStore limited = data.limited(settings.dataLimits());
        ImageStore images = new MeteredImageStore(limited, registry);
        PredictionRepository predictions = new MeteredPredictionRepository(data.predictions(), registry);
        ClassificationQueue queue = new ClassificationQueue(
                observation.events(images, new MeteredClassifier(classifier, registry), predictions, clock),
                new FailureRecording(images, observation.logged(predictions), clock),
                image -> NETWORK_TIME.plus(DecodingTime.estimate(image)),
                data.images()::isPresent,
                settings.queueLength(),
                settings.workers(),
                data.predictions().opening());
        observation.meters().addQueue(queue::uploads, settings.queueLength(), queue::waiting);
        observation.meters().addDataDirectory(data.images()::isPresent);
        StartupRecovery restart = new StartupRecovery(
                data.images(), limited, data.predictions(), queue, classifier.model(), settings.reclassify());
        QueueingImageStore queueing = new QueueingImageStore(images, queue);
        Supplier<ImageId> ids = () -> ImageId.random(random);
        Supplier<DeletionToken> tokens = () -> DeletionToken.random(random);
        UploadAcceptance acceptance =
                new UploadAcceptance(queueing, predictions, settings.limits(), clock, ids, tokens);
        ImageLimits signedLimits = settings.limits().withMaxBytes(settings.maxSignedBytes());
        UploadAcceptance signedAcceptance =
                new UploadAcceptance(queueing, predictions, signedLimits, clock, ids, tokens);
        ImageDeletion deletion = new ImageDeletion(images, predictions);
        Optional<RetentionSchedule> retention = settings.keep()
                .map(period -> new Retention(data.predictions()::uploadedBefore, deletion, period, clock))
                .map(RetentionSchedule::new);
        LocalUploadSigner signer = new LocalUploadSigner(random, clock);
        List<Route> routes = List.of(
                new UploadRoute(acceptance),
                new UploadUrlRoute(new UploadSigning(
                        signer, settings.maxSignedBytes(), UploadSigning.DEFAULT_VALIDITY, clock, ids, tokens)),
                new SignedUploadRoute(signedAcceptance, signer::permission),
                new PredictRoute(new PredictionLookup(predictions)),
                new DeleteImageRoute(deletion),
                new LimitsRoute(settings.limits(), settings.keep()),
                new HealthRoute(),
                new OpenApiRoute(),
                new PageRoute());
        HttpServer http = HttpServer.start(settings.http(), new RoutedBackend(routes), observation);
        restart.begin(() -> retention.ifPresent(RetentionSchedule::begin));
        return new DevServer(data, restart, retention, queue, http, observation);
    }

    /** The URL of the server. */
    public URI uri() {
        return http.uri();
    }

    /** The URL of the page for people: with the token if it was made for this start. */
    public URI pageUri() {
        return http.pageUri();
    }

    /**
     * Stops. New uploads are refused at once; those that were accepted are finished, and predictions can be read until
     * then. Closing again does nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (observation;
                data;
                http;
                queue) {
            restart.close();
            retention.ifPresent(RetentionSchedule::close);
        }
    }
}
