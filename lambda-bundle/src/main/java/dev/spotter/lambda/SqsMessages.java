package dev.spotter.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/**
 * An event of SQS: messages, each of which succeeds or fails for itself (AWS Lambda Developer Guide, "Handling errors
 * for an SQS event source in Lambda").
 */
record SqsMessages(JsonNode event) {
    /** Whether an event is one of SQS. */
    static boolean areIn(JsonNode event) {
        return event.at("/Records/0/eventSource").asText().equals("aws:sqs");
    }

    /**
     * Processes each message.
     *
     * @param process the body of a message; false if the message must come again
     * @return the response, which names the messages that failed. SQS reads it only if the event source mapping has the
     *     response type {@code ReportBatchItemFailures}; without it, SQS deletes all messages
     */
    JsonNode process(Predicate<String> process) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        ArrayNode failures = response.putArray("batchItemFailures");
        for (JsonNode message : event.path("Records")) {
            if (!process.test(message.path("body").asText())) {
                failures.addObject()
                        .put("itemIdentifier", message.path("messageId").asText());
            }
        }
        return response;
    }
}
