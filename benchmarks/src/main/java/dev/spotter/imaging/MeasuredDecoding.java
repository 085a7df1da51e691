package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;

/**
 * The product's decoding of what a network sees of an image, which is not public, to be measured alone. Not
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

    public DecodedImage decode(ImageBytes bytes) {
        return decoder.decode(bytes, request, workspace, image -> image);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
