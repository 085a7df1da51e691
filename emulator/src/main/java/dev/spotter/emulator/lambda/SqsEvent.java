package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Messages as Lambda hands them to a function (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
final class SqsEvent {
    private SqsEvent() {}

    static byte[] write(List<MessageQueue.Received> messages, String queueArn, String region, String account) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        for (MessageQueue.Received message : messages) {
            ObjectNode record = records.addObject();
            record.put("messageId", message.id())
                    .put("receiptHandle", message.receipt())
                    .put("body", message.body());
            record.putObject("attributes")
                    .put("ApproximateReceiveCount", Integer.toString(message.receiveCount()))
                    .put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()))
                    .put("SenderId", account)
                    .put(
                            "ApproximateFirstReceiveTimestamp",
                            Long.toString(message.firstReceivedAt().toEpochMilli()));
            record.putObject("messageAttributes");
            record.put("md5OfBody", md5(message.body()))
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", queueArn)
                    .put("awsRegion", region);
        }
        return event.toString().getBytes(UTF_8);
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
