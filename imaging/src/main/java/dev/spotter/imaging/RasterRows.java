package dev.spotter.imaging;

import java.awt.image.Raster;

/** Rows of a raster that ImageIO decoded. */
abstract class RasterRows implements PixelRows {
    protected final Raster raster;

    RasterRows(Raster raster) {
        this.raster = raster;
    }

    @Override
    public final int widthPixels() {
        return raster.getWidth();
    }

    @Override
    public final int heightPixels() {
        return raster.getHeight();
    }
}
