package dev.spotter.aws.sagemaker;

import dev.spotter.core.image.ImageFormat;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Any decoded picture as RGB with 8 bits a sample. Samples are taken as they are stored, without a colour profile or a
 * gamma, which drawing one picture onto another would apply to grey ones; alpha over white.
 */
final class RgbPixels {
    private static final int MAX = 255;

    private RgbPixels() {}

    static BufferedImage of(BufferedImage picture, ImageFormat format) {
        ColorModel model = picture.getColorModel();
        requireReadable(model, picture.getRaster(), format);
        BufferedImage rgb = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < rgb.getHeight(); y++) {
            int[] row = model instanceof IndexColorModel palette
                    ? paletteRow(picture.getRaster(), palette, y)
                    : sampleRow(picture.getRaster(), model, y);
            rgb.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return rgb;
    }

    private static void requireReadable(ColorModel model, Raster raster, ImageFormat format) {
        int type = model.getColorSpace().getType();
        if (type != ColorSpace.TYPE_RGB && type != ColorSpace.TYPE_GRAY) {
            throw RgbDecoder.unsupported(format.displayName() + " in colours other than RGB and grey");
        }
        int samples = raster.getDataBuffer().getDataType();
        if (samples != DataBuffer.TYPE_BYTE && samples != DataBuffer.TYPE_USHORT && samples != DataBuffer.TYPE_INT) {
            throw RgbDecoder.unsupported(format.displayName() + " with samples that are no plain numbers");
        }
    }

    private static int[] paletteRow(Raster raster, IndexColorModel palette, int y) {
        int[] row = raster.getSamples(0, y, raster.getWidth(), 1, 0, (int[]) null);
        for (int x = 0; x < row.length; x++) {
            int argb = palette.getRGB(row[x]);
            int alpha = argb >>> 24;
            row[x] = packed(
                    overWhite(argb >> 16 & MAX, alpha),
                    overWhite(argb >> 8 & MAX, alpha),
                    overWhite(argb & MAX, alpha));
        }
        return row;
    }

    private static int[] sampleRow(Raster raster, ColorModel model, int y) {
        int bands = raster.getNumBands();
        int colours = model.getNumColorComponents();
        int[] samples = raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
        int[] row = new int[raster.getWidth()];
        for (int x = 0; x < row.length; x++) {
            int at = x * bands;
            int alpha = model.hasAlpha() ? eightBits(samples[at + colours], raster, colours) : MAX;
            int[] rgb = new int[3];
            for (int c = 0; c < rgb.length; c++) {
                int band = colours == 1 ? 0 : c;
                int value = eightBits(samples[at + band], raster, band);
                rgb[c] = model.isAlphaPremultiplied() ? Math.min(MAX, value + MAX - alpha) : overWhite(value, alpha);
            }
            row[x] = packed(rgb[0], rgb[1], rgb[2]);
        }
        return row;
    }

    private static int eightBits(int sample, Raster raster, int band) {
        int bits = raster.getSampleModel().getSampleSize(band);
        long max = (1L << bits) - 1;
        return bits == 8 ? sample : (int) (((sample & max) * MAX + max / 2) / max);
    }

    private static int overWhite(int value, int alpha) {
        return MAX - ((MAX - value) * alpha + MAX / 2) / MAX;
    }

    private static int packed(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }
}
