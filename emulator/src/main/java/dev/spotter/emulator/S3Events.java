package dev.spotter.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * S3's event notifications: sent when an object was created by {@code PutObject}, {@code CopyObject} or
 * {@code CompleteMultipartUpload}, also with a presigned URL. Each event has one record, in S3's JSON (Amazon S3 User
 * Guide, "Event message structure"). Thread-safe.
 *
 * <p>An event is delivered at least once: if a target throws, the delivery is retried until it succeeds. Without
 * {@link EventFaults} the events of a subscription are delivered one after another, in the order of the writes.
 */
public final class S3Events {
    private static final int SEED = 1;

    private final Identity identity;
    private final Clock clock;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final EventTally tally = new EventTally();
    private final AtomicLong sequencer = new AtomicLong();
    private final Random random = new Random(SEED);
    private volatile EventFaults faults = EventFaults.NONE;

    S3Events(Identity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Subscribes to the objects that are created from now on.
     *
     * @param bucket need not exist yet
     * @param prefix what a key must start with; empty for all
     * @param target receives the events as JSON, in a thread of the subscription; if it throws, the event is delivered
     *     again later
     * @throws IllegalArgumentException if the bucket is blank
     */
    public void subscribe(String bucket, String prefix, Consumer<byte[]> target) {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("bucket must not be blank");
        }
        subscriptions.add(new Subscription(bucket, prefix, target, tally));
    }

    /** Sets the faults of later events. */
    public void faults(EventFaults wanted) {
        faults = wanted;
    }

    /** The faults of events. */
    public EventFaults faults() {
        return faults;
    }

    public EventCounts counts() {
        return tally.counts();
    }

    /**
     * Waits until all events are delivered.
     *
     * @return false if the timeout expired first
     */
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        return tally.awaitNoneWaiting(atMost);
    }

    /** Raises the events of a write; events of one key are raised one after another. */
    void created(CreatedObject object) {
        String order = nextSequencer();
        for (Subscription subscription : subscriptions) {
            if (subscription.wants(object.bucket(), object.key())) {
                byte[] event = EventJson.write(object, order, now(), identity);
                EventFaults wrong = faults;
                tally.raised(wrong.copies());
                for (int i = 0; i < wrong.copies(); i++) {
                    subscription.deliver(event, wrong.delay().plus(disorder(wrong)));
                }
            }
        }
    }

    /** Events that are not yet delivered are dropped, and remain counted. */
    void close() throws InterruptedException {
        for (Subscription subscription : subscriptions) {
            subscription.close();
        }
        long lost = counts().waiting();
        if (lost > 0) {
            System.getLogger(S3Events.class.getName())
                    .log(System.Logger.Level.WARNING, "closed before {0} events of S3 were delivered", lost);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Duration disorder(EventFaults wrong) {
        if (!wrong.shuffle()) {
            return Duration.ZERO;
        }
        synchronized (random) {
            return Duration.ofMillis(random.nextInt((int) EventFaults.WINDOW.toMillis()));
        }
    }

    /** Of S3's length, and greater than any that an earlier emulator gave for an object in the same directory. */
    private String nextSequencer() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return "%018X".formatted(sequencer.updateAndGet(last -> Math.max(last + 1, micros)));
    }
}
