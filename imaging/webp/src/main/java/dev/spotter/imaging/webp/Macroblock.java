package dev.spotter.imaging.webp;

/** The state of the 16 x 16 pixels that are being decoded. The same object is used for all macroblocks. */
final class Macroblock {
    /** Prediction modes; the first four are for whole blocks too. */
    static final int DC = 0;

    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;

    static final int LUMA_BLOCKS = 16;
    static final int BLOCKS = 24;
    static final int BLOCK_COEFFICIENTS = 16;

    /** Which coefficients a block has. */
    static final byte NOTHING = 0;

    static final byte DC_ONLY = 1;
    static final byte ALL = 2;

    int segment;
    boolean skipped;
    /** Whether the 4 x 4 blocks are predicted one by one. */
    boolean subblocks;

    int lumaMode;
    int chromaMode;
    final int[] subblockModes = new int[LUMA_BLOCKS];

    /** Of 16 blocks of luma and four of each chroma, row by row; as 16 bits, as the format has them. */
    final short[] coefficients = new short[BLOCKS * BLOCK_COEFFICIENTS];

    final byte[] content = new byte[BLOCKS];

    boolean hasContent() {
        for (byte block : content) {
            if (block != NOTHING) {
                return true;
            }
        }
        return false;
    }
}
