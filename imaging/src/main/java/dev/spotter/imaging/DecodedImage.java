package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/** A decoded picture, perhaps at a reduced scale. Immutable, so safe to share between threads. */
public final class DecodedImage {
    private final PixelRows rows;
    private final Axis x;
    private final Axis y;
    private final Orientation orientation;

    /** @param x the width as stored; {@code rows} has its samples */
    DecodedImage(PixelRows rows, Axis x, Axis y, Orientation orientation) {
        this.rows = rows;
        this.x = x;
        this.y = y;
        this.orientation = orientation;
    }

    /** The width of the upright picture at full scale. */
    public int widthPixels() {
        return (orientation.swapsSides() ? y : x).sizePixels();
    }

    /** The height of the upright picture at full scale. */
    public int heightPixels() {
        return (orientation.swapsSides() ? x : y).sizePixels();
    }

    /** The same for as long as it is needed, where this one lies in memory that is used again. */
    DecodedImage onHeap() {
        return new DecodedImage(rows.onHeap(), x, y, orientation);
    }

    PixelRows rows() {
        return rows;
    }

    Axis x() {
        return x;
    }

    Axis y() {
        return y;
    }

    Orientation orientation() {
        return orientation;
    }
}
