package dev.spotter.imaging.webp;

import java.util.List;

/** The rows of a lossy image. A row of macroblocks is decoded when its first row of pixels is requested. */
final class LossyRows implements ImageRows {
    private static final int MACROBLOCK = 16;
    /**
     * The last rows, which the smoothing of the next macroblocks may still change: 3 rows of chroma, and one more from
     * which they are interpolated, span 8 rows of pixels.
     */
    private static final int UNFINISHED = 8;

    private final KeyFrame frame;
    private final ModeReader modes;
    private final CoefficientReader coefficients;
    private final MacroblockDecoder decoder = new MacroblockDecoder();
    private final LoopFilter filter;
    private final Macroblock block = new Macroblock();
    private final List<Plane> planes;
    private int macroblockRow = -1;
    private int finishedRows;
    private int y;

    private LossyRows(KeyFrame frame) {
        this.frame = frame;
        modes = new ModeReader(frame);
        coefficients = new CoefficientReader(frame);
        filter = new LoopFilter(frame);
        planes = List.of(
                new Plane(MACROBLOCK, frame.columns()),
                new Plane(MACROBLOCK / 2, frame.columns()),
                new Plane(MACROBLOCK / 2, frame.columns()));
    }

    static LossyRows open(ByteRange data) throws WebpException {
        return new LossyRows(KeyFrame.read(data));
    }

    @Override
    public int widthPixels() {
        return frame.widthPixels();
    }

    @Override
    public int heightPixels() {
        return frame.heightPixels();
    }

    @Override
    public boolean hasAlpha() {
        return false;
    }

    @Override
    public void next(byte[] samples) throws WebpException {
        while (y >= finishedRows) {
            decodeMacroblockRow();
        }
        int inRow = y - macroblockRow * MACROBLOCK;
        Plane luma = planes.get(0);
        Plane u = planes.get(1);
        int near = y >> 1;
        // Rows of colours lie between two rows of pixels: the other one that a row is near to is above or below.
        int other = Math.max(0, Math.min((frame.heightPixels() - 1) >> 1, near - 1 + 2 * (y & 1)));
        int first = macroblockRow * MACROBLOCK / 2;
        ColourRow.convert(
                luma.smoothed(),
                luma.smoothedRow(inRow),
                u.smoothed(),
                planes.get(2).smoothed(),
                u.smoothedRow(near - first),
                u.smoothedRow(other - first),
                frame.widthPixels(),
                samples);
        y++;
    }

    private void decodeMacroblockRow() throws WebpException {
        macroblockRow++;
        boolean first = macroblockRow == 0;
        BoolDecoder tokens = frame.tokens().get(macroblockRow % frame.tokens().size());
        modes.beginRow();
        coefficients.beginRow();
        for (Plane plane : planes) {
            plane.beginRow(first);
        }
        for (int column = 0; column < frame.columns(); column++) {
            modes.read(column, block);
            coefficients.read(tokens, column, block, frame.dequantizers().get(block.segment));
            decoder.decode(block, planes, column, first);
            filter.note(column, block);
        }
        for (Plane plane : planes) {
            plane.endRow();
        }
        filter.smooth(planes, first);
        boolean last = macroblockRow == frame.rows() - 1;
        finishedRows = (macroblockRow + 1) * MACROBLOCK - (last ? 0 : UNFINISHED);
    }
}
