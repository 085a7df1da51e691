package dev.spotter.api;

import dev.spotter.core.application.ImageIntake;
import dev.spotter.core.image.Upload;
import java.util.function.Function;

/**
 * {@code PUT /uploads/{imageId}}: takes the image in that an address on this server was signed for. What is answered is what {@code POST
 * /upload} answers. Thread-safe as what it is made with.
 */
public final class SignedUploadRoute implements Route {
    /** The folder of the addresses; the id of the image is the last segment. */
    public static final String FOLDER = "/uploads/";

    private final ImageIntake intake;
    private final Function<HttpRequest, Upload> permission;

    /**
     * @param intake its limits must not be below those that addresses are signed for
     * @param permission the upload that a request was signed for; throws
     *     {@link dev.spotter.core.error.UploadForbiddenException} if it is not as it was signed
     */
    public SignedUploadRoute(ImageIntake intake, Function<HttpRequest, Upload> permission) {
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
    public HttpResponse handle(HttpRequest request) {
        return ReceiptJson.answer(intake.take(permission.apply(request), request.body()));
    }
}
