package dev.spotter.devserver.aws;

import dev.spotter.core.classification.Classifier;
import dev.spotter.emulator.lambda.LambdaEmulator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the functions run on. Thread-safe. */
interface Services extends AutoCloseable {
    /** Where the functions are. */
    LambdaEmulator lambda();

    /** For functions in this process. */
    FunctionClients clients();

    /** What the function in this process classifies with; empty where it has an endpoint. */
    Optional<Classifier> classifier();

    /** For functions in processes of their own: endpoints, region, credentials; and the names of what they use. */
    Map<String, String> variables();

    /** Where signed uploads go to. */
    URI imageBucket();

    /**
     * Allows the pages of this server to send to {@link #imageBucket}, where this process decides that.
     *
     * @param page a URL of the server
     * @param hosts its other names
     */
    void allowPages(URI page, Set<String> hosts);

    /** Where faults, events, functions and queues can be looked at; empty where the services are not emulated. */
    Optional<URI> admin();

    /**
     * Brings the events of the image bucket, each at least once, from now on.
     *
     * @param target throws where it is to come again
     */
    void subscribe(Consumer<byte[]> target);

    /** Waits at most half a minute until the events of all writes are delivered; returns whether they were. */
    boolean awaitEvents() throws InterruptedException;

    @Override
    void close();
}
