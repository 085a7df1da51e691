package dev.spotter.imaging.webp;

/**
 * How a frame's block edges are smoothed (RFC 6386, 9.6 and 15.2).
 *
 * @param simple whether by the simple filter, for luma only
 * @param level 0 to 63; 0 for not at all
 * @param sharpness 0 to 7
 * @param intraDelta the amount that is added to the level, because all blocks of a key frame are predicted from the
 *     frame itself
 * @param subblockDelta the amount that is added for macroblocks whose 4 x 4 blocks are predicted one by one
 */
record FilterSettings(boolean simple, int level, int sharpness, int intraDelta, int subblockDelta) {
    private static final int DELTAS = 4;
    private static final int MAX_LEVEL = 63;

    static FilterSettings read(BoolDecoder in) throws WebpException {
        boolean simple = in.flag();
        int level = in.literal(6);
        int sharpness = in.literal(3);
        boolean adjusted = in.flag();
        if (!adjusted || !in.flag()) {
            return new FilterSettings(simple, level, sharpness, 0, 0);
        }
        return new FilterSettings(simple, level, sharpness, firstDelta(in), firstDelta(in));
    }

    /** The others are for frames that are predicted from earlier ones. */
    private static int firstDelta(BoolDecoder in) throws WebpException {
        int first = in.optionalSigned(6);
        for (int i = 1; i < DELTAS; i++) {
            in.optionalSigned(6);
        }
        return first;
    }

    /** The strength for macroblocks of a level, or none. */
    FilterStrength strength(int segmentLevel, boolean subblocks) {
        int sum = segmentLevel + intraDelta + (subblocks ? subblockDelta : 0);
        int clamped = level == 0 ? 0 : Math.max(0, Math.min(MAX_LEVEL, sum));
        return clamped == 0 ? FilterStrength.NONE : FilterStrength.of(clamped, sharpness);
    }
}
