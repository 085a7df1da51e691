package dev.spotter.core.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The accepted image formats. They are detected by their first bytes, never by a declared type or a file name. */
public enum ImageFormat {
    JPEG("JPEG", "image/jpeg"),
    PNG("PNG", "image/png"),
    GIF("GIF", "image/gif"),
    BMP("BMP", "image/bmp"),
    WEBP("WebP", "image/webp"),
    TIFF("TIFF", "image/tiff");

    private final String displayName;
    private final String mediaType;

    ImageFormat(String displayName, String mediaType) {
        this.displayName = displayName;
        this.mediaType = mediaType;
    }

    /** The format's usual spelling. */
    public String displayName() {
        return displayName;
    }

    /** The format's media type, as registered with IANA. */
    public String mediaType() {
        return mediaType;
    }

    /** The usual spellings of all accepted formats. */
    public static List<String> displayNames() {
        return Arrays.stream(values()).map(ImageFormat::displayName).toList();
    }

    /**
     * The format with this media type or an older name of it, or empty. Case and parameters are ignored.
     */
    public static Optional<ImageFormat> ofMediaType(String mediaType) {
        String name = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(name)
                        || format.otherMediaTypes().contains(name))
                .findFirst();
    }

    /** The format that these bytes begin like, or empty. */
    public static Optional<ImageFormat> sniff(ImageBytes bytes) {
        return Arrays.stream(values())
                .filter(format -> format.matches(bytes.buffer()))
                .findFirst();
    }

    /** Names that are not registered, but sent by older browsers and systems. */
    private Set<String> otherMediaTypes() {
        return switch (this) {
            case JPEG -> Set.of("image/jpg", "image/pjpeg");
            case PNG -> Set.of("image/x-png");
            case GIF -> Set.of();
            case BMP -> Set.of("image/x-ms-bmp", "image/x-bmp", "image/x-windows-bmp");
            case WEBP -> Set.of("image/x-webp");
            case TIFF -> Set.of("image/tif", "image/x-tif", "image/x-tiff");
        };
    }

    private boolean matches(ByteBuffer b) {
        return switch (this) {
            case JPEG -> startsWith(b, 0, "\u00FF\u00D8\u00FF");
            case PNG -> startsWith(b, 0, "\u0089PNG\r\n\u001A\n");
            case GIF -> startsWith(b, 0, "GIF87a") || startsWith(b, 0, "GIF89a");
            case BMP ->
                startsWith(b, 0, "BM") && b.limit() >= 26 && isBmpHeaderSize(Integer.reverseBytes(b.getInt(14)));
            case WEBP -> startsWith(b, 0, "RIFF") && startsWith(b, 8, "WEBP");
            case TIFF -> startsWith(b, 0, "II*\0") || startsWith(b, 0, "MM\0*");
        };
    }

    /** Many texts begin with "BM", so the size of the following header is checked too. */
    private static boolean isBmpHeaderSize(int size) {
        return size == 12
                || size == 16
                || size == 40
                || size == 52
                || size == 56
                || size == 64
                || size == 108
                || size == 124;
    }

    static boolean startsWith(ByteBuffer b, int offset, String magic) {
        byte[] expected = magic.getBytes(ISO_8859_1);
        if (b.limit() < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (b.get(offset + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
