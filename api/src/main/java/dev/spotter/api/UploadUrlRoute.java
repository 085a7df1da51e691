package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.internal.Excerpt;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code POST /upload-url}: makes a presigned URL for one image that is too large for {@code POST /upload}.
 * Thread-safe.
 */
public final class UploadUrlRoute implements Route {
    private final UploadSigning signing;

    public UploadUrlRoute(UploadSigning signing) {
        this.signing = signing;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/upload-url";
    }

    @Override
    public long maxBodyBytes() {
        return UploadUrlRequest.MAX_BODY_BYTES;
    }

    @Override
    public Optional<ApiResponse> refusal(ApiRequest request, long bodyBytes) {
        MediaType type = MediaType.of(request);
        if (type.isMultipart()) {
            return Optional.of(
                    Problems.mediaTypeUnsupported("multipart bodies are not read: " + UploadUrlRequest.EXPECTED));
        }
        if (bodyBytes > maxBodyBytes()) {
            throw UploadUrlRequest.badSize("more");
        }
        return type.isPlainText() ? Optional.of(Problems.jsonAsText()) : Optional.empty();
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        UploadUrlRequest asked = UploadUrlRequest.read(request.body());
        UploadSigning.Grant grant = signing.sign(asked.filename(), asked.contentType(), asked.sizeBytes());
        return ApiResponse.of(
                        200, "application/json", json(request, asked, grant).toString())
                .with("Cache-Control", "no-store");
    }

    private static ObjectNode json(ApiRequest request, UploadUrlRequest asked, UploadSigning.Grant grant) {
        SignedUpload signed = grant.upload();
        String filename = signed.upload().filename().value();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("url", Origin.resolve(request, signed.url()).toString())
                .put("method", "PUT");
        ObjectNode headers = json.putObject("headers");
        new TreeMap<>(signed.headers()).forEach(headers::put);
        json.put("imageId", signed.upload().id().text())
                .put("predictionUrl", ReceiptJson.predictionUrl(signed.upload().id()))
                .put("expiresAt", PredictionJson.time(signed.expiresAt()))
                .put("deletionToken", grant.deletionToken().text());
        return filename.equals(asked.filename())
                ? json
                : json.put("filename", filename).put("originalFilename", Excerpt.of(asked.filename()));
    }
}
