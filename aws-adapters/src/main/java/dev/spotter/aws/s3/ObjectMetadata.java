package dev.spotter.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An upload as an object's user metadata. Metadata travels in headers, so it is ASCII, and the case of its names is
 * nobody's.
 */
final class ObjectMetadata {
    private static final String FILENAME = "filename";
    private static final String UPLOADED_AT = "uploaded-at";
    private static final String DELETION_TOKEN_SHA_256 = "deletion-token-sha256";

    private ObjectMetadata() {}

    static Map<String, String> of(Upload upload, Optional<DeletionHash> deletionHash) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(FILENAME, percentEncoded(upload.filename().value()));
        metadata.put(UPLOADED_AT, upload.uploadedAt().toString());
        deletionHash.ifPresent(hash -> metadata.put(DELETION_TOKEN_SHA_256, hash.text()));
        return metadata;
    }

    /** Empty for an object of another tool. */
    static Optional<DeletionHash> deletionHash(Map<String, String> metadata) {
        return Optional.ofNullable(caseless(metadata).get(DELETION_TOKEN_SHA_256))
                .flatMap(DeletionHash::parse);
    }

    /**
     * The upload that an object's metadata describes. An object of another tool has no metadata of ours, or none that
     * makes sense: then its name is the last segment of its key, or its id where that is no name, and it was uploaded
     * when it was last modified.
     */
    static Upload read(ImageId id, String key, Map<String, String> metadata, Instant lastModified) {
        Map<String, String> values = caseless(metadata);
        Filename filename = Optional.ofNullable(values.get(FILENAME))
                .flatMap(encoded -> filename(percentDecoded(encoded)))
                .or(() -> filename(key))
                .orElseGet(() -> new Filename(id.text()));
        Instant uploadedAt = Optional.ofNullable(values.get(UPLOADED_AT))
                .flatMap(ObjectMetadata::time)
                .orElse(lastModified);
        return new Upload(id, filename, uploadedAt);
    }

    private static Map<String, String> caseless(Map<String, String> metadata) {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(metadata);
        return values;
    }

    /** Form encoding, but for the space: the metadata look as in a URL. */
    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Optional<Filename> filename(String text) {
        try {
            return Optional.of(Filename.clean(text));
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
