package dev.spotter.imaging.webp;

import java.util.Arrays;
import java.util.List;

/** Predicts macroblocks and adds their coefficients. */
final class MacroblockDecoder {
    private static final int LUMA = 16;
    private static final int CHROMA = 8;
    private static final int BLOCK = 4;

    private final SubblockPrediction subblocks = new SubblockPrediction();
    private final InverseTransform transform = new InverseTransform();

    /** Decodes a macroblock whose modes and coefficients were read, and clears the coefficients. */
    void decode(Macroblock block, List<Plane> planes, int column, boolean firstRow) {
        boolean hasLeft = column > 0;
        Plane luma = planes.get(0);
        if (block.subblocks) {
            decodeSubblocks(block, luma, column);
        } else {
            BlockPrediction.predict(
                    block.lumaMode,
                    luma.decoded(),
                    luma.decodedAt(column),
                    luma.decodedStride(),
                    LUMA,
                    !firstRow,
                    hasLeft);
            addBlocks(block, 0, 4, luma, column);
        }
        for (int i = 1; i < planes.size(); i++) {
            Plane chroma = planes.get(i);
            BlockPrediction.predict(
                    block.chromaMode,
                    chroma.decoded(),
                    chroma.decodedAt(column),
                    chroma.decodedStride(),
                    CHROMA,
                    !firstRow,
                    hasLeft);
            addBlocks(block, Macroblock.LUMA_BLOCKS + (i - 1) * 4, 2, chroma, column);
        }
        Arrays.fill(block.coefficients, (short) 0);
    }

    private void decodeSubblocks(Macroblock block, Plane luma, int column) {
        int stride = luma.decodedStride();
        int start = luma.decodedAt(column);
        for (int i = 0; i < Macroblock.LUMA_BLOCKS; i++) {
            int x = i % 4;
            int at = start + i / 4 * BLOCK * stride + x * BLOCK;
            // The blocks at the right edge all see the row above the macroblock: the next macroblock is not decoded
            // yet.
            int aboveRight = x == 3 ? start - stride + LUMA : at - stride + BLOCK;
            subblocks.predict(block.subblockModes[i], luma.decoded(), at, stride, aboveRight);
            add(block, i, luma.decoded(), at, stride);
        }
    }

    private void addBlocks(Macroblock block, int first, int side, Plane plane, int column) {
        int stride = plane.decodedStride();
        int start = plane.decodedAt(column);
        for (int i = 0; i < side * side; i++) {
            int at = start + i / side * BLOCK * stride + i % side * BLOCK;
            add(block, first + i, plane.decoded(), at, stride);
        }
    }

    private void add(Macroblock block, int i, byte[] samples, int at, int stride) {
        int from = i * Macroblock.BLOCK_COEFFICIENTS;
        if (block.content[i] == Macroblock.ALL) {
            transform.add(block.coefficients, from, samples, at, stride);
        } else if (block.content[i] == Macroblock.DC_ONLY) {
            InverseTransform.addDc(block.coefficients[from], samples, at, stride);
        }
    }
}
