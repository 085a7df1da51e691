package dev.spotter.imaging.webp;

import java.util.Arrays;

/** Reads the prediction modes of macroblocks, row by row (RFC 6386, 11). */
final class ModeReader {
    private static final int SIDE = 4;
    private static final int WHOLE_BLOCK = 145;
    private static final int[] LUMA = {156, 163, 128};
    private static final int[] CHROMA = {142, 114, 183};

    private final KeyFrame frame;
    private final BoolDecoder in;
    /** The modes of the blocks above, and to the left. */
    private final int[] above;

    private final int[] left = new int[SIDE];

    ModeReader(KeyFrame frame) {
        this.frame = frame;
        this.in = frame.modes();
        this.above = new int[frame.columns() * SIDE];
    }

    void beginRow() {
        Arrays.fill(left, Macroblock.DC);
    }

    void read(int column, Macroblock block) throws WebpException {
        block.segment = frame.segments().readSegment(in);
        block.skipped = frame.skips() && in.read(frame.skipProbability()) != 0;
        block.subblocks = in.read(WHOLE_BLOCK) == 0;
        if (block.subblocks) {
            readSubblocks(column * SIDE, block.subblockModes);
        } else {
            block.lumaMode = readLuma();
            Arrays.fill(above, column * SIDE, column * SIDE + SIDE, block.lumaMode);
            Arrays.fill(left, block.lumaMode);
        }
        block.chromaMode = readChroma();
    }

    private void readSubblocks(int first, int[] modes) throws WebpException {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int mode = SubblockModes.read(in, above[first + x], left[y]);
                above[first + x] = mode;
                left[y] = mode;
                modes[y * SIDE + x] = mode;
            }
        }
    }

    private int readLuma() throws WebpException {
        if (in.read(LUMA[0]) != 0) {
            return in.read(LUMA[2]) != 0 ? Macroblock.TRUE_MOTION : Macroblock.HORIZONTAL;
        }
        return in.read(LUMA[1]) != 0 ? Macroblock.VERTICAL : Macroblock.DC;
    }

    private int readChroma() throws WebpException {
        if (in.read(CHROMA[0]) == 0) {
            return Macroblock.DC;
        }
        if (in.read(CHROMA[1]) == 0) {
            return Macroblock.VERTICAL;
        }
        return in.read(CHROMA[2]) != 0 ? Macroblock.TRUE_MOTION : Macroblock.HORIZONTAL;
    }
}
