package dev.spotter.emulator.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of a function's JVM: AWS's, and a watch over the process that started it. It is the only class of the
 * emulator that a function's class path has. It uses no lambda expression: the machinery for the first one would take a
 * tenth of the start.
 */
final class FunctionProcessMain extends Thread {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final int ENDED = 143;

    private final InputStream parent;

    private FunctionProcessMain(InputStream parent) {
        super("emulator-watch");
        this.parent = parent;
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        FunctionProcessMain watch = new FunctionProcessMain(System.in);
        System.setIn(InputStream.nullInputStream());
        watch.setDaemon(true);
        watch.start();
        ignore("INT");
        ignore("HUP");
        try {
            Class.forName(CLIENT).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /**
     * A terminal sends its signals to all processes that were started from it: this one ends when the emulator says so,
     * which may have work for it until then. By reflection, since javac warns of this class and nothing takes that
     * back.
     */
    private static void ignore(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        signal.getMethod("handle", signal, handler)
                .invoke(
                        null,
                        signal.getConstructor(String.class).newInstance(name),
                        handler.getField("SIG_IGN").get(null));
    }

    /** The standard input ends when the process that has its other end does, however that ended. */
    @Override
    public void run() {
        try {
            while (parent.read() >= 0) {
                // Nothing is sent.
            }
        } catch (IOException e) {
            // It is gone as well.
        }
        Runtime.getRuntime().halt(ENDED);
    }
}
