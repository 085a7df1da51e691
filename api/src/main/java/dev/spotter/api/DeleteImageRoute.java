package dev.spotter.api;

import dev.spotter.core.application.ImageDeletion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code DELETE /images/{imageId}}: deletes an image and its prediction for a client that has the image's deletion
 * token. The response is the same whether the image was deleted now, was deleted before or never existed. Thread-safe.
 */
public final class DeleteImageRoute implements Route {
    /** The path of the images; the last segment is the image's id. */
    public static final String FOLDER = "/images/";
    /** The header with the deletion token. A page of another origin cannot send it without permission. */
    public static final String TOKEN_HEADER = "Deletion-Token";

    private static final int NO_CONTENT = 204;

    private final ImageDeletion deletion;

    public DeleteImageRoute(ImageDeletion deletion) {
        this.deletion = deletion;
    }

    @Override
    public String method() {
        return "DELETE";
    }

    @Override
    public String path() {
        return FOLDER + "{imageId}";
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        deletion.delete(request.path().substring(FOLDER.length()), token(request));
        return new ApiResponse(NO_CONTENT, Map.of("Cache-Control", "no-store"), new byte[0]);
    }

    /** Several values are joined, as API Gateway joins them. */
    private static Optional<String> token(ApiRequest request) {
        List<String> values = request.headers().getOrDefault("deletion-token", List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
}
