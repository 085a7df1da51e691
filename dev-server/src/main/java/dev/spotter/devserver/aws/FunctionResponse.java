package dev.spotter.devserver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.api.ApiResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an HTTP API makes of a function's response (API Gateway Developer Guide, "Lambda function response for format
 * 2.0").
 */
final class FunctionResponse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FunctionResponse() {}

    /**
     * The response: as the function says, or its whole payload as JSON where that has no status.
     *
     * @throws IOException if the payload is not JSON, which API Gateway answers with 500
     */
    static ApiResponse read(byte[] payload) throws IOException {
        JsonNode response = JSON.readTree(payload);
        if (!response.path("statusCode").canConvertToInt()) {
            return new ApiResponse(200, Map.of("Content-Type", "application/json"), payload);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        response.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new ApiResponse(response.path("statusCode").asInt(), headers, body(response));
    }

    /** A response of API Gateway itself. */
    static ApiResponse message(int status, String message) {
        byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(UTF_8);
        return new ApiResponse(status, Map.of("Content-Type", "application/json"), body);
    }

    private static byte[] body(JsonNode response) throws IOException {
        String body = response.path("body").asText("");
        if (!response.path("isBase64Encoded").asBoolean()) {
            return body.getBytes(UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IOException("the body is said to be base64 but is not", e);
        }
    }
}
