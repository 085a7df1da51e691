package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes an error the way its service does, so that an SDK makes its typed exception of it. */
final class ErrorResponse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorResponse() {}

    /**
     * Reads the rest of the request first: a client that is still sending would see a broken pipe instead of the
     * response.
     */
    static void writeLast(
            Service service, Fault.ServiceError error, Request request, Response response, Callback callback) {
        Content.Source.consumeAll(
                request, Callback.from(() -> write(service, error, response, callback), callback::failed));
    }

    static void write(Service service, Fault.ServiceError error, Response response, Callback callback) {
        String requestId = UUID.randomUUID().toString();
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(error.status());
        headers.put(service == Service.S3 ? "x-amz-request-id" : "x-amzn-RequestId", requestId);
        switch (service) {
            case S3 -> headers.put(HttpHeader.CONTENT_TYPE, "application/xml");
            case DYNAMODB -> headers.put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
            case SAGEMAKER, LAMBDA -> {
                headers.put(HttpHeader.CONTENT_TYPE, "application/json");
                headers.put("x-amzn-ErrorType", error.code());
            }
        }
        String body = service == Service.S3 ? xml(error, requestId) : json(service, error);
        response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
    }

    private static String xml(Fault.ServiceError error, String requestId) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>")
                .formatted(escape(error.code()), escape(error.message()), requestId);
    }

    private static String json(Service service, Fault.ServiceError error) {
        Map<String, Object> members = new LinkedHashMap<>(error.members());
        if (service == Service.DYNAMODB) {
            members.put("__type", "com.amazonaws.dynamodb.v20120810#" + error.code());
            members.put("message", error.message());
        } else {
            members.put("Message", error.message());
        }
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the error's members cannot be written as JSON", e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
