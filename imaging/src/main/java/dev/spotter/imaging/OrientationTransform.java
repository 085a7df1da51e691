package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/**
 * An orientation as index arithmetic: the place of a stored pixel in the upright image.
 *
 * @param swap whether the stored columns are the upright rows
 * @param flipX whether the stored x axis runs backwards
 * @param flipY whether the stored y axis runs backwards
 */
record OrientationTransform(boolean swap, boolean flipX, boolean flipY) {
    static OrientationTransform of(Orientation orientation) {
        return switch (orientation) {
            case AS_STORED -> new OrientationTransform(false, false, false);
            case FLIP_HORIZONTALLY -> new OrientationTransform(false, true, false);
            case ROTATE_180 -> new OrientationTransform(false, true, true);
            case FLIP_VERTICALLY -> new OrientationTransform(false, false, true);
            case TRANSPOSE -> new OrientationTransform(true, false, false);
            case ROTATE_90_CLOCKWISE -> new OrientationTransform(true, false, true);
            case TRANSVERSE -> new OrientationTransform(true, true, true);
            case ROTATE_270_CLOCKWISE -> new OrientationTransform(true, true, false);
        };
    }

    /** The index, among the upright image's pixels, of the stored pixel at x, y of an image of this stored size. */
    int uprightIndex(int storedX, int storedY, int storedWidth, int storedHeight) {
        int x = flipX ? storedWidth - 1 - storedX : storedX;
        int y = flipY ? storedHeight - 1 - storedY : storedY;
        return swap ? x * storedHeight + y : y * storedWidth + x;
    }
}
