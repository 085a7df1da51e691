package dev.spotter.local.image;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A GIF's first frame on its screen, which grows if the frame is larger, as Pillow's does; white where the frame is not. */
final class GifCodec {
    private static final IndexColorModel GREYS = greys();

    private GifCodec() {}

    static DecodedImage decode(ImageBytes bytes, ImageHeader header, ImageLimits limits) throws IOException {
        ByteBuffer buffer = bytes.buffer();
        GifFrame frame = GifFrame.first(buffer);
        try (FrameReader reader = FrameReader.open(ImageFormat.GIF, buffer)) {
            int width = Math.max((int) header.widthPixels(), frame.left() + reader.widthPixels());
            int height = Math.max((int) header.heightPixels(), frame.top() + reader.heightPixels());
            limits.checkPixels(width, height);
            int factor = Reduction.factor(width, height);
            Axis x = Axis.centred(width, factor);
            Axis y = Axis.centred(height, factor);
            return new DecodedImage(rows(reader, x, y, frame), x, y, header.orientation());
        }
    }

    private static PixelRows rows(FrameReader reader, Axis x, Axis y, GifFrame frame) throws IOException {
        Placement across = Placement.of(x, frame.left(), reader.widthPixels());
        Placement down = Placement.of(y, frame.top(), reader.heightPixels());
        return new PlacedRows(
                coloured(reader.read(across.frame(), down.frame()), frame),
                x.samples(),
                y.samples(),
                across.firstSample(),
                down.firstSample());
    }

    /** Without any palette, indices are shades of grey, as Pillow reads them. */
    private static PixelRows coloured(BufferedImage image, GifFrame frame) throws MalformedImageException {
        return frame.hasPalette() ? DecodedRows.of(image) : new PaletteRows(image.getRaster(), GREYS);
    }

    private static IndexColorModel greys() {
        byte[] shades = new byte[256];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = (byte) i;
        }
        return new IndexColorModel(8, shades.length, shades, shades, shades);
    }
}
