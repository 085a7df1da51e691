package dev.spotter.emulator.lambda.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A function that does what its event, a JSON text, says. */
public final class ScriptedFunction implements RequestStreamHandler {
    private int calls;

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        calls++;
        String script = new String(event.readAllBytes(), UTF_8).replace("\"", "");
        String argument = script.substring(script.indexOf(' ') + 1);
        switch (script.split(" ", 2)[0]) {
            case "echo" -> write(response, argument);
            case "throw" -> throw new IllegalStateException(argument);
            case "deep" -> deep(Integer.parseInt(argument));
            case "exit" -> System.exit(Integer.parseInt(argument));
            case "loop" -> loop();
            case "allocate" -> allocate(context);
            case "calls" -> write(response, Integer.toString(calls));
            case "pid" -> write(response, Long.toString(ProcessHandle.current().pid()));
            case "heap" -> write(response, Long.toString(Runtime.getRuntime().maxMemory() >> 20));
            case "environment" -> write(response, new TreeMap<>(System.getenv()).toString());
            case "properties" -> write(response, System.getProperty("java.class.path"));
            case "options" ->
                write(
                        response,
                        ManagementFactory.getRuntimeMXBean().getInputArguments().toString());
            case "context" ->
                write(
                        response,
                        "%s %s %s %d %d"
                                .formatted(
                                        context.getAwsRequestId(),
                                        context.getFunctionName(),
                                        context.getInvokedFunctionArn(),
                                        context.getMemoryLimitInMB(),
                                        context.getRemainingTimeInMillis()));
            case "print" -> {
                System.out.println("out " + argument);
                System.err.println("err " + argument);
            }
            case "large" -> response.write(new byte[Integer.parseInt(argument)]);
            default -> throw new IllegalArgumentException(script);
        }
    }

    @SuppressWarnings("InfiniteLoop")
    private static void loop() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("InfiniteRecursion") // It ends by its exception.
    private static void deep(int frames) {
        if (frames == 0) {
            throw new IllegalStateException("deep");
        }
        deep(frames - 1);
    }

    private static void allocate(Context context) {
        List<byte[]> kept = new ArrayList<>();
        for (int megabytes = 0; megabytes < 2 * context.getMemoryLimitInMB(); megabytes++) {
            kept.add(new byte[1 << 20]);
        }
        throw new IllegalStateException(kept.size() + " MB");
    }

    private static void write(OutputStream response, String text) throws IOException {
        response.write(('"' + text + '"').getBytes(UTF_8));
    }
}
