package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;

/**
 * Decoding of the part of an image that a network sees. The benchmarks measure it alone, and it is not public. Not
 * thread-safe.
 */
public final class MeasuredDecoding implements AutoCloseable {
    private final ImageDecoder decoder;
    private final CropRequest request;
    private final Workspace workspace = new Workspace();

    public MeasuredDecoding(ImageDecoder decoder, InputSpec spec) {
        this.decoder = decoder;
        this.request = new CropRequest(spec);
    }

    /** The decoded image, valid until the next call. */
    public Object decode(ImageBytes bytes) {
        return decoder.decode(bytes, request, workspace, image -> image);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
