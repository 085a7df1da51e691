package dev.spotter.imaging;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Rows of a raster whose 8-bit samples lie pixel by pixel in one array, from which they are read without a copy. This
 * is the usual case.
 */
final class InterleavedRows extends RasterRows {
    private final ColourSpace colour;
    private final byte[] data;
    private final int start;
    private final int rowStride;
    private final int pixelStride;
    private final int[] bandOffsets;

    /** @param raster one that {@link #fits} */
    InterleavedRows(Raster raster, ColourSpace colour) {
        super(raster);
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
        DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
        this.colour = colour;
        this.data = buffer.getData();
        this.rowStride = model.getScanlineStride();
        this.pixelStride = model.getPixelStride();
        this.bandOffsets = model.getBandOffsets();
        this.start = buffer.getOffset()
                - raster.getSampleModelTranslateY() * rowStride
                - raster.getSampleModelTranslateX() * pixelStride;
    }

    static boolean fits(Raster raster) {
        return raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getNumBanks() == 1;
    }

    @Override
    public void read(int y, byte[] rgb) {
        read(y, 0, widthPixels(), rgb);
    }

    @Override
    public void read(int y, int from, int to, byte[] rgb) {
        colour.rowToRgb(data, start + y * rowStride + from * pixelStride, pixelStride, bandOffsets, rgb, to - from);
    }
}
