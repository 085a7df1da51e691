package dev.spotter.aws.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.aws.internal.ServiceErrors;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.core.error.ClassificationException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Does the work of a job of S3 Batch Operations from here: it invokes the function with the same tasks, one image each,
 * some at once. Needs {@code lambda:InvokeFunction}. Thread-safe as the client is.
 */
public final class BackfillRun {
    private static final String VERSION = "2.0";
    private static final JsonMapper JSON = new JsonMapper();

    private final LambdaClient lambda;
    private final String function;
    private final int parallel;

    /**
     * @param lambda is closed by the caller
     * @param function name or ARN, also of an alias
     * @param parallel the largest number of images at once, at least 1; the function's concurrency limits it too
     * @throws IllegalArgumentException if {@code parallel} is below 1
     */
    public BackfillRun(LambdaClient lambda, String function, int parallel) {
        if (parallel < 1) {
            throw new IllegalArgumentException("parallel must be at least 1 but was " + parallel);
        }
        this.lambda = lambda;
        this.function = function;
        this.parallel = parallel;
    }

    /**
     * Classifies the selected images.
     *
     * @param results gets the result of each image, by one thread at a time
     * @throws ClassificationException if the function cannot be invoked; images before that keep their outcomes
     */
    public void run(BackfillSelection selection, Consumer<TaskResult> results) {
        ExecutorService invokers = Executors.newFixedThreadPool(parallel);
        try {
            Semaphore free = new Semaphore(parallel);
            AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
            selection.forEach(key -> {
                free.acquireUninterruptibly();
                throwAny(failure);
                invokers.execute(() -> {
                    try {
                        TaskResult result = invoke(selection.images().bucket(), key);
                        synchronized (results) {
                            results.accept(result);
                        }
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        free.release();
                    }
                });
            });
            free.acquireUninterruptibly(parallel);
            throwAny(failure);
        } finally {
            invokers.shutdown();
        }
    }

    private static void throwAny(AtomicReference<@Nullable RuntimeException> failure) {
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    private TaskResult invoke(String bucket, String key) {
        try {
            InvokeResponse response = lambda.invoke(invoke -> invoke.functionName(function)
                    .payload(SdkBytes.fromUtf8String(event(bucket, key).toString())));
            return result(key, response);
        } catch (SdkException e) {
            String reason = "the function %s cannot be invoked: %s".formatted(function, ServiceErrors.summary(e));
            if (ServiceErrors.isTransient(e)) {
                return new TaskResult(key, TaskResult.Code.TEMPORARY_FAILURE, reason);
            }
            throw ClassificationException.permanentFailure(reason, e);
        }
    }

    private static ObjectNode event(String bucket, String key) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("invocationSchemaVersion", VERSION)
                .put("invocationId", UUID.randomUUID().toString());
        event.putObject("job").put("id", UUID.randomUUID().toString());
        event.putArray("tasks")
                .addObject()
                .put("taskId", "0")
                .put("s3Bucket", bucket)
                .put("s3Key", ImageKeys.encoded(key));
        return event;
    }

    private static TaskResult result(String key, InvokeResponse response) {
        if (response.functionError() != null) {
            return new TaskResult(key, TaskResult.Code.TEMPORARY_FAILURE, "the function failed; see its log");
        }
        return read(response.payload().asUtf8String())
                .map(task -> new TaskResult(
                        key,
                        TaskResult.Code.of(task.path("resultCode").asText()),
                        task.path("resultString").asText()))
                .orElseThrow(() -> ClassificationException.permanentFailure(
                        "the response is not that of Spotter's function: is its name right?", null));
    }

    private static Optional<JsonNode> read(String response) {
        try {
            return Optional.of(JSON.readTree(response).at("/results/0")).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
