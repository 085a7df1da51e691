package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/** How small a decoder may make a picture, and which part of it will be read. */
interface DecodeRequest {
    /** The whole picture, reduced only as far as the memory limit requires. */
    DecodeRequest WHOLE = new DecodeRequest() {
        @Override
        public int factor(int widthPixels, int heightPixels) {
            return Reduction.factor(widthPixels, heightPixels);
        }

        @Override
        public Window window(SampledAxis x, SampledAxis y, Orientation orientation) {
            return Window.whole(x, y);
        }
    };

    /** By how much the picture may be reduced on both sides; at least 1. */
    int factor(int widthPixels, int heightPixels);

    /** The samples that will be read of a picture of these axes. */
    Window window(SampledAxis x, SampledAxis y, Orientation orientation);
}
