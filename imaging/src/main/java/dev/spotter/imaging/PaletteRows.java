package dev.spotter.imaging;

import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Rows of a raster of palette indices. */
final class PaletteRows extends RasterRows {
    /** 0xRRGGBB over white; black for indices that the palette lacks. */
    private final int[] colours;

    PaletteRows(Raster raster, IndexColorModel palette) {
        super(raster);
        this.colours = new int[Math.max(palette.getMapSize(), 1 << palette.getPixelSize())];
        for (int i = 0; i < palette.getMapSize(); i++) {
            int argb = palette.getRGB(i);
            int alpha = argb >>> 24;
            colours[i] = ColourSpace.overWhite(argb >> 16 & 0xFF, alpha) << 16
                    | ColourSpace.overWhite(argb >> 8 & 0xFF, alpha) << 8
                    | ColourSpace.overWhite(argb & 0xFF, alpha);
        }
    }

    @Override
    public void read(int y, byte[] rgb) {
        int[] indices = raster.getPixels(raster.getMinX(), raster.getMinY() + y, widthPixels(), 1, (int[]) null);
        int out = 0;
        for (int index : indices) {
            int colour = colours[index];
            rgb[out++] = (byte) (colour >> 16);
            rgb[out++] = (byte) (colour >> 8);
            rgb[out++] = (byte) colour;
        }
    }
}
