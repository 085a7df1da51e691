package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * JPEG by libjpeg-turbo where it is there and the colours are usual, else by the JDK's libjpeg. The first reduces by
 * means of 2, 4 or 8 samples, the second decodes row by row and keeps only the wanted samples; their colours are
 * converted here. Of a file that is cut off in its data, the missing part is grey.
 */
final class JpegCodec {
    private static final int CHANNELS = 3;
    private static final int MAX_TURBO_FACTOR = 8;

    private final ImageLimits limits;
    private final Wanted wanted;
    private final Workspace workspace;
    private final Optional<TurboJpeg> turboJpeg;

    JpegCodec(ImageLimits limits, Wanted wanted, Workspace workspace, Optional<TurboJpeg> turboJpeg) {
        this.limits = limits;
        this.wanted = wanted;
        this.workspace = workspace;
        this.turboJpeg = turboJpeg;
    }

    DecodedImage decode(ImageBytes bytes, ImageHeader header) throws IOException {
        ByteBuffer file = workspace.file(bytes.sizeBytes() + JpegStripper.MAX_ADDED_BYTES, turboJpeg.isPresent());
        file.put(0, bytes.buffer(), 0, bytes.sizeBytes()).limit(bytes.sizeBytes());
        JpegSource source = source(file, limits);
        JpegFrame frame = source.frame();
        int factor = wanted.factor(frame.widthPixels(), frame.heightPixels());
        int turboFactor = Math.min(MAX_TURBO_FACTOR, Integer.highestOneBit(factor));
        Axis x = Axis.averaged(frame.widthPixels(), turboFactor);
        Axis y = Axis.averaged(frame.heightPixels(), turboFactor);
        if (turboJpeg.isPresent() && isForTurbo(source, (long) x.samples() * y.samples())) {
            return new DecodedImage(turboRows(turboJpeg.get(), source, x, y), x, y, header.orientation());
        }
        return withJdk(source, factor, header);
    }

    /**
     * Reads how a file is coded, and refuses it if to decode it takes too much memory or work.
     *
     * @param file as {@link JpegStripper#strip} takes it
     */
    static JpegSource source(ByteBuffer file, ImageLimits limits) throws IOException {
        JpegSource source = JpegStripper.strip(file);
        JpegFrame frame = source.frame();
        limits.checkPixels(frame.widthPixels(), frame.heightPixels());
        CodecMemory.checkNative(frame.widthPixels(), frame.heightPixels(), frame.coefficientBytes());
        CodecTime.check(frame);
        return source;
    }

    /** Without its marker segments a file's colours must still be what they are. */
    private static boolean isForTurbo(JpegSource source, long keptPixels) {
        boolean colourIsPlain = source.colour() == Colour.GREY || source.colour() == Colour.YCBCR;
        return colourIsPlain && keptPixels > 0 && keptPixels <= Reduction.MAX_PIXELS;
    }

    private PixelRows turboRows(TurboJpeg library, JpegSource source, Axis x, Axis y) throws IOException {
        ByteBuffer rgb = workspace.pixels(x.samples() * y.samples() * CHANNELS);
        library.decompress(source.bytes(), rgb, x.samples(), y.samples());
        return new BufferRows(rgb, x.samples(), y.samples());
    }

    private DecodedImage withJdk(JpegSource source, int factor, ImageHeader header) throws IOException {
        try (FrameReader reader = FrameReader.open(ImageFormat.JPEG, source.bytes())) {
            reader.check(limits);
            Axis x = Axis.centred(reader.widthPixels(), factor);
            Axis y = Axis.centred(reader.heightPixels(), factor);
            Window window = wanted.window(x, y, header.orientation());
            PixelRows rows = DecodedRows.of(reader.readRaster(x, y, window), source.colour());
            return new DecodedImage(
                    new WindowRows(x.samples(), y.samples(), rows, window.left(), window.top()),
                    x,
                    y,
                    header.orientation());
        }
    }
}
