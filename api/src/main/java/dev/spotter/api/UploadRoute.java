package dev.spotter.api;

import dev.spotter.core.application.ImageIntake;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.image.ImageLimits;
import java.util.Optional;

/** {@code POST /upload}: takes an image in, from JSON or as the body itself. Thread-safe as the intake is. */
public final class UploadRoute implements Route {
    private static final long ROOM_FOR_THE_REST = 64 << 10;

    private final ImageIntake intake;
    private final ImageLimits limits;
    private final UploadDecoder decoder;

    public UploadRoute(ImageIntake intake) {
        this.intake = intake;
        this.limits = intake.limits();
        this.decoder = new UploadDecoder(limits);
    }

    /**
     * How many bytes a body may have at most: base64 makes four of three, line breaks and escapes add some. A server
     * need not read on after one byte more than that: what it has then is refused as too large.
     */
    public static long maxBodyBytes(ImageLimits limits) {
        return Math.min(limits.maxBytes(), Integer.MAX_VALUE) * 3 / 2 + ROOM_FOR_THE_REST;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/upload";
    }

    @Override
    public long maxBodyBytes() {
        return maxBodyBytes(limits);
    }

    @Override
    public Optional<HttpResponse> refusal(HttpRequest request, long bodyBytes) {
        MediaType type = MediaType.of(request);
        if (type.isMultipart()) {
            return Optional.of(
                    Problems.mediaTypeUnsupported("multipart bodies are not read: " + UploadDecoder.EXPECTED));
        }
        if (bodyBytes > (type.isImage() ? limits.maxBytes() : maxBodyBytes())) {
            throw new ImageTooLargeException(limits.maxBytes());
        }
        return Optional.empty();
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (MediaType.of(request).isPlainText() && UploadDecoder.isJson(request)) {
            return Problems.jsonAsText();
        }
        NamedImage image = decoder.decode(request);
        return ReceiptJson.answer(intake.take(image.filename(), image.bytes()));
    }
}
