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
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Labels as gzipped JSON. DynamoDB's own numbers end at 1E-130, so a score would not come back as it went in; as an
 * attribute each, 1,000 labels would cost several times as much to write. An item has at most 400 KB: of labels that
 * take more, the best that fit are kept.
 */
final class LabelCodec {
    private static final JsonMapper JSON = new JsonMapper();

    /** What leaves 50 KB of an item for the rest. */
    private static final int MAX_BYTES = 350_000;

    private LabelCodec() {}

    /** @param labels by descending score */
    static byte[] encode(List<Label> labels) {
        int kept = labels.size();
        byte[] bytes = gzip(labels);
        while (bytes.length > MAX_BYTES && kept > 1) {
            kept -= kept / 8 + 1;
            bytes = gzip(labels.subList(0, kept));
        }
        return bytes;
    }

    private static byte[] gzip(List<Label> labels) {
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
