package dev.spotter.devserver.aws;

import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.StorageException;
import dev.spotter.devserver.HttpServer;
import dev.spotter.devserver.Meters;
import dev.spotter.devserver.Observation;
import dev.spotter.micrometer.ModelMeter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The application as it is deployed, offline: every request goes through API Gateway's event into the real functions;
 * S3, DynamoDB, SageMaker and Lambda are emulated, S3's events and Lambda's retries with them.
 */
public final class AwsServer implements AutoCloseable {
    static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(AwsServer.class.getName());

    private final Services services;
    private final HttpServer http;
    private final Observation observation;
    private final AtomicBoolean closed = new AtomicBoolean();

    private AwsServer(Services services, HttpServer http, Observation observation) {
        this.services = services;
        this.http = http;
        this.observation = observation;
    }

    /**
     * Starts a server with every service emulated; it accepts requests when this returns.
     *
     * @param classifier is the function's own, or is behind its SageMaker endpoint; functions from a zip have their own
     *     in place of the first; it stays the caller's: close it after the server
     * @throws StorageException if the directory cannot be used
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     */
    public static AwsServer start(AwsServerSettings settings, Classifier classifier) {
        return start(settings, classifier, Observation.withoutLog());
    }

    /**
     * Starts such a server whose work is noted.
     *
     * @param observation is closed with the server, also if the server does not start
     */
    public static AwsServer start(AwsServerSettings settings, Classifier classifier, Observation observation) {
        return start(settings, () -> EmulatedServices.start(settings, classifier), observation);
    }

    /**
     * Whether the environment names services to be used in place of emulated ones: by {@code AWS_ENDPOINT_URL} or one
     * of its kind.
     */
    public static boolean namesServices(Map<String, String> environment) {
        return ExternalServices.areNamed(environment);
    }

    /** Whether the environment names a SageMaker endpoint for the functions. */
    public static boolean namesEndpoint(Map<String, String> environment) {
        return ExternalServices.hasEndpoint(environment);
    }

    /**
     * Starts a server whose functions use the S3, DynamoDB and SageMaker that this process' environment names, as they
     * do in AWS; the directory, the endpoint and the faults of the settings count for nothing. Buckets and tables that
     * are not there are made.
     *
     * @param classifier the function's own; empty if the environment {@linkplain #namesEndpoint names an endpoint}
     * @param environment this process' own, with the functions' variables
     * @param observation is closed with the server
     * @throws StorageException if the services cannot be used
     * @throws IllegalStateException if a variable is missing or wrong; the message names all
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     */
    public static AwsServer start(
            AwsServerSettings settings,
            Map<String, String> environment,
            Optional<Classifier> classifier,
            Observation observation) {
        return start(settings, () -> ExternalServices.of(environment, classifier, settings), observation);
    }

    private static AwsServer start(AwsServerSettings settings, Supplier<Services> services, Observation observation) {
        try {
            return start(settings, services.get(), observation);
        } catch (RuntimeException e) {
            observation.close();
            throw e;
        }
    }

    private static AwsServer start(AwsServerSettings settings, Services services, Observation observation) {
        try {
            Stack.create(services, settings, new FunctionLines(observation));
            observe(services, observation.meters());
            ApiGateway gateway = new ApiGateway(services.lambda(), Clock.systemUTC());
            HttpServer http =
                    HttpServer.start(settings.http(), new CloudFront(gateway, services.imageBucket()), observation);
            try {
                services.allowPages(http.uri(), settings.http().allowedHosts());
            } catch (RuntimeException e) {
                http.close();
                throw e;
            }
            return new AwsServer(services, http, observation);
        } catch (SdkException e) {
            services.close();
            throw StorageException.permanentFailure("the services of AWS cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    private static void observe(Services services, Meters meters) {
        String classifier = TemplateFunction.CLASSIFY_IMAGE.functionName();
        meters.addWaiting(
                () -> Math.toIntExact(services.lambda().counts(classifier).waiting()));
        services.classifier()
                .map(Classifier::model)
                .or(() -> modelOfEndpoint(services.variables()))
                .ifPresent(model -> ModelMeter.register(model, meters.registry()));
    }

    private static Optional<ModelIdentity> modelOfEndpoint(Map<String, String> variables) {
        return Optional.ofNullable(variables.get("MODEL_NAME"))
                .flatMap(name -> Optional.ofNullable(variables.get("MODEL_VERSION"))
                        .map(version -> new ModelIdentity(name, version)));
    }

    /** Where the page and the API are. */
    public URI uri() {
        return http.uri();
    }

    /** The URL of the page for people: with the token if it was made for this start. */
    public URI pageUri() {
        return http.pageUri();
    }

    /**
     * The admin pages of the emulated services, for faults and counts: on the loopback address, whichever host listens
     * to the page.
     */
    public Optional<URI> adminUri() {
        return services.admin();
    }

    Services services() {
        return services;
    }

    /**
     * Stops: refuses new requests, and finishes the accepted events within half a minute. Closing again does nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (observation;
                services) {
            http.close();
            finishEvents();
        }
    }

    private void finishEvents() {
        try {
            if (!services.awaitEvents() || !services.lambda().awaitIdle(LONGEST_STOP)) {
                LOG.log(WARNING, "stopped with events still waiting; a start with the same images continues with them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
