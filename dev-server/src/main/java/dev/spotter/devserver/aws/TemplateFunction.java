package dev.spotter.devserver.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.emulator.lambda.FunctionSettings;
import dev.spotter.lambda.ClassifyImageFunction;
import dev.spotter.lambda.DeleteImage;
import dev.spotter.lambda.FailedEvents;
import dev.spotter.lambda.GetPrediction;
import dev.spotter.lambda.PostImageS3;
import java.time.Duration;
import java.util.Map;

/**
 * The functions, with the settings that {@code lambda-bundle/template.yaml} gives them; a test holds the two together.
 */
enum TemplateFunction {
    POST_IMAGE(PostImageS3.class, Duration.ofSeconds(29), 1_769),
    GET_PREDICTION(GetPrediction.class, Duration.ofSeconds(15), 1_769),
    DELETE_IMAGE(DeleteImage.class, Duration.ofSeconds(29), 1_769),
    CLASSIFY_IMAGE(ClassifyImageFunction.class, Duration.ofSeconds(90), 1_769, 3_008),
    FAILED_EVENTS(FailedEvents.class, Duration.ofSeconds(60), 1_769);

    private final Class<? extends RequestStreamHandler> handler;
    private final Duration timeout;
    private final int memoryMegabytes;
    private final int memoryMegabytesWithEndpoint;

    TemplateFunction(Class<? extends RequestStreamHandler> handler, Duration timeout, int memoryMegabytes) {
        this(handler, timeout, memoryMegabytes, memoryMegabytes);
    }

    TemplateFunction(
            Class<? extends RequestStreamHandler> handler,
            Duration timeout,
            int memoryMegabytes,
            int memoryMegabytesWithEndpoint) {
        this.handler = handler;
        this.timeout = timeout;
        this.memoryMegabytes = memoryMegabytes;
        this.memoryMegabytesWithEndpoint = memoryMegabytesWithEndpoint;
    }

    /** The name of its resource in the template. */
    String functionName() {
        return handler.getSimpleName();
    }

    /** As the template writes it. */
    String handler() {
        return handler.getName() + "::handleRequest";
    }

    Duration timeout() {
        return timeout;
    }

    /** @param hasEndpoint whether an endpoint classifies */
    int memoryMegabytes(boolean hasEndpoint) {
        return hasEndpoint ? memoryMegabytesWithEndpoint : memoryMegabytes;
    }

    FunctionSettings settings(int concurrency, boolean hasEndpoint, Map<String, String> environment) {
        return FunctionSettings.of(functionName())
                .withTimeout(timeout)
                .withMemoryMegabytes(memoryMegabytes(hasEndpoint))
                .withReservedConcurrency(concurrency)
                .withEnvironment(environment);
    }
}
