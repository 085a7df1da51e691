package dev.spotter.storage.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What each client has of the queue, so that many uploads of one client do not delay another's. A client's uploads
 * count as coming one after the other, each when the expected time of those before it is over: this is start-time fair
 * queueing (Goyal, Vin and Cheng, 1996), by each client's own clock. And a part of the places is kept from those who
 * have many. Thread-safe.
 */
final class ClientShares {
    /** One eighth of the places is kept for clients that have fewer images in the queue than that. */
    private static final int KEPT_PART = 8;

    private final int kept;
    private final Map<String, Share> shares = new HashMap<>();

    private static final class Share {
        private int images;
        private long nextQuickNanos;
        private long nextCostlyNanos;

        private Share(long nowNanos) {
            nextQuickNanos = nowNanos;
            nextCostlyNanos = nowNanos;
        }
    }

    /** @param places of all clients together */
    ClientShares(int places) {
        kept = places / KEPT_PART;
    }

    /** How many images a client has in the queue. */
    synchronized int images(String client) {
        Share share = shares.get(client);
        return share == null ? 0 : share.images;
    }

    /** Takes one of the free places for a client, or none if those that are left are kept from it. */
    synchronized boolean take(String client, int free, long nowNanos) {
        if (kept > 0 && free <= kept && images(client) >= kept) {
            return false;
        }
        shares.computeIfAbsent(client, name -> new Share(nowNanos)).images++;
        return true;
    }

    /** Gives a place back that was taken. */
    synchronized void giveBack(String client) {
        shares.computeIfPresent(client, (name, share) -> --share.images == 0 ? null : share);
    }

    /**
     * The turn of an upload of a client that has a place; its quick ones and its costly ones each come one after the
     * other.
     */
    synchronized QueuePriority priority(String client, Duration expected, boolean costly, long nowNanos, long number) {
        Share share = shares.computeIfAbsent(client, name -> new Share(nowNanos));
        long next = costly ? share.nextCostlyNanos : share.nextQuickNanos;
        QueuePriority priority = QueuePriority.ofUpload(next - nowNanos > 0 ? next : nowNanos, expected, number);
        if (costly) {
            share.nextCostlyNanos = priority.nanos();
        } else {
            share.nextQuickNanos = priority.nanos();
        }
        return priority;
    }
}
