package dev.spotter.api;

import dev.spotter.core.application.ImageIntake;
import dev.spotter.core.image.Upload;
import java.util.Optional;

/**
 * {@code PUT /uploads/{imageId}}: takes the image in that an address on this server was signed for. What is answered is
 * what {@code POST /upload} answers. Thread-safe as what it is made with.
 */
public final class SignedUploadRoute implements Route {
    /** The folder of the addresses; the id of the image is the last segment. */
    public static final String FOLDER = "/uploads/";

    private final ImageIntake intake;
    private final Permission permission;

    /** Tells what a request was signed for. Thread-safe. */
    @FunctionalInterface
    public interface Permission {
        /**
         * The upload that a request was signed for.
         *
         * @param bodyBytes how many the body has; negative where nobody knows
         * @throws dev.spotter.core.error.UploadForbiddenException if it is not as it was signed
         */
        Upload of(ApiRequest request, long bodyBytes);
    }

    /** @param intake its limits must not be below those that addresses are signed for */
    public SignedUploadRoute(ImageIntake intake, Permission permission) {
        this.intake = intake;
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
        return intake.limits().maxBytes();
    }

    @Override
    public Optional<ApiResponse> refusal(ApiRequest request, long bodyBytes) {
        permission.of(request, bodyBytes);
        return Optional.empty();
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        Upload permitted = permission.of(request, request.body().sizeBytes());
        return ReceiptJson.answer(intake.take(permitted, request.body()));
    }
}
