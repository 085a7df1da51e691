package dev.spotter.core.image;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The entries that matter here of the first image file directory of a TIFF file (TIFF 6.0), which is also EXIF's form.
 *
 * @param cameraRaw whether it belongs to a camera's raw file: its picture is a thumbnail, or a sensor's values
 */
record TiffDirectory(long widthPixels, long heightPixels, Orientation orientation, boolean cameraRaw) {
    private static final int SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int PHOTOMETRIC = 262;
    private static final int SUB_DIRECTORIES = 330;
    private static final int DNG_VERSION = 50_706;
    private static final int COLOUR_FILTER_ARRAY = 32_803;
    private static final int LINEAR_RAW = 34_892;
    private static final int SHORT = 3;
    private static final int LITTLE_ENDIAN = 'I' << 8 | 'I';
    private static final int ENTRY_BYTES = 12;

    static TiffDirectory readFirst(ByteBuffer b) {
        b.order(b.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long width = 0;
        long height = 0;
        Orientation orientation = Orientation.AS_STORED;
        // Canon's CR2 says so behind the offset of the directory.
        boolean raw = ImageFormat.startsWith(b, 8, "CR\2");
        boolean thumbnail = false;
        boolean hasSubDirectories = false;
        int directory = b.getInt(4);
        int entries = Short.toUnsignedInt(b.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            switch (Short.toUnsignedInt(b.getShort(entry))) {
                case WIDTH -> width = value(b, entry);
                case HEIGHT -> height = value(b, entry);
                case ORIENTATION -> orientation = Orientation.ofExif((int) value(b, entry));
                case SUBFILE_TYPE -> thumbnail = (value(b, entry) & 1) == 1;
                case SUB_DIRECTORIES -> hasSubDirectories = true;
                case DNG_VERSION -> raw = true;
                case PHOTOMETRIC -> raw |= value(b, entry) == COLOUR_FILTER_ARRAY || value(b, entry) == LINEAR_RAW;
                default -> {}
            }
        }
        // NEF and its like keep the photo in a directory below that of the thumbnail.
        return new TiffDirectory(width, height, orientation, raw || (thumbnail && hasSubDirectories));
    }

    /**
     * The orientation in a block of EXIF. One that cannot be read is no reason to refuse the picture: it counts as
     * upright.
     */
    static Orientation orientationOf(ByteBuffer exif) {
        try {
            return readFirst(skipExifName(exif)).orientation();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return Orientation.AS_STORED;
        }
    }

    ImageHeader toHeader() {
        if (cameraRaw) {
            throw new UnsupportedImageException(
                    "the file is a camera's raw file (DNG, NEF, CR2 or of their kind), which is not read: open it "
                            + "in a raw converter and save it as JPEG or PNG",
                    ImageFormat.displayNames());
        }
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
