package dev.spotter.imaging;

import dev.spotter.core.error.DamagedImageException;
import java.io.EOFException;
import java.util.zip.ZipException;

/** Translates what codecs throw into an error in words for people. */
final class DecodingErrors {
    private DecodingErrors() {}

    /** @param what is damaged: {@code PNG image} */
    static DamagedImageException of(String what, Throwable error) {
        return new DamagedImageException("the %s is damaged: %s".formatted(what, reason(error)), error);
    }

    /** Only this package's exceptions have messages for people; other messages are for developers. */
    private static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedImageException malformed) {
                return malformed.reason();
            }
            if (cause instanceof OutOfMemoryError) {
                return "decoding it takes too much memory";
            }
            if (cause instanceof EOFException) {
                return "it ends too early";
            }
            if (cause instanceof ZipException) {
                return "its compressed data makes no sense";
            }
        }
        return "its data cannot be decoded";
    }
}
