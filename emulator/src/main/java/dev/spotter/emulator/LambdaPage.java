package dev.spotter.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.emulator.lambda.FunctionCounts;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.emulator.lambda.MessageQueue;
import dev.spotter.emulator.lambda.QueueMessage;

/** Lambda by HTTP: the functions with their counters, the queues with their messages. */
final class LambdaPage implements AdminPage {
    static final String NAME = "lambda";

    private final LambdaEmulator lambda;

    LambdaPage(LambdaEmulator lambda) {
        this.lambda = lambda;
    }

    @Override
    public JsonNode get() {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("timeScale", lambda.timeScale());
        ObjectNode functions = response.putObject("functions");
        lambda.functions().forEach((name, counts) -> write(counts, functions.putObject(name)));
        ObjectNode queues = response.putObject("queues");
        lambda.queues().forEach(queue -> write(queue, queues.putObject(queue.name())));
        return response;
    }

    private static void write(FunctionCounts counts, ObjectNode to) {
        to.put("invocations", counts.invocations())
                .put("errors", counts.errors())
                .put("throttles", counts.throttles())
                .put("running", counts.running())
                .put("waiting", counts.waiting())
                .put("deadEvents", counts.deadEvents())
                .put("coldStarts", counts.coldStarts())
                .put("environments", counts.environments());
        ArrayNode times = to.putArray("coldStartMillis");
        counts.coldStartTimes().forEach(time -> times.add(time.toMillis()));
    }

    private static void write(MessageQueue queue, ObjectNode to) {
        to.put("sent", queue.sent());
        ArrayNode messages = to.putArray("messages");
        for (QueueMessage message : queue.messages()) {
            messages.addObject()
                    .put("id", message.id())
                    .put("sentAt", message.sentAt().toString())
                    .put("receiveCount", message.receiveCount())
                    .put("inFlight", message.isInFlight())
                    .put("body", message.body());
        }
    }
}
