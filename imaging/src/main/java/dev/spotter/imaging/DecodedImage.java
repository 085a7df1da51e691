package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/** A decoded image, perhaps at a reduced scale. Immutable, so safe to share between threads. */
final class DecodedImage {
    private final PixelRows rows;
    private final SampledAxis x;
    private final SampledAxis y;
    private final Orientation orientation;

    /** @param x the width as stored; {@code rows} has its samples */
    DecodedImage(PixelRows rows, SampledAxis x, SampledAxis y, Orientation orientation) {
        this.rows = rows;
        this.x = x;
        this.y = y;
        this.orientation = orientation;
    }

    /** The width of the upright image at full scale. */
    int widthPixels() {
        return (orientation.swapsSides() ? y : x).sizePixels();
    }

    /** The height of the upright image at full scale. */
    int heightPixels() {
        return (orientation.swapsSides() ? x : y).sizePixels();
    }

    /** This image, or a copy of it if its memory will be used again. */
    DecodedImage onHeap() {
        return new DecodedImage(rows.onHeap(), x, y, orientation);
    }

    PixelRows rows() {
        return rows;
    }

    SampledAxis x() {
        return x;
    }

    SampledAxis y() {
        return y;
    }

    Orientation orientation() {
        return orientation;
    }
}
