package dev.spotter.emulator.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * AWS Lambda, as far as functions, their concurrency, events that are sent to them and queues that they read are
 * concerned. Code in the place of API Gateway or S3 calls {@link #invoke} and {@link #send}; the emulator has Lambda's
 * operation Invoke besides.
 * Thread-safe.
 */
public final class LambdaEmulator implements AutoCloseable {
    /** The largest request of {@link #invoke}: 6 MB (Lambda API, "Invoke"). */
    public static final int MAX_REQUEST_BYTES = 6_291_456;

    /** The largest event of {@link #send}: 1 MB (Lambda API, "Invoke"). */
    public static final int MAX_EVENT_BYTES = 1_048_576;

    private static final byte[] NO_EVENT = {'{', '}'};
    private static final int STOP_SECONDS = 10;
    private static final int MAX_BATCH = 10_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final String region;
    private final String account;
    private final StateMonitor monitor = new StateMonitor();
    private final TimeScale scale = new TimeScale();
    private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();
    private final Map<String, AsyncEvents> events = new ConcurrentHashMap<>();
    private final List<EventSource> sources = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(job -> {
        Thread made = new Thread(job, "aws-emulator-lambda-worker");
        made.setDaemon(true);
        return made;
    });

    /** One without functions. {@code AwsEmulator.lambda()} is one in the emulator's region and account. */
    public LambdaEmulator(String region, String account) {
        this.region = region;
        this.account = account;
    }

    /**
     * Adds a function, with Lambda's rules for events; see {@link #deploy(FunctionSettings, FunctionRuntime,
     * AsyncSettings)}.
     */
    public void deploy(FunctionSettings function, FunctionRuntime runtime) {
        deploy(function, runtime, AsyncSettings.DEFAULT);
    }

    /**
     * Adds a function.
     *
     * @param runtime is closed with the emulator
     * @throws IllegalArgumentException if there is one of this name
     */
    public void deploy(FunctionSettings function, FunctionRuntime runtime, AsyncSettings async) {
        DeployedFunction deployed = new DeployedFunction(function, runtime, arn(function.name()), monitor);
        if (functions.putIfAbsent(function.name(), deployed) != null) {
            throw new IllegalArgumentException("a function " + function.name() + " is deployed already");
        }
        events.put(function.name(), new AsyncEvents(deployed, async, scale, workers));
    }

    /**
     * Runs a function and waits for its response. Its timeout begins when its environment is ready.
     *
     * @param event JSON; empty means an empty object
     * @return the response, the function's error, or Lambda's refusal: of an event that is no JSON or larger than
     *     {@link #MAX_REQUEST_BYTES}, or because as many invocations run as may, or the emulator is
     *     closed
     * @throws IllegalArgumentException if there is no such function
     */
    public Invocation invoke(String name, byte[] event) {
        DeployedFunction function = function(name);
        String requestId = UUID.randomUUID().toString();
        byte[] checked = event.length == 0 ? NO_EVENT : event.clone();
        if (checked.length > MAX_REQUEST_BYTES) {
            return tooLarge(requestId, checked.length, "RequestResponse", MAX_REQUEST_BYTES);
        }
        return isJson(checked) ? function.invoke(requestId, checked) : noJson(requestId);
    }

    /**
     * Sends an event, and does not wait: it is accepted, or refused at once. A failed event is retried after one minute
     * and after two more, a throttled one until it is as old as {@link AsyncSettings#maxEventAge}. An event that failed
     * in its last attempt goes to {@link AsyncSettings#onFailure}.
     *
     * @return the response: status 202 and an empty payload; or a refusal, of an event that is no JSON or larger than
     *     {@link #MAX_EVENT_BYTES}
     * @throws IllegalArgumentException if there is no such function
     */
    public Invocation send(String name, byte[] event) {
        function(name);
        String requestId = UUID.randomUUID().toString();
        byte[] checked = event.length == 0 ? NO_EVENT : event.clone();
        if (checked.length > MAX_EVENT_BYTES) {
            return tooLarge(requestId, checked.length, "Event", MAX_EVENT_BYTES);
        }
        if (!isJson(checked)) {
            return noJson(requestId);
        }
        eventsOf(name).add(new AsyncEvent(requestId, checked));
        return Invocation.accepted(requestId);
    }

    /**
     * Subscribes a function to a queue: it gets its messages as SQS's event, those of a successful invocation are
     * deleted, those of a failed one come again.
     *
     * @param batchSize how many messages an invocation gets at most, 1 to 10,000
     * @throws IllegalArgumentException if there is no such function or {@code batchSize} is out of range
     */
    public void consume(MessageQueue queue, String functionName, int batchSize) {
        consume(queue, functionName, batchSize, false);
    }

    /**
     * The same with the response type {@code ReportBatchItemFailures}: of a successful invocation, only the messages
     * that its response names come again. All come again if the response is none that names messages of the batch.
     *
     * @throws IllegalArgumentException if there is no such function or {@code batchSize} is out of range
     */
    public void consumeReportingFailures(MessageQueue queue, String functionName, int batchSize) {
        consume(queue, functionName, batchSize, true);
    }

    private void consume(MessageQueue queue, String functionName, int batchSize, boolean reportsFailures) {
        if (batchSize < 1 || batchSize > MAX_BATCH) {
            throw new IllegalArgumentException("batchSize must be in 1 to 10000 but was " + batchSize);
        }
        EventSource source = new EventSource(
                queue,
                function(functionName),
                batchSize,
                reportsFailures,
                scale,
                new EventSource.SqsNames(region, account),
                monitor);
        sources.add(source);
        source.start();
    }

    /**
     * Shortens the waits of Lambda's rules, for tests and laptops: pauses between attempts, the age of events,
     * visibility timeouts. The time that functions take is not shortened, so events age faster relative to it.
     *
     * @param factor above 0, at most 1; 1 without this. It counts for pauses that begin from now on
     * @throws IllegalArgumentException if it is out of range
     */
    public void timeScale(double factor) {
        scale.set(factor);
    }

    public double timeScale() {
        return scale.factor();
    }

    /** The functions by their names, with what became of their invocations; a copy. */
    public Map<String, FunctionCounts> functions() {
        Map<String, FunctionCounts> counts = new LinkedHashMap<>();
        functions.keySet().stream().sorted().forEach(name -> counts.put(name, counts(name)));
        return counts;
    }

    /**
     * What became of a function's invocations.
     *
     * @throws IllegalArgumentException if there is no such function
     */
    public FunctionCounts counts(String name) {
        return function(name).tally().counts();
    }

    /** The queues that functions read or failed events go to, and their dead letters; a copy. */
    public Set<MessageQueue> queues() {
        Set<MessageQueue> queues = new LinkedHashSet<>();
        events.values().forEach(each -> each.settings().onFailure().ifPresent(queues::add));
        sources.forEach(source -> queues.add(source.queue()));
        for (MessageQueue queue : List.copyOf(queues)) {
            queue.deadLetters().ifPresent(queues::add);
        }
        return queues;
    }

    /**
     * Waits until no function runs, no event waits and no message is in a queue that a function reads.
     *
     * @return whether it is so; false if the time went by first
     */
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        return monitor.await(this::isIdle, atMost);
    }

    /** Ends all environments and their invocations. Waiting events stay counted, and messages stay in their queues. */
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() throws InterruptedException {
        sources.forEach(EventSource::stop);
        for (AsyncEvents each : events.values()) {
            each.close();
        }
        functions.values().forEach(DeployedFunction::end);
        functions.values().forEach(DeployedFunction::closeRuntime);
        workers.shutdownNow();
        workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        for (EventSource source : sources) {
            source.join();
        }
    }

    private boolean isIdle() {
        return sources.stream().allMatch(source -> source.queue().isEmpty())
                && functions.values().stream().allMatch(each -> each.tally().isIdle());
    }

    private DeployedFunction function(String name) {
        DeployedFunction function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("Function not found: " + arn(name));
        }
        return function;
    }

    private AsyncEvents eventsOf(String name) {
        AsyncEvents of = events.get(name);
        if (of == null) {
            throw new IllegalArgumentException("Function not found: " + arn(name));
        }
        return of;
    }

    private String arn(String name) {
        return "arn:aws:lambda:%s:%s:function:%s".formatted(region, account, name);
    }

    private static Invocation tooLarge(String requestId, int bytes, String type, int limit) {
        return Invocation.refused(
                requestId,
                413,
                "RequestTooLargeException",
                "%d byte payload is too large for the %s invocation type (limit %d bytes)"
                        .formatted(bytes, type, limit));
    }

    private static Invocation noJson(String requestId) {
        return Invocation.refused(
                requestId,
                400,
                "InvalidRequestContentException",
                "Could not parse request body into json: it is no JSON");
    }

    private static boolean isJson(byte[] event) {
        try (JsonParser parser = JSON.createParser(event)) {
            boolean isThere = parser.nextToken() != null;
            parser.skipChildren();
            return isThere && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
