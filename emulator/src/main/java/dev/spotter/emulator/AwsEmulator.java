package dev.spotter.emulator;

import dev.spotter.core.classification.Classifier;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.StorageException;
import dev.spotter.emulator.internal.SecretTokens;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.inference.Classifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * Emulates AWS for image pipelines in this JVM, offline: S3 with its events, DynamoDB, SageMaker endpoints with a real
 * network, and Lambda. Every service listens on a free port of the loopback address and accepts only calls
 * signed with this emulator's credentials, which are new at each start. Requests of web pages are refused. Thread-safe;
 * several emulators may run at once.
 */
public final class AwsEmulator implements AutoCloseable {
    /** 128 bits. */
    private static final int TOKEN_DIGITS = 32;

    private final Identity identity;
    private final EmulatorServer server;
    private final PageOrigins pageOrigins;
    private final String adminToken;
    private final Faults faults;
    private final S3Events s3Events;
    private final LambdaEmulator lambda;
    private final boolean needsEngine;
    private final Deque<Stop> stops;

    /** The parts to stop; the last one started is first. */
    private interface Stop {
        void run() throws Exception;
    }

    private AwsEmulator(
            Identity identity,
            EmulatorServer server,
            PageOrigins pageOrigins,
            String adminToken,
            Faults faults,
            S3Events s3Events,
            LambdaEmulator lambda,
            boolean needsEngine,
            Deque<Stop> stops) {
        this.identity = identity;
        this.server = server;
        this.pageOrigins = pageOrigins;
        this.adminToken = adminToken;
        this.faults = faults;
        this.s3Events = s3Events;
        this.lambda = lambda;
        this.needsEngine = needsEngine;
        this.stops = stops;
    }

    /**
     * Starts an emulator that keeps everything in memory. It has an endpoint for each {@link ResponseFormat}, named
     * {@link ResponseFormat#endpointName()}. Their network is loaded at the first call, which takes a few seconds, with
     * the engine on the class path. Tests of other services need no engine: {@link #newSageMakerRuntimeClient} reports
     * a missing one.
     *
     * @throws UncheckedIOException if the emulator cannot listen on a port
     */
    public static AwsEmulator start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Settings of an emulator. Not thread-safe. */
    public static final class Builder {
        private @Nullable Path directory;
        private @Nullable Classifier classifier;
        private Duration idleTimeout = Duration.ofSeconds(30);
        /** The endpoints that the caller configured. */
        private final Map<String, EndpointSettings> endpoints = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Stores objects and items in this directory, which is created if needed, so that a later emulator finds them.
         * One emulator at a time can use it. Only the owner can read it.
         */
        public Builder directory(Path path) {
            directory = path;
            return this;
        }

        /** The timeout for clients that stop sending. */
        Builder idleTimeout(Duration time) {
            idleTimeout = time;
            return this;
        }

        /**
         * The classifier of all endpoints without their own; by default the model that comes with Spotter.
         *
         * @param other is closed by the caller, after the emulator
         */
        public Builder classifier(Classifier other) {
            classifier = other;
            return this;
        }

        /**
         * Adds an endpoint, or replaces the endpoint of the same name. An endpoint without its own classifier needs the
         * emulator's.
         */
        public Builder endpoint(EndpointSettings endpoint) {
            endpoints.put(endpoint.name(), endpoint);
            return this;
        }

        /**
         * Starts the emulator. It is ready when this method returns.
         *
         * @throws StorageException if the directory cannot be used, or another emulator uses it
         * @throws ModelException if an added endpoint has no classifier, the emulator has none either, and there is not
         *     exactly one engine on the class path; the message names the artifacts
         * @throws UncheckedIOException if the emulator cannot listen on a port
         */
        public AwsEmulator start() {
            Deque<Stop> stops = new ArrayDeque<>();
            try {
                return start(stops);
            } catch (IOException e) {
                stopAll(stops);
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                stopAll(stops);
                throw e;
            } catch (InterruptedException e) {
                stopAll(stops);
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the start of the emulator was interrupted", e);
            } catch (Exception e) {
                stopAll(stops);
                throw new IllegalStateException("the emulator could not be started", e);
            }
        }

