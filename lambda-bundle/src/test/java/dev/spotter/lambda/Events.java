package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Map;

/** Events as the services write them. */
final class Events {
    private Events() {}

    /** Payload format 2.0 of an HTTP API. */
    static ObjectNode httpApi(String method, String path, String rawQuery, byte[] body) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", path)
                .put("rawQueryString", rawQuery);
        event.putObject("headers").put("accept", "*/*");
        ObjectNode context = event.putObject("requestContext");
        context.put("stage", "$default").putObject("http").put("method", method).put("path", path);
        if (body.length > 0) {
            event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        }
        return event;
    }

    /** Payload format 1.0 of a REST API. */
    static ObjectNode restApi(String method, String path, Map<String, String> query, String body) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "1.0").put("httpMethod", method).put("path", path);
        event.putObject("multiValueHeaders").putArray("Content-Type").add("application/json");
        ObjectNode parameters = event.putObject("multiValueQueryStringParameters");
        query.forEach((name, value) -> parameters.putArray(name).add(value));
        event.put("isBase64Encoded", false);
        if (!body.isEmpty()) {
            event.put("body", body);
        }
        return event;
    }

    /** A notification of S3, one record for each key, as they are. */
    static ObjectNode created(String sequencer, String... keys) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        for (String key : keys) {
            ObjectNode each = records.addObject();
            each.put("eventVersion", "2.3").put("eventSource", "aws:s3").put("eventName", "ObjectCreated:Put");
            ObjectNode s3 = each.putObject("s3");
            s3.putObject("bucket").put("name", "images");
            s3.putObject("object").put("key", URLEncoder.encode(key, UTF_8)).put("sequencer", sequencer);
        }
        return event;
    }

    /** What S3 sends when a notification is set up. */
    static ObjectNode test() {
        return JsonNodeFactory.instance.objectNode().put("Service", "Amazon S3").put("Event", "s3:TestEvent");
    }

    /** What SQS hands over when Lambda sent a failed invocation there (Lambda Developer Guide, "Destinations"). */
    static ObjectNode failed(JsonNode request) {
        ObjectNode invocation = JsonNodeFactory.instance.objectNode();
        invocation.put("version", "1.0");
        invocation
                .putObject("requestContext")
                .put("condition", "RetriesExhausted")
                .put("approximateInvokeCount", 3);
        invocation.set("requestPayload", request);
        invocation.putObject("responseContext").put("statusCode", 200).put("functionError", "Unhandled");
        invocation.putObject("responsePayload").put("errorMessage", "busy");
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putArray("Records")
                .addObject()
                .put("messageId", "059f36b4-87a3-44ab-83d2-661975830a7d")
                .put("eventSource", "aws:sqs")
                .put("body", invocation.toString());
        return event;
    }

    static JsonNode body(JsonNode response) {
        try {
            return LambdaJson.MAPPER.readTree(response.path("body").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends an event to a function; the response. */
    static JsonNode send(RequestStreamHandler function, JsonNode event) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(LambdaJson.MAPPER.writeValueAsBytes(event)), response, null);
        return LambdaJson.MAPPER.readTree(response.toByteArray());
    }
}
