package dev.spotter.lambda;

import dev.spotter.aws.internal.CallLimits;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the template must know of a function.
 *
 * @param settings where they are read from its environment
 * @param queueActions what Lambda does in its name with a queue
 * @param calls those of services that it makes one after another
 */
record Deployed(
        Class<?> type, Consumer<Map<String, String>> settings, Set<String> queueActions, List<CallLimits> calls) {
    /** They support no resource. */
    static final Set<String> TRACING_ACTIONS = Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");

    private static final Set<String> READ_QUEUE =
            Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    static final List<Deployed> ALL = List.of(
            new Deployed(
                    PostImageS3.class, UploadSettings::from, Set.of(), List.of(CallLimits.S3, CallLimits.DYNAMO_DB)),
            new Deployed(
                    GetPrediction.class,
                    PredictSettings::from,
                    Set.of(),
                    List.of(CallLimits.DYNAMO_DB, CallLimits.DYNAMO_DB)),
            new Deployed(
                    DeleteImage.class,
                    DeleteSettings::from,
                    Set.of(),
                    List.of(
                            CallLimits.S3_WITHOUT_CONTENT,
                            CallLimits.S3_WITHOUT_CONTENT,
                            CallLimits.DYNAMO_DB,
                            CallLimits.S3_WITHOUT_CONTENT)),
            new Deployed(
                    ClassifyImageFunction.class,
                    ClassifySettings::from,
                    Stream.concat(Stream.of("sqs:SendMessage"), READ_QUEUE.stream())
                            .collect(Collectors.toSet()),
                    List.of(
                            CallLimits.S3,
                            CallLimits.SAGEMAKER,
                            CallLimits.DYNAMO_DB,
                            CallLimits.DYNAMO_DB,
                            CallLimits.DYNAMO_DB,
                            CallLimits.DYNAMO_DB)),
            new Deployed(
                    FailedEvents.class,
                    FailedEventsSettings::from,
                    READ_QUEUE,
                    List.of(CallLimits.S3, CallLimits.DYNAMO_DB, CallLimits.DYNAMO_DB)));

    String handler() {
        return type.getName();
    }

    /** Its name in the template. */
    String resource() {
        return type.getSimpleName();
    }

    /** What Lambda itself does in the function's name: it writes the log and traces, and to or from a queue. */
    Set<String> actionsOfLambda() {
        Set<String> actions = new TreeSet<>(Set.of("logs:CreateLogStream", "logs:PutLogEvents"));
        actions.addAll(queueActions);
        actions.addAll(TRACING_ACTIONS);
        return actions;
    }

    /** How long its calls of services can take, one after another. */
    Duration callTime() {
        return calls.stream().map(CallLimits::total).reduce(Duration.ZERO, Duration::plus);
    }

    /** The environment variables that its settings are read from. */
    Set<String> variables() {
        Reading reading = new Reading();
        try {
            settings.accept(reading);
        } catch (IllegalStateException e) {
            // What is required was not there; it was asked for.
        }
        return reading.names;
    }

    @Override
    public String toString() {
        return resource();
    }

    /** An environment that has nothing, and notes what is asked for. */
    private static final class Reading extends AbstractMap<String, String> {
        private final Set<String> names = new TreeSet<>();

        @Override
        public String getOrDefault(Object name, String otherwise) {
            names.add((String) name);
            return otherwise;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            throw new UnsupportedOperationException("settings are read one by one");
        }
    }
}