        private AwsEmulator start(Deque<Stop> stops) throws Exception {
            if (classifier == null
                    && endpoints.values().stream()
                            .anyMatch(endpoint -> endpoint.classifier().isEmpty())) {
                Classifiers.requireEngine();
            }
            Identity identity = Identity.random();
            Faults faults = new Faults();
            S3Events events = new S3Events(identity, Clock.systemUTC());
            LambdaEmulator lambda = new LambdaEmulator(identity.region(), identity.account());
            Optional<EmulatorDirectory> data = Optional.ofNullable(directory).map(EmulatorDirectory::open);
            data.ifPresent(opened -> stops.push(opened::close));
            DynamoDbBackend dynamoDb = DynamoDbBackend.start(data.map(EmulatorDirectory::dynamoDb), identity);
            stops.push(dynamoDb::stop);
            S3Backend s3 = S3Backend.start(data.map(EmulatorDirectory::s3), identity, events);
            stops.push(s3::stop);
            Map<Service, Handler> services = new EnumMap<>(Service.class);
            Handler objects = new FaultHandler(Service.S3, faults, s3.handler());
            services.put(Service.S3, forPages(objects));
            services.put(Service.DYNAMODB, signed(Service.DYNAMODB, identity, faults, dynamoDb.handler()));
            services.put(
                    Service.SAGEMAKER,
                    signed(
                            Service.SAGEMAKER,
                            identity,
                            faults,
                            new EndpointHandler(allEndpoints(), defaultClassifier(stops), identity)));
            services.put(Service.LAMBDA, signed(Service.LAMBDA, identity, faults, new InvokeHandler(lambda, identity)));
            PageOrigins origins = new PageOrigins();
            String token = SecretTokens.hex(TOKEN_DIGITS);
            EmulatorServer server = EmulatorServer.start(
                    services,
                    (front, handler) -> new BrowserGuard(
                            origins, new AdminRoute(pages(faults, events, lambda, identity, front), token, handler)),
                    idleTimeout);
            stops.push(server::stop);
            stops.push(lambda::close);
            stops.push(events::close);
            boolean needsEngine = classifier == null && endpoints.isEmpty();
            return new AwsEmulator(identity, server, origins, token, faults, events, lambda, needsEngine, stops);
        }

        /** The endpoint of each format, with those that the caller configured added or in place of them. */
        private Map<String, EndpointSettings> allEndpoints() {
            Map<String, EndpointSettings> all = new LinkedHashMap<>();
            for (ResponseFormat format : ResponseFormat.values()) {
                all.put(format.endpointName(), EndpointSettings.of(format.endpointName(), format));
            }
            all.putAll(endpoints);
            return all;
        }

        private static Map<String, AdminPage> pages(
                Faults faults, S3Events events, LambdaEmulator lambda, Identity identity, EmulatorServer server) {
            return Map.of(
                    FaultPage.NAME, new FaultPage(faults),
                    EventPage.NAME, new EventPage(events),
                    LambdaPage.NAME, new LambdaPage(lambda),
                    EnvironmentPage.NAME, new EnvironmentPage(() -> variables(identity, server)));
        }

        /** The origins that {@link BrowserGuard} accepts. */
        private static Handler forPages(Handler handler) {
            CrossOriginHandler crossOrigin = new CrossOriginHandler();
            crossOrigin.setAllowedOriginPatterns(Set.of("*"));
            crossOrigin.setAllowCredentials(false);
            crossOrigin.setAllowedMethods(Set.of("PUT"));
            crossOrigin.setAllowedHeaders(Set.of("*"));
            crossOrigin.setExposedHeaders(Set.of("ETag", "Retry-After"));
            crossOrigin.setHandler(handler);
            return crossOrigin;
        }

        private Classifier defaultClassifier(Deque<Stop> stops) {
            if (classifier != null) {
                return classifier;
            }
            LazyClassifier network = new LazyClassifier(Classifiers::open);
            stops.push(network::close);
            return network;
        }

        private static Handler signed(Service service, Identity identity, Faults faults, Handler handler) {
            return new SignatureHandler(
                    service,
                    new SignatureCheck(service, identity, Clock.systemUTC()),
                    new FaultHandler(service, faults, handler));
        }
    }

