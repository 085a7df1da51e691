package dev.spotter.api;

import java.util.List;
import java.util.Optional;

/** How a request's body is coded, by its header {@code Content-Encoding} (RFC 9110, section 8.4). */
final class ContentCoding {
    private static final String NONE = "identity";

    private ContentCoding() {}

    /**
     * Refuses a body that is compressed or coded in another way: nothing is decoded here, because a few bytes may
     * decompress to any number.
     */
    static Optional<ApiResponse> refusal(Route route, ApiRequest request) {
        List<String> codings = request.headers().getOrDefault("content-encoding", List.of());
        boolean isPlain = codings.stream().allMatch(coding -> coding.isBlank() || coding.equalsIgnoreCase(NONE));
        return isPlain || route.maxBodyBytes() == 0
                ? Optional.empty()
                : Optional.of(Problems.contentCodingUnsupported());
    }
}
