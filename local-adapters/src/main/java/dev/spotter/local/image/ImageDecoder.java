package dev.spotter.local.image;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;

/**
 * Decodes pictures of every {@link ImageFormat}, large ones at a reduced scale. Samples are taken as they are stored, as Pillow does:
 * no colour profile, no gamma; alpha over white; of an animation the first frame.
 *
 * <p>Thread-safe. A picture costs at most {@link Reduction#MAX_PIXELS} kept pixels (more only for very narrow ones) and what
 * {@link CodecMemory} allows, whatever it claims; the one exception is told at {@link WebpCodec}.
 */
public final class ImageDecoder {
    private final ImageLimits limits;

    /** @param limits what is decoded; all else is refused before it costs anything */
    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes a picture. Of a JPEG that is cut off in its data, the missing part is grey; every other damage is an error.
     *
     * @throws dev.spotter.core.error.ImageTooLargeException if it has too many bytes
     * @throws dev.spotter.core.error.UnsupportedImageException if it is of no format, or of a form of a format, that is read
     * @throws dev.spotter.core.error.TooManyPixelsException if it has more pixels than the limits, or its form, allow
     * @throws DamagedImageException if it cannot be decoded
     */
    public DecodedImage decode(ImageBytes bytes) {
        ImageHeader header = limits.check(bytes);
        try {
            return codec(header.format()).decode(bytes, header, limits);
        } catch (SpotterException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Codecs meet damage with all of these. None leaves anything behind: each picture has its own reader.
            throw new DamagedImageException(
                    "the %s image is damaged: %s".formatted(header.format().displayName(), reason(e)), e);
        }
    }

    private static Codec codec(ImageFormat format) {
        return switch (format) {
            case JPEG -> JpegCodec::decode;
            case PNG ->
                (bytes, header, limits) -> RowCodec.decode(PngStripper.strip(bytes.toByteArray()), header, limits);
            case GIF -> GifCodec::decode;
            case BMP -> BmpCodec::decode;
            case WEBP -> WebpCodec::decode;
            case TIFF -> TiffCodec::decode;
        };
    }

    private static String reason(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "decoding it takes too much memory";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return "it ends too early";
            }
        }
        return Objects.requireNonNullElse(e.getMessage(), "it cannot be decoded");
    }
}
