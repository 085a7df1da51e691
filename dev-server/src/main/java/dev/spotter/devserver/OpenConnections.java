package dev.spotter.devserver;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.io.Connection;

/**
 * The connections to the server, {@value #MOST} at most: each takes some memory, also where its client sends half a
 * request and no more. One that is opened beyond the limit displaces the one that has rested longest: that waits for a
 * request, for the rest of its head, or for its client to take an answer. So nobody is kept out by connections that are
 * only held. Thread-safe.
 */
final class OpenConnections implements Connection.Listener {
    /** More than the bodies and the requests that are handled at once, so that some always rest. */
    static final int MOST = 1_024;

    private final Set<Connection> open = new HashSet<>();
    private final Set<Connection> resting = new LinkedHashSet<>();

    @Override
    public void onOpened(Connection connection) {
        Connection displaced = null;
        synchronized (this) {
            open.add(connection);
            if (open.size() > MOST) {
                Iterator<Connection> longest = resting.iterator();
                displaced = longest.hasNext() ? longest.next() : connection;
                forget(displaced);
            }
            rest(connection);
        }
        if (displaced != null) {
            displaced.close();
        }
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        forget(connection);
    }

    /** Says that a request of this connection is being handled. */
    synchronized void work(Connection connection) {
        resting.remove(connection);
    }

    /** Says that nothing is to be done for this connection but to wait for its client. */
    synchronized void rest(Connection connection) {
        if (open.contains(connection)) {
            resting.add(connection);
        }
    }

    private void forget(Connection connection) {
        open.remove(connection);
        resting.remove(connection);
    }
}
