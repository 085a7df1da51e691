package dev.spotter.emulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB by DynamoDB Local, as a part of the front's server: its own would listen to the network and call home. */
final class DynamoDbBackend {
    /** It logs every statement; kept here because a logger without a reference loses its level. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private static final Duration STOP = Duration.ofSeconds(5);
    private static final String NAME = "aws-emulator-dynamodb";
    private static final int ANY_LEVEL = 0;
    private static final boolean SHARED = true;
    private static final boolean DELAYED = false;

    private final FutureTask<LocalDynamoDBServerHandler> opening;
    private final ThreadGroup threads;

    private DynamoDbBackend(FutureTask<LocalDynamoDBServerHandler> opening, ThreadGroup threads) {
        this.opening = opening;
        this.threads = threads;
    }

    /**
     * Begins to open the database, in a group of threads of its own: DynamoDB Local leaves its jobs asleep when it is
     * stopped, and gives no other hold of them.
     */
    static DynamoDbBackend start(Optional<Path> directory, Identity identity) {
        SQLITE.setLevel(Level.WARNING);
        ThreadGroup threads = new ThreadGroup(NAME);
        FutureTask<LocalDynamoDBServerHandler> opening = new FutureTask<>(() -> open(directory.orElse(null), identity));
        new Thread(threads, opening, NAME).start();
        return new DynamoDbBackend(opening, threads);
    }

    private static LocalDynamoDBServerHandler open(@Nullable Path directory, Identity identity) throws Exception {
        LocalDynamoDBRequestHandler requests = new LocalDynamoDBRequestHandler(
                ANY_LEVEL, directory == null, directory == null ? null : directory.toString(), SHARED, DELAYED);
        // The database and its threads are made at the first request.
        requests.listTables(
                identity.accessKeyId(),
                identity.region(),
                ListTablesRequest.builder().build());
        return new LocalDynamoDBServerHandler(requests, null);
    }

    /** The handler; waits until it is ready. */
    Handler handler() throws InterruptedException, ExecutionException {
        return opening.get();
    }

    void stop() throws InterruptedException {
        try {
            opening.get().close();
        } catch (ExecutionException e) {
            // It never was open: the caller that wanted the handler got the exception.
        }
        threads.interrupt();
        Thread[] left = new Thread[threads.activeCount() * 2];
        for (int i = threads.enumerate(left) - 1; i >= 0; i--) {
            left[i].join(STOP.toMillis());
        }
    }
}
