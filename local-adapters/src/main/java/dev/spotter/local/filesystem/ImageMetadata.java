package dev.spotter.local.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Properties;

/** What stands beside an image: the upload it came by and its size, as a properties file in UTF-8. */
record ImageMetadata(Upload upload, int sizeBytes) {
    private static final String FILENAME = "filename";
    private static final String UPLOADED_AT = "uploadedAt";
    private static final String SIZE_BYTES = "sizeBytes";

    static ImageMetadata of(StoredImage image) {
        return new ImageMetadata(image.upload(), image.bytes().sizeBytes());
    }

    byte[] encode() throws IOException {
        Properties properties = new Properties();
        properties.setProperty(FILENAME, upload.filename().value());
        properties.setProperty(UPLOADED_AT, upload.uploadedAt().toString());
        properties.setProperty(SIZE_BYTES, Integer.toString(sizeBytes));
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
            return new ImageMetadata(new Upload(id, filename, uploadedAt), sizeBytes);
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalArgumentException("not the metadata of an image", e);
        }
    }
}
