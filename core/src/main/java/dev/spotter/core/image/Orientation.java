package dev.spotter.core.image;

/**
 * How to rotate or mirror a stored image: the values 1 to 8 of EXIF's tag 0x0112 (CIPA DC-008), each named for the
 * operation.
 */
public enum Orientation {
    AS_STORED(false),
    FLIP_HORIZONTALLY(false),
    ROTATE_180(false),
    FLIP_VERTICALLY(false),
    TRANSPOSE(true),
    ROTATE_90_CLOCKWISE(true),
    TRANSVERSE(true),
    ROTATE_270_CLOCKWISE(true);

    private final boolean swapsSides;

    Orientation(boolean swapsSides) {
        this.swapsSides = swapsSides;
    }

    /** The orientation of EXIF's number; 1 for a number that EXIF does not know. */
    static Orientation ofExif(int number) {
        return number >= 1 && number <= values().length ? values()[number - 1] : AS_STORED;
    }

    /** Whether width and height are swapped. */
    public boolean swapsSides() {
        return swapsSides;
    }
}
