package dev.spotter.devserver.aws;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.classification.Classifier;
import dev.spotter.devserver.HttpServer;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.EndpointSettings;
import dev.spotter.emulator.ResponseFormat;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The application as it is deployed, offline: every request goes through API Gateway's event into the real functions; S3, DynamoDB, SageMaker
 * and Lambda are emulated, S3's events and Lambda's retries with them.
 */
public final class AwsServer implements AutoCloseable {
    static final String ENDPOINT = "classifier";

    private static final System.Logger LOG = System.getLogger(AwsServer.class.getName());
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final AwsEmulator aws;
    private final HttpServer http;
    private final Deque<AutoCloseable> parts;

    private AwsServer(AwsEmulator aws, HttpServer http, Deque<AutoCloseable> parts) {
        this.aws = aws;
        this.http = http;
        this.parts = parts;
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @param classifier is behind the SageMaker endpoint; stays the caller's: close it after the server
     * @throws java.io.UncheckedIOException if the folder cannot be used, or the address cannot be listened on
     */
    public static AwsServer start(AwsServerSettings settings, Classifier classifier) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(settings, classifier, parts);
        } catch (RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    private static AwsServer start(AwsServerSettings settings, Classifier classifier, Deque<AutoCloseable> parts) {
        AwsEmulator.Builder builder = AwsEmulator.builder()
                .classifier(classifier)
                .endpoint(EndpointSettings.of(ENDPOINT, ResponseFormat.JUMPSTART))
                .forPages();
        settings.data().ifPresent(builder::folder);
        AwsEmulator aws = builder.start();
        parts.push(aws);
        FunctionClients clients = FunctionClients.of(aws);
        parts.push(clients);
        Stack.create(aws, clients, settings, classifier.model());
        settings.faults().forEach(fault -> aws.faults().rate(fault.operation(), fault.share(), fault.fault()));
        aws.s3Events().faults(settings.events());
        ApiGateway gateway = new ApiGateway(aws.lambda(), Clock.systemUTC());
        HttpServer http = HttpServer.start(settings.host(), settings.port(), new Edge(gateway, aws.s3()));
        parts.push(http);
        return new AwsServer(aws, http, parts);
    }

    /** Where the page and the API are. */
    public URI uri() {
        return http.uri();
    }

    /** Where the emulated services are told to fail, and asked what they did; on the loopback address, whoever listens to the page. */
    public URI adminUri() {
        return aws.s3().resolve("/");
    }

    /** The emulated services: for their faults, their counters and their queues. */
    public AwsEmulator emulator() {
        return aws;
    }

    /** Stops: takes no more requests, finishes the events that were accepted within half a minute. Closing again does nothing. */
    @Override
    public void close() {
        if (parts.isEmpty()) {
            return;
        }
        http.close();
        try {
            if (!isIdle()) {
                LOG.log(WARNING, "stopped with events still waiting; with --data, the next start goes on with them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeAll(parts);
    }

    private boolean isIdle() throws InterruptedException {
        return aws.s3Events().awaitIdle(LONGEST_STOP) && aws.lambda().awaitIdle(LONGEST_STOP);
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.log(INFO, "a part of the server could not be stopped", e);
            }
        }
    }
}
