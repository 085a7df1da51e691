package dev.spotter.emulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Handler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB by DynamoDB Local, as a part of the front's server: its own would listen to the network and call home. */
final class DynamoDbBackend {
    /** It logs every statement; kept here because a logger that nobody holds forgets its level. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private final LocalDynamoDBServerHandler handler;

    private DynamoDbBackend(LocalDynamoDBServerHandler handler) {
        this.handler = handler;
    }

    static DynamoDbBackend open(Optional<Path> folder) throws Exception {
        SQLITE.setLevel(Level.WARNING);
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        boolean isShared = true;
        boolean isTransientSlow = false;
        LocalDynamoDBRequestHandler requests = new LocalDynamoDBRequestHandler(
                0, folder.isEmpty(), folder.map(Path::toString).orElse(null), isShared, isTransientSlow);
        return new DynamoDbBackend(new LocalDynamoDBServerHandler(requests, null));
    }

    Handler handler() {
        return handler;
    }

    void stop() {
        handler.close();
    }
}
