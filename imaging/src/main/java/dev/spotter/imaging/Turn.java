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

    /** The index, among the upright picture's pixels, of the stored pixel at x, y of a picture of this stored size. */
    int uprightIndex(int storedX, int storedY, int storedWidth, int storedHeight) {
        int x = flipX ? storedWidth - 1 - storedX : storedX;
        int y = flipY ? storedHeight - 1 - storedY : storedY;
        return swap ? x * storedHeight + y : y * storedWidth + x;
    }
}
