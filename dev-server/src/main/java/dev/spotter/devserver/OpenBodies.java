package dev.spotter.devserver;

import dev.spotter.core.error.BusyException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bodies that are being read. There is a number of them for each client and for all; where it is reached, the
 * slowest gives way if it is slow at all, so that no client keeps others out by sending a little now and then. One that
 * sends next to nothing is ended in any case. Thread-safe.
 */
final class OpenBodies {
    /** A browser sends six at once, and a program seldom more than one for each of its threads. */
    static final int MOST_OF_A_CLIENT = 128;

    static final int MOST_OF_ALL = 512;
    static final long LEAST_BYTES_PER_SECOND = 1 << 10;
    /** As long as an address is good that is signed for an image. */
    static final Duration LONGEST = Duration.ofMinutes(15);
    /** What is faster than this does not give way. */
    private static final double SLOW_BYTES_PER_SECOND = 1 << 15;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Map<IncomingBody, Entry> open = new LinkedHashMap<>();

    /** @param client empty if the body is discarded: it uses no memory, and so counts for no client */
    private record Entry(String client, Runnable giveUp) {}

    /**
     * Notes a body before it is read.
     *
     * @param client by whom it is sent
     * @param giveUp responds to the client when the body is ended from here
     * @throws BusyException if there are too many, and all of them are fast
     */
    void add(IncomingBody body, String client, Runnable giveUp) {
        Optional<Runnable> displaced;
        synchronized (this) {
            displaced = makePlace(client);
            open.put(body, new Entry(client, giveUp));
        }
        displaced.ifPresent(Runnable::run);
    }

    /** Notes a body that is discarded, so that it is ended too if it is too slow. */
    synchronized void addUnwanted(IncomingBody body, Runnable giveUp) {
        open.put(body, new Entry("", giveUp));
    }

    synchronized void remove(IncomingBody body) {
        open.remove(body);
    }

    /** Ends those that are too slow; to be called every second or so. */
    void endSlow() {
        end(all().stream()
                .filter(body -> body.isTooSlow(LEAST_BYTES_PER_SECOND, LONGEST))
                .toList());
    }

    /** Ends all. */
    void endAll() {
        end(all());
    }

    private synchronized List<IncomingBody> all() {
        return List.copyOf(open.keySet());
    }

    private void end(List<IncomingBody> bodies) {
        for (IncomingBody body : bodies) {
            Entry entry;
            synchronized (this) {
                entry = open.remove(body);
            }
            if (entry != null) {
                body.end(entry.giveUp());
            }
        }
    }

    private Optional<Runnable> makePlace(String client) {
        List<String> clients = open.values().stream()
                .map(Entry::client)
                .filter(name -> !name.isEmpty())
                .toList();
        boolean isClientFull = Collections.frequency(clients, client) >= MOST_OF_A_CLIENT;
        if (!isClientFull && clients.size() < MOST_OF_ALL) {
            return Optional.empty();
        }
        IncomingBody slowest = open.entrySet().stream()
                .filter(entry -> !entry.getValue().client().isEmpty())
                .filter(entry -> !isClientFull || entry.getValue().client().equals(client))
                .map(Map.Entry::getKey)
                .min(Comparator.comparingDouble(IncomingBody::bytesPerSecond))
                .filter(body -> body.bytesPerSecond() < SLOW_BYTES_PER_SECOND)
                .orElseThrow(() -> new BusyException("too many uploads at once; upload the image again later", PAUSE));
        return Optional.ofNullable(open.remove(slowest)).map(entry -> () -> slowest.end(entry.giveUp()));
    }
}
