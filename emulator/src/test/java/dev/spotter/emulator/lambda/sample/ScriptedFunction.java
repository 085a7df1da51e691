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
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        calls++;
        String script = new String(event.readAllBytes(), UTF_8).replace("\"", "");
        String argument = script.substring(script.indexOf(' ') + 1);
        switch (script.split(" ", 2)[0]) {
            case "echo" -> write(answer, argument);
            case "throw" -> throw new IllegalStateException(argument);
            case "deep" -> deep(Integer.parseInt(argument));
            case "exit" -> System.exit(Integer.parseInt(argument));
            case "loop" -> loop();
            case "allocate" -> allocate(context);
            case "calls" -> write(answer, Integer.toString(calls));
            case "pid" -> write(answer, Long.toString(ProcessHandle.current().pid()));
            case "heap" -> write(answer, Long.toString(Runtime.getRuntime().maxMemory() >> 20));
            case "environment" -> write(answer, new TreeMap<>(System.getenv()).toString());
            case "properties" -> write(answer, System.getProperty("java.class.path"));
            case "options" ->
                write(
                        answer,
                        ManagementFactory.getRuntimeMXBean().getInputArguments().toString());
            case "context" ->
                write(
                        answer,
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
            case "large" -> answer.write(new byte[Integer.parseInt(argument)]);
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

    private static void write(OutputStream answer, String text) throws IOException {
        answer.write(('"' + text + '"').getBytes(UTF_8));
    }
}
