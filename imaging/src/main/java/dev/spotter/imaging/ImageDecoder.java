package dev.spotter.imaging;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decodes images of every {@link ImageFormat}, large ones at a reduced scale. Samples are taken as they are stored,
 * as Pillow does: no colour profile, no gamma; alpha over white; of an animation the first frame.
 *
 * <p>Thread-safe. Whatever a header claims, an image takes memory for at most {@link Reduction#MAX_PIXELS} pixels
 * (more only for very narrow ones) and for what {@link MemoryLimit} allows.
 */
public final class ImageDecoder {
    private final ImageLimits limits;
    private final Supplier<Optional<TurboJpeg>> turboJpeg;

    /**
     * A decoder that needs only Java.
     *
     * @param limits of the images that are decoded; others are refused before anything is decoded
     */
    public ImageDecoder(ImageLimits limits) {
        this(limits, Optional::empty);
    }

    /**
     * A decoder that uses libjpeg-turbo where it can.
     *
     * @param turboJpeg its result is waited for at the first image
     */
    public ImageDecoder(ImageLimits limits, TurboJpegLookup turboJpeg) {
        this(limits, turboJpeg::get);
    }

    /** @param turboJpeg gives the same each time */
    ImageDecoder(ImageLimits limits, Supplier<Optional<TurboJpeg>> turboJpeg) {
        this.limits = limits;
        this.turboJpeg = turboJpeg;
    }

    public ImageLimits limits() {
        return limits;
    }

    /** The location of the TurboJPEG library that is used, or empty if Java decodes JPEG. */
    public Optional<String> turboJpeg() {
        return turboJpeg.get().map(TurboJpeg::location);
    }

    /**
     * Decodes an image and discards its pixels. A JPEG that is cut off in its data is no error; any other damage is.
     *
     * @throws dev.spotter.core.error.ImageTooLargeException if it has too many bytes
     * @throws dev.spotter.core.error.UnsupportedImageException if its format, or its variant of the format, is not
     *     supported
     * @throws dev.spotter.core.error.TooManyPixelsException if it has more pixels than the limits, or its form, allow
     * @throws DamagedImageException if it cannot be decoded
     * @throws dev.spotter.core.error.ClassificationException as a transient failure if the memory is full
     */
    public void requireDecodable(ImageBytes bytes) {
        DecodedImage unused = decode(bytes);
    }

    /**
     * Decodes an image. If a JPEG is cut off in its data, the missing part is grey.
     *
     * @throws SpotterException as {@link #requireDecodable} does
     */
    DecodedImage decode(ImageBytes bytes) {
        try (Workspace workspace = new Workspace()) {
            return decode(bytes, DecodeRequest.WHOLE, workspace, DecodedImage::onHeap);
        }
    }

    /**
     * Decodes an image and passes it on. The image is valid until the workspace is used again.
     *
     * @param use computes the result. Some samples are converted only when they are read; damage that shows then is
     *     reported as damage found by the codec
     */
    <T> T decode(ImageBytes bytes, DecodeRequest request, Workspace workspace, Use<T> use) {
        return checked(
                bytes,
                header -> use.of(
                        header.format() == ImageFormat.JPEG
                                ? new JpegCodec(limits, request, workspace, turboJpeg.get()).decode(bytes, header)
                                : codec(header.format()).decode(bytes, header, limits)));
    }

    /**
     * Checks an image against the limits, and works on it. What codecs throw becomes an error in words for people.
     *
     * @throws SpotterException as {@link #requireDecodable} does
     */
    <T> T checked(ImageBytes bytes, Work<T> work) {
        ImageHeader header = limits.check(bytes);
        try {
            return work.on(header);
        } catch (SpotterException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Codecs meet damage with all of these. None leaves anything behind: each image has its own reader.
            throw DecodingErrors.of(header.format().displayName() + " image", e);
        }
    }

    /** What is made of a decoded image. */
    @FunctionalInterface
    interface Use<T> {
        T of(DecodedImage image) throws IOException;
    }

    /** What is done with an image whose header is within the limits. */
    @FunctionalInterface
    interface Work<T> {
        T on(ImageHeader header) throws IOException;
    }

    private static Codec codec(ImageFormat format) {
        return switch (format) {
            case PNG ->
                (bytes, header, limits) -> {
                    WorkLimit.checkPng(bytes.buffer(), header, limits);
                    return RowCodec.decode(PngStripper.strip(bytes.toByteArray()), header, limits);
                };
            case GIF -> GifCodec::decode;
            case BMP -> (bytes, header, limits) -> BmpCodec.decode(bytes, header);
            case WEBP -> WebpCodec::decode;
            case TIFF -> (bytes, header, limits) -> TiffCodec.decode(bytes, header);
            case JPEG -> throw new IllegalStateException("JPEG has its own way");
        };
    }
}
