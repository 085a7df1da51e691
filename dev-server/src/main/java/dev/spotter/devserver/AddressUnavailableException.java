package dev.spotter.devserver;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The server cannot listen on its address. The message is the reason, for people. */
public final class AddressUnavailableException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    AddressUnavailableException(String reason, IOException cause) {
        super(reason, cause);
    }
}
