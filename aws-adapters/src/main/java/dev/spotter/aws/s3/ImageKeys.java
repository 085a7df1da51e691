package dev.spotter.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.image.ImageId;
import dev.spotter.core.internal.Sha256;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Maps image ids to object keys. The key of an image that Spotter stored is the prefix and the id. A key of another
 * tool is mapped to an id too, always the same one, but the id does not give the key.
 *
 * @param prefix of all keys, {@code uploads/}
 */
public record ImageKeys(String prefix) {
    /** Keys under {@code uploads/}. */
    public static final ImageKeys UPLOADS = new ImageKeys("uploads/");

    private static final int ID_BYTES = 16;

    /** @throws IllegalArgumentException if the prefix does not end in a slash */
    public ImageKeys {
        if (!prefix.endsWith("/")) {
            throw new IllegalArgumentException("prefix must end in a slash but was \"" + prefix + "\"");
        }
    }

    /** The key of the image with this id. */
    public String keyOf(ImageId id) {
        return prefix + id;
    }

    /**
     * Whether a key is one of an image: it starts with the prefix, has more, and does not end in a slash. For a folder,
     * the console of S3 stores an empty object whose key does.
     */
    public boolean contains(String key) {
        return key.startsWith(prefix) && !key.endsWith("/");
    }

    /** The id of a key: the one in it, or the first 128 bits of the SHA-256 of the key in UTF-8. */
    public ImageId idOf(String key) {
        return ownId(key).orElseGet(() -> ImageId.of(Arrays.copyOf(Sha256.digest(key.getBytes(UTF_8)), ID_BYTES)));
    }

    /**
     * Decodes the key in an S3 event or a task of S3 Batch Operations, which is form-encoded: {@code red+flower.jpg} is
     * {@code red flower.jpg}.
     *
     * @throws IllegalArgumentException if it is not form-encoded
     */
    public static String ofEvent(String encodedKey) {
        try {
            return URLDecoder.decode(encodedKey, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key of an object must be form-encoded", e);
        }
    }

    /** Encodes a key as {@link #ofEvent} decodes it; also readable where {@code +} is no space. */
    public static String encoded(String key) {
        return URLEncoder.encode(key, UTF_8).replace("+", "%20").replace("%2F", "/");
    }

    private Optional<ImageId> ownId(String key) {
        return key.startsWith(prefix) ? ImageId.parse(key.substring(prefix.length())) : Optional.empty();
    }
}
