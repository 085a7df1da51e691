package dev.spotter.emulator.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A function's response that names the messages that failed (Lambda Developer Guide, "Implementing partial batch
 * responses").
 */
final class BatchResponse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchResponse() {}

    /** The messages that the response names: none for an empty one, all for one that cannot be read. */
    static List<MessageQueue.Received> failed(List<MessageQueue.Received> batch, byte[] response) {
        try {
            Set<String> named = JSON.readTree(response)
                    .path("batchItemFailures")
                    .valueStream()
                    .map(failure -> failure.path("itemIdentifier").asText())
                    .collect(Collectors.toSet());
            Set<String> ids = batch.stream().map(MessageQueue.Received::id).collect(Collectors.toSet());
            return ids.containsAll(named)
                    ? batch.stream()
                            .filter(message -> named.contains(message.id()))
                            .toList()
                    : batch;
        } catch (IOException e) {
            return batch;
        }
    }
}
