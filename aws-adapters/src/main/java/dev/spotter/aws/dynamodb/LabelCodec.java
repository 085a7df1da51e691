package dev.spotter.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.spotter.core.classification.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Labels as gzipped JSON. DynamoDB's own numbers end at 1E-130, so a score would not come back as it went in; as an
 * attribute each, 1,000 labels would cost several times as much to write.
 */
final class LabelCodec {
    private static final JsonMapper JSON = new JsonMapper();

    private LabelCodec() {}

    static byte[] encode(Collection<Label> labels) {
        ArrayNode pairs = JSON.createArrayNode();
        labels.forEach(label -> pairs.addArray().add(label.name()).add(label.score()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            JSON.writeValue(gzip, pairs);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if this is not what {@link #encode} wrote */
    static List<Label> decode(InputStream encoded) {
        try (InputStream gzip = new GZIPInputStream(encoded)) {
            List<Label> labels = new ArrayList<>();
            for (JsonNode pair : JSON.readTree(gzip)) {
                labels.add(new Label(pair.path(0).asText(), pair.path(1).asDouble()));
            }
            return labels;
        } catch (IOException e) {
            throw new IllegalArgumentException("the labels cannot be read", e);
        }
    }
}
