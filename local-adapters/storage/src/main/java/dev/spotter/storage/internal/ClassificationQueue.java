package dev.spotter.storage.internal;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.application.FailureRecording;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.error.BusyException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.prediction.Sequence;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Classifies stored images in the background, as S3's events make Lambda do in production. A bounded number of uploads
 * may wait; images found at a start wait in addition, after the uploads. {@link QueuePriority} and {@link ClientShares}
 * decide which image is next. With more than one worker, costly images never occupy all, so that a quick one finds a
 * free worker soon. What fails is tried again, {@value #ATTEMPTS} times in all, then given up. While the images'
 * directory is missing, images wait. Thread-safe.
 */
public final class ClassificationQueue implements AutoCloseable {
    /** Lambda's number for asynchronous events. */
    public static final int ATTEMPTS = 3;

    /** What takes longer keeps others waiting noticeably. */
    private static final Duration COSTLY = Duration.ofMillis(500);
    /** A run has fewer events than this has numbers. */
    private static final int COUNTER_BITS = 40;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final System.Logger LOG = System.getLogger(ClassificationQueue.class.getName());

    private final Consumer<ImageStored> events;
    private final FailureRecording failures;
    private final Function<ImageBytes, Duration> expectedTime;
    private final BooleanSupplier storePresent;
    private final int length;
    private final Semaphore places;
    private final ClientShares shares;
    private final ThreadPoolExecutor workers;
    /** Costly ones whose turn came while enough of their kind were at work; the lock of {@link #costlyPlaces}. */
    private final PriorityQueue<Task> parked = new PriorityQueue<>();

    private int costlyPlaces;
    private final AtomicLong counter;
    private volatile boolean stopping;

    /**
     * A queue whose workers start at once.
     *
     * @param events classifies an image
     * @param expectedTime how long an image will be classified, about
     * @param storePresent whether images can be loaded at all; while they cannot, images wait, and none is tried
     * @param length how many uploads may wait
     * @param workers how many images are classified at once
     * @param run greater at each start: so the sequences of its events are greater than those of all earlier runs
     */
    public ClassificationQueue(
            Consumer<ImageStored> events,
            FailureRecording failures,
            Function<ImageBytes, Duration> expectedTime,
            BooleanSupplier storePresent,
            int length,
            int workers,
            long run) {
        this.expectedTime = expectedTime;
        this.storePresent = storePresent;
        this.events = events;
        this.failures = failures;
        this.counter = new AtomicLong(run << COUNTER_BITS);
        this.length = length;
        this.places = new Semaphore(length);
        this.shares = new ClientShares(length);
        this.costlyPlaces = Math.max(1, workers - 1);
        this.workers = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
    }

    /**
     * Promises a place to an upload, before it is stored: so no image is accepted that cannot wait.
     *
     * @param client who uploads it
     * @throws BusyException if all places for this client are taken, or the queue stops
     */
    public Place reserve(String client) {
        if (stopping) {
            throw new BusyException("the server is stopping; upload the image again later", BETWEEN_ATTEMPTS);
        }
        if (!places.tryAcquire()) {
            throw new BusyException(
                    "%,d images are waiting already, which is the limit; upload the image again later"
                            .formatted(length),
                    BETWEEN_ATTEMPTS);
        }
        if (!shares.take(client, places.availablePermits() + 1, System.nanoTime())) {
            places.release();
            throw new BusyException(
                    ("%,d of your images are waiting already, and the places that are left are kept for others; "
                                    + "upload the image again later")
                            .formatted(shares.images(client)),
                    BETWEEN_ATTEMPTS);
        }
        return new Place(client);
    }

    /** How many uploads have a place: those that wait and those at work. */
    public int uploads() {
        return length - places.availablePermits();
    }

    /** How many images wait, whether they were uploaded or found at a start. */
    public int waiting() {
        return workers.getQueue().size();
    }

    /**
     * Adds an image that was stored before this start; {@code whenDone} runs when it has its outcome or is given up.
     */
    public void addFound(ImageId id, Runnable whenDone) {
        ImageStored event = event(id);
        workers.execute(new Task(event, QueuePriority.ofFound(counter.incrementAndGet()), false, whenDone, 1));
    }

    /**
     * Accepts no more uploads, finishes the accepted ones, and drops the found ones, which the next start finds again.
     */
    @Override
    public void close() {
        stopping = true;
        try {
            if (!places.tryAcquire(length, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(WARNING, "stopped with images still waiting; the next start classifies them");
            }
            workers.getQueue().clear();
            workers.shutdown();
            workers.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            workers.shutdownNow();
        }
    }

    private ImageStored event(ImageId id) {
        return new ImageStored(id, Sequence.of(counter.incrementAndGet()));
    }

    /** Whether a costly image may begin; else it waits until another has ended. */
    private boolean takeCostlyPlace(Task task) {
        synchronized (parked) {
            if (costlyPlaces > 0) {
                costlyPlaces--;
                return true;
            }
            parked.add(task);
            return false;
        }
    }

    private void giveCostlyPlaceBack() {
        synchronized (parked) {
            costlyPlaces++;
            Task next = parked.poll();
            if (next != null) {
                workers.execute(next);
            }
        }
    }

    /** A reserved place: used for an image, or released. */
    public final class Place {
        private final String client;

        private Place(String client) {
            this.client = client;
        }

        /**
         * Queues the image that the place was reserved for.
         *
         * @param image whose header can be read
         */
        public void use(StoredImage image) {
            Duration expected = expectedTime.apply(image.bytes());
            boolean costly = expected.compareTo(COSTLY) > 0;
            QueuePriority priority =
                    shares.priority(client, expected, costly, System.nanoTime(), counter.incrementAndGet());
            workers.execute(new Task(event(image.id()), priority, costly, this::giveBack, 1));
        }

        /** Leaves the place to others, because the image was not stored. */
        public void giveBack() {
            shares.giveBack(client);
            places.release();
        }
    }

    private final class Task implements Runnable, Comparable<Task> {
        private final ImageStored event;
        private final QueuePriority priority;
        private final boolean costly;
        private final Runnable whenDone;
        private final int attempt;

        private Task(ImageStored event, QueuePriority priority, boolean costly, Runnable whenDone, int attempt) {
            this.event = event;
            this.priority = priority;
            this.costly = costly;
            this.whenDone = whenDone;
            this.attempt = attempt;
        }

        @Override
        public void run() {
            if (!costly) {
                classify();
            } else if (takeCostlyPlace(this)) {
                try {
                    classify();
                } finally {
                    giveCostlyPlaceBack();
                }
            }
        }

        private void classify() {
            if (!storePresent.getAsBoolean()) {
                awaitStore();
                return;
            }
            try {
                events.accept(event);
                whenDone.run();
            } catch (RuntimeException e) {
                retryOrGiveUp(e);
            } catch (Error e) {
                retryOrGiveUp(new IllegalStateException("the classification failed", e));
            }
        }

        private void retryOrGiveUp(RuntimeException error) {
            if (!storePresent.getAsBoolean()) {
                awaitStore();
                return;
            }
            if (attempt < ATTEMPTS) {
                LOG.log(WARNING, "image {0} failed, it is tried again: {1}", event.id(), error.getMessage());
                retry(attempt + 1);
                return;
            }
            report("image " + event.id() + " failed " + ATTEMPTS + " times and is given up", error);
            try {
                failures.record(event, error);
            } catch (RuntimeException e) {
                report("image " + event.id() + " could not be noted as failed; the next start tries it again", e);
            }
            whenDone.run();
        }

        /** Nothing is wrong with the image; a stop does not wait for a disk that may never come back. */
        private void awaitStore() {
            if (stopping) {
                whenDone.run();
            } else {
                retry(attempt);
            }
        }

        private void retry(int nextAttempt) {
            CompletableFuture.delayedExecutor(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS, workers)
                    .execute(new Task(event, priority, costly, whenDone, nextAttempt));
        }

        /** A failing disk fails for each image, so one line is logged, without a stack trace. */
        private static void report(String what, RuntimeException error) {
            if (error instanceof StorageException) {
                LOG.log(ERROR, "{0}: {1} ({2})", what, error.getMessage(), String.valueOf(error.getCause()));
            } else {
                LOG.log(ERROR, what, error);
            }
        }

        @Override
        public int compareTo(Task other) {
            return priority.compareTo(other.priority);
        }
    }
}
