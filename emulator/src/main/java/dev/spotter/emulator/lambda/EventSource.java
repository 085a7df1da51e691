package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An event source mapping: threads that bring a queue's messages to a function. */
final class EventSource {
    private static final int MAX_POLLERS = 5;

    private final MessageQueue queue;
    private final DeployedFunction function;
    private final int batchSize;
    private final boolean reportsFailures;
    private final TimeScale scale;
    private final SqsNames names;
    private final StateMonitor monitor;
    private final List<Thread> pollers = new ArrayList<>();

    /** What an event says of a queue. */
    record SqsNames(String region, String account) {
        String arn(MessageQueue queue) {
            return "arn:aws:sqs:%s:%s:%s".formatted(region, account, queue.name());
        }
    }

    EventSource(
            MessageQueue queue,
            DeployedFunction function,
            int batchSize,
            boolean reportsFailures,
            TimeScale scale,
            SqsNames names,
            StateMonitor monitor) {
        this.queue = queue;
        this.function = function;
        this.batchSize = batchSize;
        this.reportsFailures = reportsFailures;
        this.scale = scale;
        this.names = names;
        this.monitor = monitor;
    }

    void start() {
        int count = Math.min(MAX_POLLERS, Math.max(1, function.settings().reservedConcurrency()));
        for (int i = 0; i < count; i++) {
            Thread poller = new Thread(this::poll, "aws-emulator-lambda-queue");
            poller.setDaemon(true);
            pollers.add(poller);
            poller.start();
        }
    }

    MessageQueue queue() {
        return queue;
    }

    void stop() {
        pollers.forEach(Thread::interrupt);
    }

    void join() throws InterruptedException {
        for (Thread poller : pollers) {
            poller.join();
        }
    }

    private void poll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                work(queue.receive(batchSize));
            }
        } catch (InterruptedException e) {
            // Closed: what is in the queue stays there.
        }
    }

    private void work(List<MessageQueue.Received> batch) {
        long start = System.nanoTime();
        byte[] event = SqsEvent.write(batch, names.arn(queue), names.region(), names.account());
        Invocation invocation = function.invoke(UUID.randomUUID().toString(), event);
        List<MessageQueue.Received> failed = failed(batch, invocation);
        batch.stream().filter(message -> !failed.contains(message)).forEach(queue::delete);
        if (!failed.isEmpty()) {
            // The visibility timeout began with the receipt. What is left of it is shortened, what the function took is
            // not.
            Duration left = queue.visibilityTimeout().minusNanos(System.nanoTime() - start);
            Duration pause = left.isNegative() ? Duration.ZERO : scale.of(left);
            failed.forEach(message -> queue.giveBack(message, pause));
        }
        monitor.changed();
    }

    private List<MessageQueue.Received> failed(List<MessageQueue.Received> batch, Invocation invocation) {
        if (!invocation.isSuccess()) {
            return batch;
        }
        return reportsFailures ? BatchResponse.failed(batch, invocation.payload()) : List.of();
    }
}
