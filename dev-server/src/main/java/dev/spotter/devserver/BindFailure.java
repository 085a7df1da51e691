package dev.spotter.devserver;

import java.io.IOException;
import java.util.Locale;

/** Why an address cannot be listened on, in plain words; systems say it in their own. */
final class BindFailure {
    private BindFailure() {}

    static String words(IOException failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        String text = all.toString().toLowerCase(Locale.ROOT);
        if (text.contains("in use")) {
            return "another program listens there";
        }
        if (text.contains("assign requested address")) {
            return "it is not an address of this machine";
        }
        return text.contains("denied") ? "this user may not listen there" : "the system does not permit it";
    }
}
