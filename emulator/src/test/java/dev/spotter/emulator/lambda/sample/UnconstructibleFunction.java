package dev.spotter.emulator.lambda.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** A function whose settings are missing. */
public final class UnconstructibleFunction implements RequestStreamHandler {
    public UnconstructibleFunction() {
        throw new IllegalStateException("IMAGE_BUCKET is missing");
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) {}
}
