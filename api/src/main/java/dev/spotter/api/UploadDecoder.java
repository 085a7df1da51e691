package dev.spotter.api;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;

/**
 * Finds the image and its name in a request. A body that is declared as JSON or begins with a brace is JSON. Any other
 * body is the image itself.
 */
final class UploadDecoder {
    static final String EXPECTED =
            "send JSON as in {\"filename\": \"cat.jpg\", \"image\": \"<base64>\"}, or the image itself with "
                    + "?filename=cat.jpg";

    private final JsonUpload json;

    UploadDecoder(ImageLimits limits) {
        this.json = new JsonUpload(limits);
    }

    NamedImage decode(ApiRequest request) {
        ImageBytes body = request.body();
        if (body.sizeBytes() == 0) {
            throw new InvalidRequestException("body", "the image is empty: " + EXPECTED);
        }
        return isJson(request) ? json.read(body) : new NamedImage(filename(request), body);
    }

    static boolean isJson(ApiRequest request) {
        return MediaType.of(request).isJson() || JsonText.begins(request.body());
    }

    private static String filename(ApiRequest request) {
        return request.parameter("filename")
                .orElseThrow(() -> new InvalidRequestException("filename", "filename is missing: " + EXPECTED));
    }
}
