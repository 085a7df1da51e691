package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.PrintStream;

/**
 * A program that calls a function once: the handler's class is the argument, the event comes in, the response goes out.
 */
final class InvokeFunction {
    private InvokeFunction() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Class<? extends RequestStreamHandler> handler =
                Class.forName(arguments[0]).asSubclass(RequestStreamHandler.class);
        // What the function logs must not come between.
        PrintStream response = System.out;
        System.setOut(System.err);
        handler.getConstructor().newInstance().handleRequest(System.in, response, null);
        response.flush();
    }
}
