package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue with the rules of SQS, in this JVM: a received message is hidden for the visibility timeout. Its receiver
 * deletes it when done; otherwise it is received again. A message that was received too often becomes a dead letter. In
 * memory; thread-safe.
 */
public final class MessageQueue {
    private static final Duration DEFAULT_VISIBILITY = Duration.ofSeconds(30);

    private final String name;
    private final Duration visibilityTimeout;
    private final int maxReceiveCount;
    private final @Nullable MessageQueue deadLetters;
    private final Map<String, Held> messages = new LinkedHashMap<>();
    private long sent;

    /** A message that was received; its receipt is good until it is received again. */
    record Received(
            String id, String receipt, String body, Instant sentAt, Instant firstReceivedAt, int receiveCount) {}

    /** Without dead letters, and with SQS's visibility timeout of 30 s. */
    public MessageQueue(String name) {
        this(name, DEFAULT_VISIBILITY, Integer.MAX_VALUE, null);
    }

    /** Without dead letters: a failed message is received again for ever. */
    public MessageQueue(String name, Duration visibilityTimeout) {
        this(name, visibilityTimeout, Integer.MAX_VALUE, null);
    }

    /**
     * With dead letters.
     *
     * @param visibilityTimeout for how long a message belongs to its receiver, not negative
     * @param maxReceiveCount after how many receipts it goes to the dead letters, at least 1
     * @throws IllegalArgumentException if something is out of range
     */
    public MessageQueue(
            String name, Duration visibilityTimeout, int maxReceiveCount, @Nullable MessageQueue deadLetters) {
        if (!name.matches("[a-zA-Z0-9_-]{1,80}")) {
            throw new IllegalArgumentException(
                    "name must have 1 to 80 letters, digits, hyphens and underscores but was \"" + name + "\"");
        }
        if (visibilityTimeout.isNegative()) {
            throw new IllegalArgumentException("visibilityTimeout must not be negative but was " + visibilityTimeout);
        }
        if (maxReceiveCount < 1) {
            throw new IllegalArgumentException("maxReceiveCount must be at least 1 but was " + maxReceiveCount);
        }
        this.name = name;
        this.visibilityTimeout = visibilityTimeout;
        this.maxReceiveCount = maxReceiveCount;
        this.deadLetters = deadLetters;
    }

    public String name() {
        return name;
    }

    public Duration visibilityTimeout() {
        return visibilityTimeout;
    }

    /** Where messages go that came too often. */
    public Optional<MessageQueue> deadLetters() {
        return Optional.ofNullable(deadLetters);
    }

    /** Adds a message; its id is returned. */
    public String send(String body) {
        String id = UUID.randomUUID().toString();
        add(new Held(id, body, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        return id;
    }

    /**
     * All messages, also those in flight, in the order in which they came; immutable.
     */
    public synchronized List<QueueMessage> messages() {
        long now = System.nanoTime();
        return messages.values().stream()
                .map(held -> new QueueMessage(held.id, held.body, held.sentAt, held.receiveCount, !held.isVisible(now)))
                .toList();
    }

    /** How many messages ever came. */
    public synchronized long sent() {
        return sent;
    }

    synchronized boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Some messages, at least one: waits until there is one to be had. */
    synchronized List<Received> receive(int most) throws InterruptedException {
        List<Received> received = receiveNow(most);
        while (received.isEmpty()) {
            wait(millisToNext());
            received = receiveNow(most);
        }
        return received;
    }

    synchronized void delete(Received message) {
        Held held = messages.get(message.id());
        if (held != null && message.receipt().equals(held.receipt)) {
            messages.remove(message.id());
            notifyAll();
        }
    }

    /** Makes a received message available again after this time. */
    synchronized void giveBack(Received message, Duration after) {
        Held held = messages.get(message.id());
        if (held != null && message.receipt().equals(held.receipt)) {
            held.visibleAt = System.nanoTime() + after.toNanos();
            notifyAll();
        }
    }

    private synchronized void add(Held message) {
        messages.put(message.id, message);
        sent++;
        notifyAll();
    }

    private List<Received> receiveNow(int most) {
        long now = System.nanoTime();
        List<Received> received = new ArrayList<>();
        for (Iterator<Held> all = messages.values().iterator(); all.hasNext() && received.size() < most; ) {
            Held held = all.next();
            if (!held.isVisible(now)) {
                continue;
            }
            if (deadLetters != null && held.receiveCount >= maxReceiveCount) {
                all.remove();
                deadLetters.add(new Held(held.id, held.body, held.sentAt));
            } else {
                received.add(held.receive(now + visibilityTimeout.toNanos()));
            }
        }
        return received;
    }

    /** How long until a message can be had; 0 where there is none, which means for ever. */
    private long millisToNext() {
        long now = System.nanoTime();
        return messages.values().stream()
                .mapToLong(held -> Math.max(0, held.visibleAt - now) / 1_000_000 + 1)
                .min()
                .orElse(0);
    }

    /** A message in the queue; guarded by the queue. */
    private static final class Held {
        private final String id;
        private final String body;
        private final Instant sentAt;
        private @Nullable Instant firstReceivedAt;
        private String receipt = "";
        private int receiveCount;
        private long visibleAt = System.nanoTime();

        Held(String id, String body, Instant sentAt) {
            this.id = id;
            this.body = body;
            this.sentAt = sentAt;
        }

        boolean isVisible(long now) {
            return visibleAt - now <= 0;
        }

        Received receive(long until) {
            Instant first = firstReceivedAt == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : firstReceivedAt;
            firstReceivedAt = first;
            receipt = UUID.randomUUID().toString();
            receiveCount++;
            visibleAt = until;
            return new Received(id, receipt, body, sentAt, first, receiveCount);
        }
    }
}
