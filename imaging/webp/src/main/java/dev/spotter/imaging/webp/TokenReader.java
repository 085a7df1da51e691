package dev.spotter.imaging.webp;

/** Reads the coefficients of one 4 x 4 block (RFC 6386, 13). */
final class TokenReader {
    private static final int COEFFICIENTS = Macroblock.BLOCK_COEFFICIENTS;
    private static final int CONTEXT = CoefficientTables.PROBABILITIES;
    private static final int BAND = CoefficientTables.CONTEXTS * CONTEXT;
    private static final int KIND = CoefficientTables.BANDS * BAND;

    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    /** Where the probabilities of each position's band begin; of the one after the last, any. */
    private static final int[] BANDS = {
        0, BAND, 2 * BAND, 3 * BAND, 6 * BAND, 4 * BAND, 5 * BAND, 6 * BAND, 6 * BAND, 6 * BAND, 6 * BAND, 6 * BAND,
        6 * BAND, 6 * BAND, 6 * BAND, 7 * BAND, 0
    };
    /** The extra bits of large values, by category from the third on. */
    private static final int[][] EXTRA_BITS = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    private final int[] p;

    TokenReader(int[] probabilities) {
        p = probabilities;
    }

    /**
     * Reads a block.
     *
     * @param kind of block: 0 luma without its first coefficient, 1 those first ones, 2 chroma, 3 whole luma
     * @param context how many of the neighbours have coefficients
     * @param first the first position that is coded
     * @param out receives the coefficients, multiplied, from {@code at} on
     * @return the position after the last coefficient that is coded, which may be 0
     */
    int read(BoolDecoder in, int kind, int context, int first, int dc, int ac, short[] out, int at)
            throws WebpException {
        int bands = kind * KIND;
        int at0 = bands + BANDS[first] + context * CONTEXT;
        int n = first;
        while (n < COEFFICIENTS) {
            if (in.read(p[at0]) == 0) {
                return n;
            }
            while (in.read(p[at0 + 1]) == 0) {
                n++;
                if (n == COEFFICIENTS) {
                    return COEFFICIENTS;
                }
                at0 = bands + BANDS[n];
            }
            int next = bands + BANDS[n + 1];
            int value;
            if (in.read(p[at0 + 2]) == 0) {
                value = 1;
                at0 = next + CONTEXT;
            } else {
                value = large(in, at0);
                at0 = next + 2 * CONTEXT;
            }
            out[at + ZIGZAG[n]] = (short) (in.signed(value) * (n == 0 ? dc : ac));
            n++;
        }
        return COEFFICIENTS;
    }

    private int large(BoolDecoder in, int at) throws WebpException {
        if (in.read(p[at + 3]) == 0) {
            return in.read(p[at + 4]) == 0 ? 2 : 3 + in.read(p[at + 5]);
        }
        if (in.read(p[at + 6]) == 0) {
            if (in.read(p[at + 7]) == 0) {
                return 5 + in.read(159);
            }
            int high = in.read(165);
            return 7 + 2 * high + in.read(145);
        }
        int high = in.read(p[at + 8]);
        int category = 2 * high + in.read(p[at + 9 + high]);
        int extra = 0;
        for (int probability : EXTRA_BITS[category]) {
            extra = 2 * extra + in.read(probability);
        }
        return 3 + (8 << category) + extra;
    }
}