    /** The endpoint of S3, for path-style requests. */
    public URI s3() {
        return server.uri(Service.S3);
    }

    public URI dynamoDb() {
        return server.uri(Service.DYNAMODB);
    }

    public URI sageMakerRuntime() {
        return server.uri(Service.SAGEMAKER);
    }

    /** The endpoint of Lambda; functions are deployed by {@link #lambda()}. */
    public URI lambdaEndpoint() {
        return server.uri(Service.LAMBDA);
    }

    /**
     * The URL of the pages {@code faults}, {@code events}, {@code lambda} and {@code environment} for other processes;
     * ends with a slash. The URL contains a secret token.
     */
    public URI adminPages() {
        return s3().resolve(AdminRoute.PREFIX + adminToken + "/");
    }

    /**
     * Allows pages of this origin to PUT objects to presigned URLs of S3, like a CORS rule on each bucket. Pages of
     * other origins cannot call the emulator.
     *
     * @param page any URL of that server; its scheme, host and port are used
     */
    public void allowPages(URI page) {
        pageOrigins.add(page);
    }

    /**
     * Allows the same to pages of a host, by HTTP or HTTPS and with any port: a proxy in front may have another one.
     *
     * @param host a name or an address, without a port; one of IPv6 in brackets
     */
    public void allowPagesOf(String host) {
        pageOrigins.addHost(host);
    }

    /** The credentials of this emulator; they are new at each start. */
    public String accessKeyId() {
        return identity.accessKeyId();
    }

    public String secretAccessKey() {
        return identity.secretAccessKey();
    }

    public String region() {
        return identity.region();
    }

    /**
     * The environment variables that make an AWS SDK or the AWS command line of any language use this emulator;
     * immutable.
     */
    public Map<String, String> environment() {
        return variables(identity, server);
    }

    /** A new client; close it when done. */
    public S3Client newS3Client() {
        return configure(S3Client.builder(), s3()).forcePathStyle(true).build();
    }

    /** A new presigner; close it when done. */
    public S3Presigner newS3Presigner() {
        return S3Presigner.builder()
                .endpointOverride(s3())
                .region(Region.of(region()))
                .credentialsProvider(credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    /** A new client; close it when done. */
    public DynamoDbClient newDynamoDbClient() {
        return configure(DynamoDbClient.builder(), dynamoDb()).build();
    }

    /**
     * A new client; close it when done.
     *
     * @throws ModelException if all endpoints need the engine on the class path, and there is not exactly one; the
     *     message names the artifacts
     */
    public SageMakerRuntimeClient newSageMakerRuntimeClient() {
        if (needsEngine) {
            Classifiers.requireEngine();
        }
        return configure(SageMakerRuntimeClient.builder(), sageMakerRuntime()).build();
    }

    /** A new client, for {@code Invoke}; close it when done. */
    public LambdaClient newLambdaClient() {
        return configure(LambdaClient.builder(), lambdaEndpoint()).build();
    }

    /** The faults to inject. */
    public Faults faults() {
        return faults;
    }

    /** The subscriptions to S3 events, and their faults. */
    public S3Events s3Events() {
        return s3Events;
    }

    /** The emulated Lambda. */
    public LambdaEmulator lambda() {
        return lambda;
    }

    /**
     * Stops all services and functions. Running calls are cut off. Data in memory is lost. Closing again does nothing.
     */
    @Override
    public void close() {
        stopAll(stops);
    }

    private static Map<String, String> variables(Identity identity, EmulatorServer server) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID",
                identity.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                identity.secretAccessKey(),
                "AWS_REGION",
                identity.region(),
                "AWS_DEFAULT_REGION",
                identity.region(),
                "AWS_EC2_METADATA_DISABLED",
                "true"));
        for (Service service : Service.values()) {
            variables.put(service.endpointVariable(), server.uri(service).toString());
        }
        return Map.copyOf(variables);
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region()))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId(), secretAccessKey()));
    }

    private static synchronized void stopAll(Deque<Stop> stops) {
        while (!stops.isEmpty()) {
            try {
                stops.pop().run();
            } catch (Exception e) {
                System.getLogger(AwsEmulator.class.getName())
                        .log(System.Logger.Level.WARNING, "a part of the emulator could not be closed", e);
            }
        }
    }
}
