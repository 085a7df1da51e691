package dev.spotter.cli;

import java.io.IOException;

/** Standard output that cannot be written any more. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputException(IOException cause) {
        super(cause);
    }
}
