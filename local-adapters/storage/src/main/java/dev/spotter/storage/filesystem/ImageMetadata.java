package dev.spotter.storage.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/**
 * What stands beside an image: the upload it came by, its size and its hash, as a properties file in UTF-8.
 *
 * @param sha256 64 digits in lower case; empty where a version of Spotter wrote it that kept none
 * @param deletionHash of the token that may delete the image; empty if clients cannot delete it
 */
record ImageMetadata(Upload upload, int sizeBytes, Optional<String> sha256, Optional<DeletionHash> deletionHash) {
    /** Many times as much as the longest name needs. */
    static final int MAX_BYTES = 1 << 14;

    private static final String FILENAME = "filename";
    private static final String UPLOADED_AT = "uploadedAt";
    private static final String SIZE_BYTES = "sizeBytes";
    private static final String SHA_256 = "sha256";
    private static final String DELETION_TOKEN_SHA_256 = "deletionTokenSha256";

    static ImageMetadata of(StoredImage image) {
        return new ImageMetadata(
                image.upload(),
                image.bytes().sizeBytes(),
                Optional.of(Sha256.hex(image.bytes().buffer())),
                image.deletionHash());
    }

    /** Whether these bytes may be the image's: without a known hash, any bytes may be. */
    boolean isOf(ImageBytes bytes) {
        return bytes.sizeBytes() == sizeBytes
                && sha256.map(Sha256.hex(bytes.buffer())::equals).orElse(true);
    }

    byte[] encode() throws IOException {
        Properties properties = new Properties();
        properties.setProperty(FILENAME, upload.filename().value());
        properties.setProperty(UPLOADED_AT, upload.uploadedAt().toString());
        properties.setProperty(SIZE_BYTES, Integer.toString(sizeBytes));
        sha256.ifPresent(hash -> properties.setProperty(SHA_256, hash));
        deletionHash.ifPresent(hash -> properties.setProperty(DELETION_TOKEN_SHA_256, hash.text()));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString().getBytes(UTF_8);
    }

    /** @throws IllegalArgumentException if this is not what {@link #encode} wrote */
    static ImageMetadata decode(ImageId id, byte[] encoded) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(encoded, UTF_8)));
            Filename filename = new Filename(properties.getProperty(FILENAME, ""));
            Instant uploadedAt = Instant.parse(properties.getProperty(UPLOADED_AT, ""));
            int sizeBytes = Integer.parseInt(properties.getProperty(SIZE_BYTES, ""));
            return new ImageMetadata(
                    new Upload(id, filename, uploadedAt),
                    sizeBytes,
                    Optional.ofNullable(properties.getProperty(SHA_256)),
                    Optional.ofNullable(properties.getProperty(DELETION_TOKEN_SHA_256))
                            .map(DeletionHash::new));
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalArgumentException("not the metadata of an image", e);
        }
    }
}
