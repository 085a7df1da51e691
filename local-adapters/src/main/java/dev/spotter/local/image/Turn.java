package dev.spotter.local.image;

import dev.spotter.core.image.Orientation;

/**
 * An orientation as index arithmetic: where a pixel of the upright picture lies in the stored one.
 *
 * @param swap whether the stored columns are the upright rows
 * @param flipX whether the stored x axis runs backwards
 * @param flipY whether the stored y axis runs backwards
 */
record Turn(boolean swap, boolean flipX, boolean flipY) {
    static Turn of(Orientation orientation) {
        return switch (orientation) {
            case AS_STORED -> new Turn(false, false, false);
            case FLIP_HORIZONTALLY -> new Turn(false, true, false);
            case ROTATE_180 -> new Turn(false, true, true);
            case FLIP_VERTICALLY -> new Turn(false, false, true);
            case TRANSPOSE -> new Turn(true, false, false);
            case ROTATE_90_CLOCKWISE -> new Turn(true, false, true);
            case TRANSVERSE -> new Turn(true, true, true);
            case ROTATE_270_CLOCKWISE -> new Turn(true, true, false);
        };
    }

    /** The index, in a stored square of this side, of the upright pixel at x, y. */
    int storedIndex(int x, int y, int side) {
        int storedX = swap ? y : x;
        int storedY = swap ? x : y;
        return (flipY ? side - 1 - storedY : storedY) * side + (flipX ? side - 1 - storedX : storedX);
    }
}
