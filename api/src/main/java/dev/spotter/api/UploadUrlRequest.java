package dev.spotter.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/**
 * The body of {@code POST /upload-url}. Other fields are ignored.
 *
 * @param sizeBytes the nearest {@code long} if it does not fit
 */
record UploadUrlRequest(String filename, long sizeBytes, String contentType) {
    static final String EXPECTED =
            "send JSON as in {\"filename\": \"cat.jpg\", \"sizeBytes\": 20000000, \"contentType\": \"image/jpeg\"}";
    static final int MAX_BODY_BYTES = 64 << 10;
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** @throws InvalidRequestException if the body is invalid */
    static UploadUrlRequest read(ImageBytes body) {
        JsonNode json = parsed(body);
        return new UploadUrlRequest(text(json, "filename"), size(json), text(json, "contentType"));
    }

    static InvalidRequestException badSize(String bytes) {
        return invalid(
                "body",
                String.format(
                        Locale.ROOT,
                        "the body must have 1 to %,d bytes but has %s: %s",
                        MAX_BODY_BYTES,
                        bytes,
                        EXPECTED));
    }

    private static JsonNode parsed(ImageBytes body) {
        if (body.sizeBytes() == 0) {
            throw badSize("none");
        }
        JsonNode json;
        try {
            json = JSON.readTree(JsonText.reader(body, EXPECTED));
        } catch (JsonProcessingException e) {
            throw invalid("body", "the body is not well-formed JSON: " + EXPECTED);
        } catch (CharacterCodingException e) {
            throw JsonText.notUtf8(EXPECTED);
        } catch (IOException e) {
            throw invalid("body", "the body cannot be read as JSON: " + EXPECTED);
        }
        if (!json.isObject()) {
            throw invalid("body", "the body must be a JSON object: " + EXPECTED);
        }
        requireUnicode(json);
        return json;
    }

    private static void requireUnicode(JsonNode json) {
        if (json.isTextual()) {
            JsonText.requireUnicode("body", json.asText());
        }
        json.fieldNames().forEachRemaining(name -> JsonText.requireUnicode("body", name));
        json.forEach(UploadUrlRequest::requireUnicode);
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw invalid(field, problem(json, field, "a string"));
        }
        return json.path(field).asText();
    }

    private static long size(JsonNode json) {
        JsonNode size = json.path("sizeBytes");
        if (!size.isIntegralNumber()) {
            throw invalid("sizeBytes", problem(json, "sizeBytes", "a whole number"));
        }
        if (size.canConvertToLong()) {
            return size.longValue();
        }
        return size.bigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static String problem(JsonNode json, String field, String expected) {
        return json.has(field) ? "%s must be %s".formatted(field, expected) : field + " is missing: " + EXPECTED;
    }

    private static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(field, message);
    }
}
