package dev.spotter.inference.features;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.internal.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The SHA-256 of an encoded image: images with equal hashes have the same bytes. Kept as numbers, because a program may
 * hold one for each of many images.
 *
 * @param a bytes 1 to 8, big-endian
 * @param b bytes 9 to 16
 * @param c bytes 17 to 24
 * @param d bytes 25 to 32
 */
public record ImageHash(long a, long b, long c, long d) {
    static final int BYTES = 4 * Long.BYTES;

    /** The hash of these bytes. */
    public static ImageHash of(ImageBytes image) {
        return read(ByteBuffer.wrap(Sha256.digest(image.buffer())));
    }

    /**
     * The hash that {@link #toString} gave.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ImageHash parse(String hexadecimal) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash must have %d bytes but has %d".formatted(BYTES, bytes.length));
        }
        return read(ByteBuffer.wrap(bytes));
    }

    static ImageHash read(ByteBuffer bytes) {
        return new ImageHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    void write(ByteBuffer target) {
        target.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    /** The 64 hexadecimal digits, in lower case. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }
}
