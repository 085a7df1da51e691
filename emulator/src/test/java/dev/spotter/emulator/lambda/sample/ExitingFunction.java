package dev.spotter.emulator.lambda.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** A function that ends its process while it is made. */
public final class ExitingFunction implements RequestStreamHandler {
    public ExitingFunction() {
        System.exit(7);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) {}
}
