package dev.spotter.api;

import dev.spotter.core.application.UploadAcceptance;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.image.ImageLimits;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /upload}: accepts an image, in JSON or as the body itself, or the images of a form. Thread-safe.
 */
public final class UploadRoute implements Route {
    private static final long ROOM_FOR_THE_REST = 64 << 10;

    private final UploadAcceptance acceptance;
    private final ImageLimits limits;
    private final UploadDecoder decoder;

    public UploadRoute(UploadAcceptance acceptance) {
        this.acceptance = acceptance;
        this.limits = acceptance.limits();
        this.decoder = new UploadDecoder(limits);
    }

    /**
     * The largest body in bytes: base64 makes four bytes of three, line breaks and escapes add some. A server need not
     * read more than one byte beyond it.
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
    public Optional<ApiResponse> refusal(ApiRequest request, long bodyBytes) {
        MediaType type = MediaType.of(request);
        if (type.isForm()) {
            FormUpload.requireBoundary(request);
            if (bodyBytes > maxBodyBytes()) {
                throw FormUpload.tooLarge(limits.maxBytes(), maxBodyBytes());
            }
        } else if (type.isMultipart()) {
            return Optional.of(Problems.mediaTypeUnsupported("of multipart bodies only multipart/form-data is read: "
                    + "send such a form, or " + UploadDecoder.EXPECTED));
        }
        if (bodyBytes > (type.isImage() ? limits.maxBytes() : maxBodyBytes())) {
            throw new ImageTooLargeException(limits.maxBytes());
        }
        return Optional.empty();
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        MediaType type = MediaType.of(request);
        if (type.isForm()) {
            return takeForm(FormUpload.read(request));
        }
        if (type.isPlainText() && UploadDecoder.isJson(request)) {
            return Problems.jsonAsText();
        }
        return take(decoder.decode(request));
    }

    private ApiResponse takeForm(List<NamedImage> images) {
        return images.size() == 1 ? take(images.get(0)) : ReceiptListJson.response(acceptance, images);
    }

    private ApiResponse take(NamedImage image) {
        return ReceiptJson.response(acceptance.accept(image.filename(), image.bytes()));
    }
}
