package dev.spotter.api;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the images of a form, {@code multipart/form-data} (RFC 7578): each part with a filename is one, whatever the
 * name of its field. Other fields, and file fields in which nothing was chosen, are skipped.
 */
final class FormUpload {
    static final int MOST_IMAGES = 100;
    private static final String EXPECTED = "send a form as in curl -F file=@cat.jpg";
    private static final char UNREADABLE = '\uFFFD';

    private FormUpload() {}

    /** @throws InvalidRequestException if the request does not say how its parts are separated */
    static void requireBoundary(ApiRequest request) {
        if (new FormParser().getBoundary(FormParser.contentType(request)) == null) {
            throw invalid("the Content-Type of the form has no boundary: " + EXPECTED);
        }
    }

    static ImageTooLargeException tooLarge(long maxImageBytes, long maxFormBytes) {
        return new ImageTooLargeException(
                maxImageBytes,
                String.format(
                        Locale.ROOT,
                        "the form is larger than the limit of %,d bytes, and an image may have %,d; send several "
                                + "images in several requests, and a larger image by POST /upload-url",
                        maxFormBytes,
                        maxImageBytes));
    }

    /**
     * The images in the order of the form, at least one.
     *
     * @throws InvalidRequestException if the body is not a form, or has no image or too many
     */
    static List<NamedImage> read(ApiRequest request) {
        try {
            List<NamedImage> images = new ArrayList<>();
            FileItemInputIterator parts = new FormParser().getItemIterator(request);
            while (parts.hasNext()) {
                add(images, parts.next());
            }
            if (images.isEmpty()) {
                throw invalid("the form has no file: " + EXPECTED);
            }
            return images;
        } catch (IOException | IllegalStateException e) {
            throw malformed();
        }
    }

    private static void add(List<NamedImage> images, FileItemInput part) throws IOException {
        String filename = filename(part);
        if (filename == null) {
            return;
        }
        byte[] bytes;
        try (InputStream in = part.getInputStream()) {
            bytes = in.readAllBytes();
        }
        boolean isNothingChosen = filename.isEmpty() && bytes.length == 0;
        if (isNothingChosen) {
            return;
        }
        if (filename.indexOf(UNREADABLE) >= 0) {
            throw new InvalidRequestException(
                    "filename", "the filename of a part must be in UTF-8 but has bytes that are not: " + EXPECTED);
        }
        if (images.size() == MOST_IMAGES) {
            throw invalid("the form has more than %d files; send them in several requests".formatted(MOST_IMAGES));
        }
        images.add(new NamedImage(filename, ImageBytes.wrap(bytes)));
    }

    private static @Nullable String filename(FileItemInput part) {
        try {
            return part.getName();
        } catch (InvalidPathException e) {
            // It has a NUL; names are cleaned elsewhere.
            return e.getInput();
        }
    }

    private static InvalidRequestException malformed() {
        return invalid("the body is not a well-formed form, or its end is missing: " + EXPECTED);
    }

    private static InvalidRequestException invalid(String message) {
        return new InvalidRequestException("body", message);
    }
}
