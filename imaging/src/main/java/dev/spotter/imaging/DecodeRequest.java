package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/** How small a decoder may make an image, and which part of it will be read. */
interface DecodeRequest {
    /** The whole image, reduced only as far as the memory limit requires. */
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

    /** By how much the image may be reduced on both sides; at least 1. */
    int factor(int widthPixels, int heightPixels);

    /** The samples that will be read of an image of these axes. */
    Window window(SampledAxis x, SampledAxis y, Orientation orientation);
}
