package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/**
 * An orientation as index arithmetic: where a stored pixel lies in the upright picture.
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

    /** The index, in the upright square of this side, of the stored pixel at x, y. */
    int uprightIndex(int storedX, int storedY, int side) {
        int x = flipX ? side - 1 - storedX : storedX;
        int y = flipY ? side - 1 - storedY : storedY;
        return swap ? x * side + y : y * side + x;
    }
}
