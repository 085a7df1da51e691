package dev.spotter.core.image;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Format, size and orientation of an image, read from its header without decoding pixels.
 *
 * @param widthPixels the stored width, before the orientation is applied; at least 1
 * @param heightPixels the stored height, before the orientation is applied; at least 1
 * @param orientation the rotation or mirroring to apply
 */
public record ImageHeader(ImageFormat format, long widthPixels, long heightPixels, Orientation orientation) {
    /** @throws DamagedImageException if a side has no pixel */
    public ImageHeader {
        if (widthPixels < 1 || heightPixels < 1) {
            throw new DamagedImageException("the " + format.displayName() + " image claims to be " + widthPixels + " x "
                    + heightPixels + " pixels");
        }
    }

    /**
     * Reads the header of an image of any {@link ImageFormat}.
     *
     * @throws UnsupportedImageException if they are of no accepted format, or of a variant that is not read
     * @throws DamagedImageException if the header is cut off or makes no sense
     */
    public static ImageHeader read(ImageBytes bytes) {
        ImageFormat format = ImageFormat.sniff(bytes).orElseThrow(() -> unsupported(bytes));
        try {
            return read(format, bytes.buffer());
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new DamagedImageException("the %s image ends inside its header".formatted(format.displayName()), e);
        }
    }

    /** The width after the orientation is applied. */
    public long uprightWidthPixels() {
        return orientation.swapsSides() ? heightPixels : widthPixels;
    }

    /** The height after the orientation is applied. */
    public long uprightHeightPixels() {
        return orientation.swapsSides() ? widthPixels : heightPixels;
    }

    private static ImageHeader read(ImageFormat format, ByteBuffer b) {
        return switch (format) {
            case JPEG -> JpegHeader.read(b);
            case PNG -> PngHeader.read(b);
            case GIF -> RasterHeaders.readGif(b);
            case BMP -> RasterHeaders.readBmp(b);
            case WEBP -> WebpHeader.read(b);
            case TIFF -> TiffHeader.read(b);
        };
    }

    private static UnsupportedImageException unsupported(ImageBytes bytes) {
        String found = bytes.sizeBytes() == 0
                ? "the image is empty"
                : ForeignFormat.sniff(bytes.buffer())
                        .map(ForeignFormat::explanation)
                        .orElse("the file is not an image of a known format");
        return new UnsupportedImageException(found, ImageFormat.displayNames());
    }
}
