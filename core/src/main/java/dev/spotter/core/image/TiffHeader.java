package dev.spotter.core.image;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.internal.TiffDirectory;
import java.nio.ByteBuffer;

/** The entries of a TIFF file's first directory that say its size, and how to turn it; EXIF has the same form. */
final class TiffHeader {
    private static final int SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int PHOTOMETRIC = 262;
    private static final int ORIENTATION = 274;
    private static final int SUB_DIRECTORIES = 330;
    private static final int DNG_VERSION = 50_706;
    private static final int COLOUR_FILTER_ARRAY = 32_803;
    private static final int LINEAR_RAW = 34_892;

    private TiffHeader() {}

    static ImageHeader read(ByteBuffer b) {
        TiffDirectory directory = TiffDirectory.first(b);
        if (isCameraRaw(directory)) {
            throw new UnsupportedImageException(
                    "the file is a camera's raw file (DNG, NEF, CR2 or of their kind), which is not read: open it "
                            + "in a raw converter and save it as JPEG or PNG",
                    ImageFormat.displayNames());
        }
        long width = directory.single(WIDTH);
        long height = directory.single(HEIGHT);
        if (width == 0 || height == 0) {
            throw new DamagedImageException("the TIFF image does not say its width and height");
        }
        return new ImageHeader(ImageFormat.TIFF, width, height, orientation(directory));
    }

    /**
     * The orientation in an EXIF block. If it cannot be read, the image counts as upright.
     */
    static Orientation orientationOf(ByteBuffer exif) {
        try {
            return orientation(TiffDirectory.first(skipExifName(exif)));
        } catch (IndexOutOfBoundsException e) {
            return Orientation.AS_STORED;
        }
    }

    private static Orientation orientation(TiffDirectory directory) {
        return Orientation.ofExif((int) directory.single(ORIENTATION));
    }

    /** Whether the image is a camera's thumbnail, or the values of its sensor. */
    private static boolean isCameraRaw(TiffDirectory directory) {
        long photometric = directory.single(PHOTOMETRIC);
        boolean isThumbnail = (directory.single(SUBFILE_TYPE) & 1) == 1;
        // Canon's CR2 says so behind the offset of the directory.
        return ImageFormat.startsWith(directory.file(), 8, "CR\2")
                || directory.entry(DNG_VERSION).isPresent()
                || photometric == COLOUR_FILTER_ARRAY
                || photometric == LINEAR_RAW
                // NEF and similar formats have the photo in a subdirectory of the thumbnail's.
                || (isThumbnail && directory.entry(SUB_DIRECTORIES).isPresent());
    }

    /** Before the block stands a name in JPEG, and in some files of WebP. */
    private static ByteBuffer skipExifName(ByteBuffer exif) {
        return ImageFormat.startsWith(exif, 0, "Exif\0\0") ? exif.slice(6, exif.limit() - 6) : exif;
    }
}
