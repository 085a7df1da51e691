package dev.spotter.cli;

import static java.lang.System.Logger.Level.DEBUG;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * Ends the process without the destructors of native libraries, after all that Java does at its end: libtorch's take 70
 * ms, to give back one by one what the system takes back at once.
 */
final class QuickExit {
    private static final System.Logger LOG = System.getLogger(QuickExit.class.getName());

    private QuickExit() {}

    /** To be called when libtorch is loaded: what is registered last with the C library comes first at exit. */
    static void prepare() {
        try {
            NativeLibrary c = NativeLibrary.getInstance("c");
            // glibc's on_exit(function, argument) calls function(status, argument); that is _exit(status).
            c.getFunction("on_exit").invokeInt(new Object[] {c.getFunction("_exit"), Pointer.NULL});
        } catch (LinkageError e) {
            LOG.log(DEBUG, "this system's C library has no on_exit: the process ends in the usual way", e);
        }
    }
}
