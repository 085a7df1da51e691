package dev.spotter.aws.sagemaker;

import dev.spotter.aws.internal.ServiceErrors;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.ClassificationResult;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointRequest;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;

/**
 * Classifies images with a SageMaker real-time or serverless endpoint. Thread-safe; callers run in parallel. The
 * {@linkplain Classification#details() details} of a result are the production {@value #VARIANT}, if the endpoint names
 * it, and the {@value #INFERENCE_ID}, which data capture and the container's log use.
 *
 * <p>Permanent failures: an invalid response, and a model error with an original status of 4xx. Transient failures: a
 * model error with 5xx, a model that is not ready, throttling, an error of the service, a lost connection. Their
 * messages become the reasons of predictions, which clients read: they never name the endpoint.
 */
public final class SageMakerClassifier implements Classifier {
    /** The detail that names the production variant. */
    public static final String VARIANT = "variant";
    /** The detail that names the call. */
    public static final String INFERENCE_ID = "inferenceId";

    private static final String CONTENT_TYPE = "application/x-image";
    private static final int SERVER_ERROR = 500;

    private final SageMakerRuntimeClient sageMaker;
    private final SageMakerSettings settings;
    private final EndpointResponseReader results;
    private final EndpointImage images;
    /** Calls hold the read lock, so that closing waits for them. */
    private final ReadWriteLock underWay = new ReentrantReadWriteLock();

    private boolean isClosed;

    /**
     * @param sageMaker is closed by the caller; configure it with {@link dev.spotter.aws.internal.CallLimits#SAGEMAKER}
     */
    public SageMakerClassifier(SageMakerRuntimeClient sageMaker, SageMakerSettings settings) {
        this.sageMaker = sageMaker;
        this.settings = settings;
        this.results = new EndpointResponseReader(settings.format(), settings.labels());
        this.images = new EndpointImage(settings.conversion(), settings.maxPayloadBytes(), settings.limits());
    }

    @Override
    public Classification classify(ImageBytes image) {
        underWay.readLock().lock();
        try {
            if (isClosed) {
                throw new IllegalStateException("the classifier is closed");
            }
            return result(image);
        } finally {
            underWay.readLock().unlock();
        }
    }

    private Classification result(ImageBytes image) {
        long start = System.nanoTime();
        ImageBytes sent = images.prepare(image);
        if (sent.sizeBytes() > settings.maxPayloadBytes()) {
            throw new ImageTooLargeException(settings.maxPayloadBytes());
        }
        String inferenceId = UUID.randomUUID().toString();
        InvokeEndpointResponse result = invoke(request(sent, inferenceId), image);
        List<Label> labels = read(result);
        return Classification.ranked(labels, settings.model(), Duration.ofNanos(System.nanoTime() - start))
                .withDecision(settings.decision())
                .withDetails(details(result, inferenceId));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The file's size is checked before it is read.
     */
    @Override
    public Classification classify(Path file) throws IOException {
        return classify(ImageSource.of(file).read(settings.limits()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One image after the other, in the caller's thread.
     */
    @Override
    public Stream<ClassificationResult> classifyAll(Stream<? extends ImageSource> images) {
        return images.sequential().map(image -> ClassificationResult.of(image, settings.limits(), this));
    }

    @Override
    public ModelIdentity model() {
        return settings.model();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The client stays open: the caller of the constructor closes it.
     */
    @Override
    public void close() {
        underWay.writeLock().lock();
        try {
            isClosed = true;
        } finally {
            underWay.writeLock().unlock();
        }
    }

    private InvokeEndpointRequest request(ImageBytes image, String inferenceId) {
        return InvokeEndpointRequest.builder()
                .endpointName(settings.endpoint())
                .targetModel(settings.targetModel().orElse(null))
                .targetVariant(settings.targetVariant().orElse(null))
                .inferenceId(inferenceId)
                .contentType(CONTENT_TYPE)
                .accept(settings.wantsLabels() ? "application/json;verbose" : "application/json")
                .body(SdkBytes.fromByteArrayUnsafe(image.toByteArray()))
                .build();
    }

    /** @param image that the request is about, as it came */
    private InvokeEndpointResponse invoke(InvokeEndpointRequest request, ImageBytes image) {
        try {
            return sageMaker.invokeEndpoint(request);
        } catch (ModelErrorException e) {
            int original = e.originalStatusCode() == null ? SERVER_ERROR : e.originalStatusCode();
            if (original < SERVER_ERROR) {
                images.requireDecodable(image);
                throw ClassificationException.permanentFailure("the model failed on this image", e);
            }
            throw ClassificationException.transientFailure("the model failed with the status " + original, e);
        } catch (SdkException e) {
            throw failure(
                    "the model could not be called: " + ServiceErrors.summary(e), ServiceErrors.isTransient(e), e);
        }
    }

    private List<Label> read(InvokeEndpointResponse result) {
        requireWhole(result);
        try {
            return results.read(result.body().asInputStream());
        } catch (InvalidResponseException e) {
            throw ClassificationException.permanentFailure(
                    "the response of the model cannot be used: " + e.getMessage(), e);
        }
    }

    /** JDK 17's HTTP client takes a connection that was lost for the response's end. */
    private static void requireWhole(InvokeEndpointResponse result) {
        int read = result.body().asByteArrayUnsafe().length;
        boolean isCutOff = result.sdkHttpResponse()
                .firstMatchingHeader("Content-Length")
                .filter(said -> !said.equals(Integer.toString(read)))
                .isPresent();
        if (isCutOff) {
            throw ClassificationException.transientFailure("the response of the model was cut off", null);
        }
    }

    private static Map<String, String> details(InvokeEndpointResponse result, String inferenceId) {
        Map<String, String> details = new HashMap<>(Map.of(INFERENCE_ID, inferenceId));
        if (result.invokedProductionVariant() != null) {
            details.put(VARIANT, result.invokedProductionVariant());
        }
        return details;
    }

    private static ClassificationException failure(String message, boolean isPassing, SdkException cause) {
        return isPassing
                ? ClassificationException.transientFailure(message, cause)
                : ClassificationException.permanentFailure(message, cause);
    }
}
