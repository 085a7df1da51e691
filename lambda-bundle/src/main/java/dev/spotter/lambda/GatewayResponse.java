package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.api.ApiResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** A response as API Gateway takes it from a function, in both payload formats. */
final class GatewayResponse {
    private GatewayResponse() {}

    static ObjectNode of(ApiResponse response) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("statusCode", response.status());
        ObjectNode headers = json.putObject("headers");
        response.headers().forEach(headers::put);
        byte[] body = response.body();
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return json.put("body", text).put("isBase64Encoded", false);
        } catch (CharacterCodingException e) {
            return json.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        }
    }
}
