package dev.spotter.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"filename", "image"}} as a stream, so that the image's text is in memory only once. Other fields are
 * ignored.
 */
final class JsonUpload {
    private final ImageLimits limits;
    private final JsonFactory factory;

    JsonUpload(ImageLimits limits) {
        this.limits = limits;
        // A text is never longer than the body, whose size is checked before.
        int maxText = (int) Math.min(UploadRoute.maxBodyBytes(limits), Integer.MAX_VALUE);
        this.factory = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(maxText).build())
                .build();
    }

    NamedImage read(ImageBytes body) {
        try (JsonParser parser = factory.createParser(JsonText.reader(body, UploadDecoder.EXPECTED))) {
            return read(parser);
        } catch (JsonProcessingException e) {
            throw malformed(e.getLocation());
        } catch (CharacterCodingException e) {
            throw JsonText.notUtf8(UploadDecoder.EXPECTED);
        } catch (IOException e) {
            throw malformed(null);
        }
    }

    private NamedImage read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("body", "the body must be a JSON object but is " + nameOf(parser));
        }
        String filename = null;
        ImageText image = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = JsonText.requireUnicode("body", parser.currentName());
            parser.nextToken();
            switch (field) {
                case "filename" -> filename = readFilename(parser, filename);
                case "image" -> image = readImage(parser, image);
                default -> skip(parser);
            }
        }
        if (parser.nextToken() != null) {
            throw malformed(parser.currentTokenLocation());
        }
        return new NamedImage(given("filename", filename), given("image", image).toImage());
    }

    /** An ignored value must be JSON of Unicode text all the same, so that every reader of the body agrees on it. */
    private static void skip(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                JsonText.requireUnicode("body", parser.getText());
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static String readFilename(JsonParser parser, @Nullable String before) throws IOException {
        checkText("filename", parser, before);
        return JsonText.requireUnicode("filename", parser.getText());
    }

    private ImageText readImage(JsonParser parser, @Nullable ImageText before) throws IOException {
        checkText("image", parser, before);
        ImageText image = new ImageText(parser.getTextLength(), limits.maxBytes());
        parser.getText(image);
        image.close();
        return image;
    }

    private static void checkText(String field, JsonParser parser, @Nullable Object before) {
        if (before != null) {
            throw invalid(field, field + " must be given once but is given twice");
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid(field, "%s must be a string but is %s".formatted(field, nameOf(parser)));
        }
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw invalid(field, "%s is missing: %s".formatted(field, UploadDecoder.EXPECTED));
        }
        return value;
    }

    private static String nameOf(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "blank";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> token.asString();
        };
    }

    private static InvalidRequestException malformed(@Nullable JsonLocation where) {
        String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
        return invalid("body", "the body is not well-formed JSON%s: %s".formatted(place, UploadDecoder.EXPECTED));
    }

    private static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(field, message);
    }
}
