package dev.spotter.imaging;

import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.SpotterException;
import java.io.EOFException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/** Translates what codecs throw into an error in words for people. */
final class DecodingErrors {
    private DecodingErrors() {}

    /**
     * A damaged image; or a transient failure if the memory was full, which says nothing of the image.
     *
     * @param what was decoded: {@code PNG image}
     */
    static SpotterException of(String what, Throwable error) {
        if (isOutOfMemory(error)) {
            return ClassificationException.transientFailure(
                    "there is not enough memory left to decode the " + what, error);
        }
        return new DamagedImageException("the %s is damaged: %s".formatted(what, reason(error)), error);
    }

    private static boolean isOutOfMemory(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    /** Only this package's exceptions have messages for people; other messages are for developers. */
    private static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedImageException malformed) {
                return malformed.reason();
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
