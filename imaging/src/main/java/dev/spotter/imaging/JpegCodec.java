package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Decodes JPEG by libjpeg-turbo if the machine has it and the colours are usual, or else by the JDK's libjpeg. The
 * first reduces an image by averaging 2, 4 or 8 samples. The second decodes row by row and keeps single samples, whose
 * colours are converted here. If a file is cut off in its data, the missing part is grey.
 */
final class JpegCodec {
    private static final int CHANNELS = 3;
    private static final int MAX_TURBO_FACTOR = 8;

    private final ImageLimits limits;
    private final DecodeRequest request;
    private final Workspace workspace;
    private final Optional<TurboJpeg> turboJpeg;

    JpegCodec(ImageLimits limits, DecodeRequest request, Workspace workspace, Optional<TurboJpeg> turboJpeg) {
        this.limits = limits;
        this.request = request;
        this.workspace = workspace;
        this.turboJpeg = turboJpeg;
    }

    DecodedImage decode(ImageBytes bytes, ImageHeader header) throws IOException {
        ByteBuffer file = workspace.file(bytes.sizeBytes() + JpegStripper.MAX_ADDED_BYTES, turboJpeg.isPresent());
        file.put(0, bytes.buffer(), 0, bytes.sizeBytes()).limit(bytes.sizeBytes());
        JpegSource source = source(file, limits);
        JpegFrame frame = source.frame();
        int factor = request.factor(frame.widthPixels(), frame.heightPixels());
        int turboFactor = Math.min(MAX_TURBO_FACTOR, Integer.highestOneBit(factor));
        SampledAxis x = SampledAxis.averaged(frame.widthPixels(), turboFactor);
        SampledAxis y = SampledAxis.averaged(frame.heightPixels(), turboFactor);
        if (turboJpeg.isPresent() && isForTurbo(source, (long) x.samples() * y.samples())) {
            return new DecodedImage(turboRows(turboJpeg.get(), source, x, y), x, y, header.orientation());
        }
        return withJdk(source, factor, header);
    }

    /**
     * Strips a file, and refuses it if decoding takes too much memory or work.
     *
     * @param file as {@link JpegStripper#strip} takes it
     */
    static JpegSource source(ByteBuffer file, ImageLimits limits) throws IOException {
        JpegSource source = JpegStripper.strip(file);
        JpegFrame frame = source.frame();
        limits.checkPixels(frame.widthPixels(), frame.heightPixels());
        MemoryLimit.checkNative(frame.widthPixels(), frame.heightPixels(), frame.coefficientBytes());
        WorkLimit.check(frame);
        return source;
    }

    /** Whether TurboJPEG can decode it: the stripped file has lost the segments that mark unusual colours. */
    private static boolean isForTurbo(JpegSource source, long keptPixels) {
        boolean colourIsPlain = source.colour() == ColourSpace.GREY || source.colour() == ColourSpace.YCBCR;
        return colourIsPlain && keptPixels > 0 && keptPixels <= Reduction.MAX_PIXELS;
    }

    private PixelRows turboRows(TurboJpeg library, JpegSource source, SampledAxis x, SampledAxis y) throws IOException {
        ByteBuffer rgb = workspace.pixels(x.samples() * y.samples() * CHANNELS);
        library.decompress(source.bytes(), rgb, x.samples(), y.samples());
        return new BufferRows(rgb, x.samples(), y.samples());
    }

    private DecodedImage withJdk(JpegSource source, int factor, ImageHeader header) throws IOException {
        try (FrameReader reader = FrameReader.open(ImageFormat.JPEG, source.bytes())) {
            reader.check(limits);
            SampledAxis x = SampledAxis.centred(reader.widthPixels(), factor);
            SampledAxis y = SampledAxis.centred(reader.heightPixels(), factor);
            Window window = request.window(x, y, header.orientation());
            PixelRows rows = DecodedRows.of(reader.readRaster(x, y, window), source.colour());
            return new DecodedImage(
                    new WindowRows(x.samples(), y.samples(), rows, window.left(), window.top()),
                    x,
                    y,
                    header.orientation());
        }
    }
}
