package dev.spotter.api;

import dev.spotter.core.application.UploadAcceptance;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.Upload;
import java.util.Optional;

/**
 * {@code PUT /uploads/{imageId}}: accepts the image of a presigned URL on this server. The response is that of
 * {@code POST /upload} without the deletion token, which the client has from the response with the URL. Thread-safe.
 */
public final class SignedUploadRoute implements Route {
    /** The path of the URLs; the last segment is the image's id. */
    public static final String FOLDER = "/uploads/";

    private final UploadAcceptance acceptance;
    private final Permission permission;

    /** What a URL was signed for. */
    public record Signed(Upload upload, DeletionHash deletionHash) {}

    /** Checks the signature of a request. Thread-safe. */
    @FunctionalInterface
    public interface Permission {
        /**
         * The upload and the deletion hash that the URL was signed for.
         *
         * @param bodyBytes the size of the body; negative if unknown
         * @throws dev.spotter.core.error.UploadForbiddenException if the request does not match what was signed
         */
        Signed of(ApiRequest request, long bodyBytes);
    }

    /** @param acceptance its limits must not be below those of the signed uploads */
    public SignedUploadRoute(UploadAcceptance acceptance, Permission permission) {
        this.acceptance = acceptance;
        this.permission = permission;
    }

    @Override
    public String method() {
        return "PUT";
    }

    @Override
    public String path() {
        return FOLDER + "{imageId}";
    }

    @Override
    public long maxBodyBytes() {
        return acceptance.limits().maxBytes();
    }

    @Override
    public Optional<ApiResponse> refusal(ApiRequest request, long bodyBytes) {
        permission.of(request, bodyBytes);
        return Optional.empty();
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        Signed signed = permission.of(request, request.body().sizeBytes());
        return ReceiptJson.response(acceptance.accept(signed.upload(), signed.deletionHash(), request.body()));
    }
}
