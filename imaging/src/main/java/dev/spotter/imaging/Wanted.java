package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/** What is wanted of a picture. */
interface Wanted {
    /** All of it, reduced only as far as memory asks for. */
    Wanted WHOLE = new Wanted() {
        @Override
        public int factor(int widthPixels, int heightPixels) {
            return Reduction.factor(widthPixels, heightPixels);
        }

        @Override
        public Window window(Axis x, Axis y, Orientation orientation) {
            return Window.whole(x, y);
        }
    };

    /** How far it may be reduced on both sides; at least 1. */
    int factor(int widthPixels, int heightPixels);

    /** The samples that count of a picture of these axes. */
    Window window(Axis x, Axis y, Orientation orientation);
}
