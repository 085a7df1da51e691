package dev.spotter.imaging.webp;

/**
 * How strongly the edges of a macroblock are smoothed.
 *
 * @param edgeLimit the largest difference across an edge within the macroblock that is smoothed; 0 for no smoothing at
 *     all
 * @param interiorLimit the largest difference of neighbours on one side of an edge
 * @param varianceThreshold from which difference on, next to the edge, only the nearest samples are changed
 */
record FilterStrength(int edgeLimit, int interiorLimit, int varianceThreshold) {
    static final FilterStrength NONE = new FilterStrength(0, 0, 0);

    private static final int MACROBLOCK_EXTRA = 4;

    static FilterStrength of(int level, int sharpness) {
        int interior = level;
        if (sharpness > 0) {
            interior = Math.min(level >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
        }
        interior = Math.max(1, interior);
        return new FilterStrength(2 * level + interior, interior, level >= 40 ? 2 : level >= 15 ? 1 : 0);
    }

    /** The limit for edges between macroblocks. */
    int macroblockEdgeLimit() {
        return edgeLimit + MACROBLOCK_EXTRA;
    }
}
