package dev.spotter.local.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A WebP file for its codec, which takes the end of the bytes for more pixels and would go on, slowly, to the last one it was promised:
 * here the end is an error that it does not catch.
 */
final class WebpInput extends BufferImageInput {
    WebpInput(ByteBuffer bytes) {
        super(bytes);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            throw new MalformedImageException("it ends too early");
        }
        return value;
    }
}
