package dev.spotter.imaging.webp;

import java.util.Arrays;

/**
 * Reads the coefficients of macroblocks. Their coding depends on whether the blocks above and to the left have
 * coefficients.
 */
final class CoefficientReader {
    private static final int LUMA_REST = 0;
    private static final int SECOND = 1;
    private static final int CHROMA = 2;
    private static final int LUMA_WHOLE = 3;
    private static final int SIDE = 4;
    /** Of each macroblock: four for luma, two for each chroma, one for the first coefficients. */
    private static final int CONTEXTS = 9;

    private static final int SECOND_CONTEXT = 8;

    private final TokenReader tokens;
    private final byte[] above;
    private final byte[] left = new byte[CONTEXTS];
    private final InverseTransform transform = new InverseTransform();
    private final short[] second = new short[Macroblock.BLOCK_COEFFICIENTS];

    CoefficientReader(KeyFrame frame) {
        tokens = frame.tokenReader();
        above = new byte[frame.columns() * CONTEXTS];
    }

    void beginRow() {
        Arrays.fill(left, (byte) 0);
    }

    /** Reads a macroblock's coefficients. Those of the macroblock before it must have been cleared. */
    void read(BoolDecoder in, int column, Macroblock block, Dequantizer factors) throws WebpException {
        int top = column * CONTEXTS;
        if (block.skipped) {
            skip(top, block);
            return;
        }
        if (!block.subblocks) {
            readSecond(in, top + SECOND_CONTEXT, block.coefficients, factors);
        }
        readLuma(in, top, block, factors);
        readChroma(in, top + 4, 4, Macroblock.LUMA_BLOCKS, block, factors);
        readChroma(in, top + 6, 6, Macroblock.LUMA_BLOCKS + 4, block, factors);
    }

    private void skip(int top, Macroblock block) {
        int contexts = block.subblocks ? CONTEXTS - 1 : CONTEXTS;
        Arrays.fill(above, top, top + contexts, (byte) 0);
        Arrays.fill(left, 0, contexts, (byte) 0);
        Arrays.fill(block.content, Macroblock.NOTHING);
    }

    /** The first coefficients of the luma blocks, which are transformed once more. */
    private void readSecond(BoolDecoder in, int top, short[] coefficients, Dequantizer factors) throws WebpException {
        Arrays.fill(second, (short) 0);
        int context = above[top] + left[SECOND_CONTEXT];
        int end = tokens.read(in, SECOND, context, 0, factors.secondDc(), factors.secondAc(), second, 0);
        byte some = (byte) (end > 0 ? 1 : 0);
        above[top] = some;
        left[SECOND_CONTEXT] = some;
        transform.second(second, coefficients);
    }

    private void readLuma(BoolDecoder in, int top, Macroblock block, Dequantizer factors) throws WebpException {
        int kind = block.subblocks ? LUMA_WHOLE : LUMA_REST;
        int first = block.subblocks ? 0 : 1;
        for (int i = 0; i < Macroblock.LUMA_BLOCKS; i++) {
            int x = top + i % SIDE;
            int y = i / SIDE;
            int at = i * Macroblock.BLOCK_COEFFICIENTS;
            int end = tokens.read(
                    in, kind, above[x] + left[y], first, factors.lumaDc(), factors.lumaAc(), block.coefficients, at);
            byte some = (byte) (end > first ? 1 : 0);
            above[x] = some;
            left[y] = some;
            block.content[i] = content(end, block.coefficients[at]);
        }
    }

    private void readChroma(BoolDecoder in, int top, int side, int firstBlock, Macroblock block, Dequantizer factors)
            throws WebpException {
        for (int i = 0; i < 4; i++) {
            int x = top + i % 2;
            int y = side + i / 2;
            int at = (firstBlock + i) * Macroblock.BLOCK_COEFFICIENTS;
            int end = tokens.read(
                    in, CHROMA, above[x] + left[y], 0, factors.chromaDc(), factors.chromaAc(), block.coefficients, at);
            byte some = (byte) (end > 0 ? 1 : 0);
            above[x] = some;
            left[y] = some;
            block.content[firstBlock + i] = content(end, block.coefficients[at]);
        }
    }

    private static byte content(int end, short dc) {
        if (end > 1) {
            return Macroblock.ALL;
        }
        return dc != 0 ? Macroblock.DC_ONLY : Macroblock.NOTHING;
    }
}
