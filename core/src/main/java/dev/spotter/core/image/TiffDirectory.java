package dev.spotter.core.image;

import dev.spotter.core.error.DamagedImageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The three entries that matter here of the first image file directory of a TIFF file (TIFF 6.0), which is also EXIF's form. */
record TiffDirectory(long widthPixels, long heightPixels, Orientation orientation) {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int SHORT = 3;
    private static final int LITTLE_ENDIAN = 'I' << 8 | 'I';
    private static final int ENTRY_BYTES = 12;

    static TiffDirectory readFirst(ByteBuffer b) {
        b.order(b.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long width = 0;
        long height = 0;
        Orientation orientation = Orientation.AS_STORED;
        int directory = b.getInt(4);
        int entries = Short.toUnsignedInt(b.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            switch (Short.toUnsignedInt(b.getShort(entry))) {
                case WIDTH -> width = value(b, entry);
                case HEIGHT -> height = value(b, entry);
                case ORIENTATION -> orientation = Orientation.ofExif((int) value(b, entry));
                default -> {}
            }
        }
        return new TiffDirectory(width, height, orientation);
    }

    /** The orientation in a block of EXIF. One that cannot be read is no reason to refuse the picture: it counts as upright. */
    static Orientation orientationOf(ByteBuffer exif) {
        try {
            return readFirst(skipExifName(exif)).orientation();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return Orientation.AS_STORED;
        }
    }

    ImageHeader toHeader() {
        if (widthPixels == 0 || heightPixels == 0) {
            throw new DamagedImageException("the TIFF image does not say its width and height");
        }
        return new ImageHeader(ImageFormat.TIFF, widthPixels, heightPixels, orientation);
    }

    /** Some writers of WebP repeat JPEG's name in front of the block. */
    private static ByteBuffer skipExifName(ByteBuffer exif) {
        return ImageFormat.startsWith(exif, 0, "Exif\0\0") ? exif.slice(6, exif.limit() - 6) : exif;
    }

    private static long value(ByteBuffer b, int entry) {
        return Short.toUnsignedInt(b.getShort(entry + 2)) == SHORT
                ? Short.toUnsignedInt(b.getShort(entry + 8))
                : Integer.toUnsignedLong(b.getInt(entry + 8));
    }
}
