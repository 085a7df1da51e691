package dev.spotter.imaging;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** Chooses the reader for the rows that a codec decoded. */
final class DecodedRows {
    private DecodedRows() {}

    /** @throws MalformedImageException if the kind of samples is not supported */
    static PixelRows of(BufferedImage image) throws MalformedImageException {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return new PaletteRows(image.getRaster(), palette);
        }
        return of(image.getRaster(), colour(image.getColorModel()));
    }

    /** @throws MalformedImageException if the kind of samples is not supported */
    static PixelRows of(Raster raster, ColourSpace colour) throws MalformedImageException {
        int type = raster.getSampleModel().getDataType();
        int bits = Arrays.stream(raster.getSampleModel().getSampleSize()).max().orElse(0);
        if (type > DataBuffer.TYPE_INT || type == DataBuffer.TYPE_SHORT || bits > 16) {
            throw new MalformedImageException("samples are whole numbers of up to 16 bits, but these are not");
        }
        if (raster.getNumBands() != colour.bands()) {
            throw new MalformedImageException("%s has %d samples a pixel but there are %d"
                    .formatted(colour, colour.bands(), raster.getNumBands()));
        }
        return InterleavedRows.fits(raster) ? new InterleavedRows(raster, colour) : new SampledRows(raster, colour);
    }

    private static ColourSpace colour(ColorModel model) throws MalformedImageException {
        int bands = model.getNumComponents();
        if (model.getColorSpace().getType() == ColorSpace.TYPE_CMYK && bands == 4) {
            return ColourSpace.CMYK;
        }
        return switch (bands) {
            case 1 -> ColourSpace.GREY;
            case 2 -> ColourSpace.GREY_ALPHA;
            case 3 -> ColourSpace.RGB;
            case 4 -> model.isAlphaPremultiplied() ? ColourSpace.RGB_PREMULTIPLIED : ColourSpace.RGB_ALPHA;
            default -> throw new MalformedImageException("pixels have 1 to 4 samples, but these have " + bands);
        };
    }
}
